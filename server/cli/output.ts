/**
 * Writes to standard output. Resolves once all of it is handed over, and also where the reader went away early, as `head` does.
 * Rejects with Node's Error where the output cannot be written, as on a full disk.
 */
export async function print(text: string): Promise<void> {
  if (text === "") return;
  const { stdout } = process;
  // Node reports a failure to the callback and once more as an event, which without a listener would end the program.
  const leaveToCallback = (): void => undefined;
  stdout.on("error", leaveToCallback);
  await new Promise<void>((resolve, reject) => {
    stdout.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (error === undefined || error === null || error.code === "EPIPE") resolve();
      else reject(error);
    });
  });
}

/** Writes one line for the user to standard error. */
export function complain(line: string): void {
  process.stderr.write(`argocd-annotations: ${line}\n`);
}
