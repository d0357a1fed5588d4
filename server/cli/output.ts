import { relative } from "node:path";
import { isWithin } from "../workspace/paths.ts";
import { leftOutSentences, missed } from "../workspace/walk/left-out.ts";
import type { LeftOut } from "../workspace/walk/options.ts";
import { exact, shown, type Shown } from "./shown.ts";
import { visible } from "../core/index.ts";

/**
 * Writes to standard output. Resolves once everything is written, and also if the reader ends early, as `head` does.
 * Rejects with Node's Error if the output cannot be written, for example on a full disk.
 */
export async function print({ safe: text }: Shown): Promise<void> {
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
  leftOutSentences(missed(leftOut), shownName).forEach(complain);
}

/** An absolute path as people know it: from the current folder, if it is in there. */
export function shownName(path: string): string {
  const current = process.cwd();
  return isWithin(path, current) ? relative(current, path) || "." : path;
}

/** Writes to standard error, for the user, while what is asked for goes to standard output. */
export function printAside({ safe }: Shown): void {
  process.stderr.write(safe);
}

/** The longest complaint, in UTF-16 units: long paths and what tools complain of are told in full. */
const longestComplaint = 10_000;

/** Writes one line for the user to standard error. What it names may contain anything. */
export function complain(line: string): void {
  printAside(shown`argocd-annotations: ${exact(visible(line, longestComplaint))}\n`);
}
