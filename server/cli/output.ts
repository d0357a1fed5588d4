import { once } from "node:events";

/** Readies standard output: a reader that goes away early, as `head` does, is no failure. */
export function allowClosedPipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** Writes to standard output. Resolves once it takes more, so that a slow reader gets everything without it piling up here. */
export async function print(text: string): Promise<void> {
  if (text === "" || process.stdout.writableEnded || process.stdout.destroyed) return;
  if (!process.stdout.write(text)) await Promise.race([once(process.stdout, "drain"), once(process.stdout, "close")]);
}

/** Writes one line for the user to standard error. */
export function complain(line: string): void {
  process.stderr.write(`argocd-annotations: ${line}\n`);
}
