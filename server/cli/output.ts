import { relative } from "node:path";
import { isWithin } from "../workspace/paths.ts";
import { leftOutSentences, missed } from "../workspace/walk/left-out.ts";
import type { LeftOut } from "../workspace/walk/options.ts";
import { visible } from "./paint.ts";

/**
 * Writes to standard output. Resolves once everything is written, and also if the reader ends early, as `head` does.
 * Rejects with Node's Error if the output cannot be written, for example on a full disk.
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

/** Says what was not read although someone may miss it: on standard error, a line for each reason. */
export function complainOfLeftOut(leftOut: readonly LeftOut[]): void {
  const current = process.cwd();
  const shown = (path: string): string => (isWithin(path, current) ? relative(current, path) || "." : path);
  leftOutSentences(missed(leftOut), shown).forEach(complain);
}

/** Writes one line for the user to standard error. The names of files in it may contain anything. */
export function complain(line: string): void {
  process.stderr.write(`argocd-annotations: ${visible(line)}\n`);
}
