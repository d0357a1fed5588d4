import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { findInvalidByte, fixAll, type Problem, suppressAll, textOf } from "../../core/index.ts";
import { markOf, openText } from "../../workspace/files.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { Input } from "../inputs.ts";
import { amount } from "../progress.ts";
import { type LintRun, place, settingsOf } from "./lint-run.ts";
import { type WriteReach, writeReach } from "./write-reach.ts";
import { uninterrupted, writeWhole } from "./write-whole.ts";

/** The result of fixing an input: its texts, or why the new one could not be written, for the user. */
export type Fixed = { readonly before: string; readonly text: string } | { readonly complaint: string };

/** Whether files are fixed, or only in this run, or whether comments that suppress all findings are written into them. */
export type FixMode = "write" | "show" | "suppress";

/** How inputs are fixed. */
export interface Fixing {
  readonly mode: FixMode;
  /** The problems of a file that may be fixed. */
  readonly among: (path: string, problems: readonly Problem[]) => readonly Problem[];
}

/**
 * Fixes every input before anything is reported: a fix may change the findings in other files. With "show", nothing is written, and
 * the new texts only take the place of the files in this run. Answers by the path of the input.
 */
export async function fixInputs(
  inputs: readonly Input[],
  paths: readonly string[],
  run: LintRun,
  fixing: Fixing,
): Promise<ReadonlyMap<string, Fixed>> {
  const { mode } = fixing;
  const reach = await writeReach(paths, run.workspace.applications);
  const names = await namesOfFiles(inputs);
  const fixes = new Map<string, Fixed>();
  await uninterrupted(async () => {
    for (const [index, input] of inputs.entries()) {
      run.progress.show(`Fixing ${amount(index)} of ${amount(inputs.length)} files…`);
      const fixed = await fixInput(input, mode === "show" ? undefined : reach, run, fixing);
      if (fixed !== undefined) fixes.set(input.path, fixed);
      if (fixed === undefined || "complaint" in fixed) continue;
      for (const name of names.get(input.path) ?? []) {
        if (mode === "show") run.open.set(resolve(name), openText(fixed.text));
        await run.workspace.applications.changedOnDisk(resolve(name));
        await run.workspace.applications.askedFor(resolve(name));
      }
    }
  });
  return fixes;
}

/** Fixes one input; `undefined` if there is nothing to fix. Nothing is written without a reach. */
async function fixInput(
  input: Input,
  reach: WriteReach | undefined,
  run: LintRun,
  { mode, among }: Fixing,
): Promise<Fixed | undefined> {
  const { path } = input;
  if ("problem" in input) return undefined;
  try {
    // As a filter, this writes the text whether it is fixed or not.
    if (path === run.inputName) checkEncoding(input.text);
    const placed = await place(input, run);
    if (placed === undefined) return undefined;
    const { findings } = run.workspace;
    const known = findings.aroundFile(placed);
    const old = textOf(placed.file);
    const settings = await settingsOf(path, run.workspace);
    const change = mode === "suppress" ? suppressAll : fixAll;
    const text = change(placed.file, (file) =>
      among(path, findings.problemsWith({ ...placed, file }, settings, known)),
    );
    if (text === old) return undefined;
    const [before, after] = [old, text].map((it) => markOf(input.text) + it) as [string, string];
    checkEncoding(before);
    if (path !== run.inputName && reach !== undefined) writeWhole({ target: await reach(path), before, after });
    return { before, text: after };
  } catch (error) {
    return { complaint: `Cannot fix "${path}": ${reasonOf(error)}.` };
  }
}

function checkEncoding(text: string): void {
  if (findInvalidByte(text) !== undefined) throw new Error("not valid UTF-8, so characters would be lost");
}

/** For each input the paths of all inputs that are the same file: it may be given by several names, and links lead to it. */
async function namesOfFiles(inputs: readonly Input[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = new Map<string, string[]>();
  const byPath = new Map<string, readonly string[]>();
  for (const { path } of inputs) {
    const id = path === "-" ? undefined : await idOf(path);
    if (id === undefined) continue;
    const names = files.get(id) ?? [];
    files.set(id, names);
    names.push(path);
    byPath.set(path, names);
  }
  return byPath;
}

/** What tells a file from all others; `undefined` if it is gone. */
async function idOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
