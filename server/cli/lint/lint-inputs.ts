import { dirname, resolve } from "node:path";
import { matchesPath } from "../../core/index.ts";
import { pathFrom } from "../../workspace/file-tree.ts";
import { isWithin } from "../../workspace/paths.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { LintCommand } from "./lint-command.ts";
import { type Input, pathTypeOf, readInputs } from "../inputs.ts";
import { amount } from "../progress.ts";
import { isMeant, type LintPath } from "./glob-paths.ts";
import type { LintRun } from "./lint-run.ts";
import { searchRoots } from "../search-roots.ts";

/** What is checked, and what is in the same folders and is not text. */
export interface LintInputs {
  readonly inputs: readonly Input[];
  readonly skipped: readonly LeftOut[];
  /** The patterns that match no file, each as a sentence. */
  readonly complaints: string[];
  /** The patterns of what is excluded that match none of the files. */
  readonly useless: readonly string[];
}

/** Reads everything that the paths lead to and that is not excluded. */
export async function readAll(
  command: LintCommand,
  paths: readonly LintPath[],
  { workspace, progress }: LintRun,
): Promise<LintInputs> {
  const inputs: Input[] = [];
  const skipped: LeftOut[] = [];
  const useful = new Set<string>();
  const seen = new Set<string>();
  const complaints: string[] = [];
  for (const it of paths) {
    let count = 0;
    for await (const input of readInputs([it.path], command.ignored)) {
      if (!isMeant(it, input.path)) continue;
      count++;
      // A file that happens to be named "-" is given as "./-".
      const key = input.path === "-" ? "" : resolve(input.path);
      if (seen.has(key)) continue;
      seen.add(key);
      const pattern = excludedBy(input.path, command);
      if (pattern !== undefined) {
        useful.add(pattern);
        continue;
      }
      if (await leavesOut(input.path, workspace)) continue;
      if ("skipped" in input) skipped.push({ path: resolve(input.path), reason: input.skipped });
      else inputs.push(input);
      progress.show(`Reading ${amount(inputs.length)} files…`);
    }
    if (it.pattern !== undefined && count === 0) complaints.push(`"${it.given}" matches no file.`);
  }
  const useless = command.exclude.filter((pattern) => !useful.has(pattern));
  return { inputs, skipped, complaints, useless: (await hasFolder(paths)) ? useless : [] };
}

/** A pattern may be about other files than those that are named one by one, as a hook of Git names them. */
async function hasFolder(paths: readonly LintPath[]): Promise<boolean> {
  for (const { path } of paths) if ((await pathTypeOf(path)) === "folder") return true;
  return false;
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
export function isExcluded(path: string, command: LintCommand): boolean {
  return excludedBy(path, command) !== undefined;
}

function excludedBy(path: string, { paths, exclude }: LintCommand): string | undefined {
  if (path === "-" || exclude.length === 0) return undefined;
  const file = resolve(path);
  const folders = [process.cwd(), ...paths.map((it) => resolve(it))].filter((folder) =>
    isWithin(dirname(file), folder),
  );
  return exclude.find((pattern) => folders.some((folder) => matchesPath(pattern, pathFrom(folder, file))));
}
