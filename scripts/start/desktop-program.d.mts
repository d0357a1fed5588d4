/** The absolute path of the desktop's `code`, or nothing if it is not on the PATH. */
export function desktopProgram(): string | undefined;
