import { dirname, resolve } from "node:path";
import { matchesPath } from "../../core/index.ts";
import { pathFrom } from "../../workspace/file-tree.ts";
import { isWithin } from "../../workspace/paths.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { LintCommand } from "../arguments.ts";
import { type Input, readInputs } from "../inputs.ts";
import { amount } from "../progress.ts";
import type { LintRun } from "./lint-run.ts";
import { searchRoots } from "./search-roots.ts";

/** What is checked, and what is in the same folders and is not text. */
export interface LintInputs {
  readonly inputs: readonly Input[];
  readonly skipped: readonly LeftOut[];
}

/** Reads everything that the paths lead to and that is not excluded. */
export async function readAll(command: LintCommand, { workspace, progress }: LintRun): Promise<LintInputs> {
  const inputs: Input[] = [];
  const skipped: LeftOut[] = [];
  for await (const input of readInputs(command.paths, command.ignored)) {
    if (await leavesOut(input.path, workspace)) continue;
    if ("skipped" in input) skipped.push({ path: resolve(input.path), reason: input.skipped });
    else inputs.push(input);
    progress.show(`Reading ${amount(inputs.length)} files…`);
  }
  return { inputs, skipped };
}

/** Searches for what the paths are a part of. Returns what could not be read. */
export async function searchAround(
  command: LintCommand,
  { workspace, progress }: LintRun,
): Promise<readonly LeftOut[]> {
  progress.show("Looking for Applications and kustomizations…");
  const leftOut: LeftOut[] = [];
  for (const root of await searchRoots(command.paths, workspace.applications)) {
    for (const it of await workspace.applications.search(root)) leftOut.push(it);
  }
  return leftOut;
}

/** What was left out without what is excluded, and without the inputs that are reported to be unreadable anyway. */
export async function withoutInputs(
  leftOut: readonly LeftOut[],
  inputs: readonly Input[],
  { workspace }: LintRun,
): Promise<readonly LeftOut[]> {
  const unread = new Set(inputs.flatMap((input) => ("problem" in input ? [resolve(input.path)] : [])));
  const missing: LeftOut[] = [];
  for (const it of leftOut) if (!unread.has(it.path) && !(await leavesOut(it.path, workspace))) missing.push(it);
  return missing;
}

async function leavesOut(path: string, { applications }: Workspace): Promise<boolean> {
  return path !== "-" && applications.leavesOut(resolve(path));
}

/** Whether a path, or what it is below one of the paths that were asked for, matches a pattern of `--exclude`. */
export function isExcluded(path: string, { paths, exclude }: LintCommand): boolean {
  if (path === "-") return false;
  const file = resolve(path);
  const folders = [process.cwd(), ...paths.map((it) => resolve(it))].filter((folder) =>
    isWithin(dirname(file), folder),
  );
  return folders.some((folder) => exclude.some((pattern) => matchesPath(pattern, pathFrom(folder, file))));
}
