/** Whether the user wants nothing to move; VS Code has a setting for it beside that of the system. */
export function hasReducedMotion(): boolean {
  const { classList } = document.body;
  return classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
