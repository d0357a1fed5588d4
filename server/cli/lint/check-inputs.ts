import { resolve } from "node:path";
import type { Staged } from "../../workspace/commit/staged-files.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { configurationComplaints } from "../configured.ts";
import type { Input } from "../inputs.ts";
import { amount, type Progress } from "../progress.ts";
import { type Known, withoutAccepted } from "./baseline.ts";
import { changedInputs } from "./changed-inputs.ts";
import { guardedExamination, type Result } from "./examine.ts";
import { type Fixed, fixInputs, type FixMode } from "./fix-inputs.ts";
import type { LintCommand } from "./lint-command.ts";
import { readAll, searchAround, withoutInputs } from "./lint-inputs.ts";
import { type OpenedRun, openRun } from "./open-run.ts";
import { reportRoot } from "../search-roots.ts";
import { stagedInputs } from "./staged-inputs.ts";

/** What was checked. */
export interface CheckedInputs {
  readonly results: readonly Result[];
  /** What was not read. */
  readonly leftOut: readonly LeftOut[];
  /** What is missing because no file matches, a configuration is wrong, or this program has a fault, each as a sentence. */
  readonly faults: readonly string[];
  /** The folder that paths in reports begin at. */
  readonly root: string;
  /** What was fixed, or would be, by the paths of the inputs. */
  readonly fixes: ReadonlyMap<string, Fixed>;
  /** The patterns of what is excluded that match nothing. */
  readonly useless: readonly string[];
  /** The names of applications with charts that were not rendered. */
  readonly unrendered: readonly string[];
}

/**
 * What is wrong in every input that the paths lead to, as it is `staged` if that is given, after the fixes of what is not `known` if
 * they are asked for, and what was not read. Prints nothing.
 */
export async function checkInputs(
  command: LintCommand,
  progress: Progress,
  { staged, known = [] }: { readonly staged?: Staged | undefined; readonly known?: readonly Known[] } = {},
): Promise<CheckedInputs> {
  const opened = await openRun(command, progress, staged);
  const { run, unread, faults } = opened;
  const { applications } = run.workspace;
  const root = await reportRoot(opened.command.paths, applications);
  const { inputs, all, leftOut, complaints, useless } = await gather(opened, root);
  for (const { path } of inputs) if (path !== "-") await applications.askedFor(resolve(path));
  const fixes = await fix(inputs, opened, withoutAccepted(known, root));
  const results: Result[] = [];
  for (const input of inputs) {
    progress.show(`Checking ${amount(results.length)} of ${amount(inputs.length)} files…`);
    results.push(await guardedExamination(input, fixes.get(input.path), run));
  }
  const read = inputs.map(({ path }) => resolve(path));
  const mistakes = await configurationComplaints(read, applications, new Set(read));
  return {
    results,
    leftOut: [...(await withoutInputs(unread, all, run)), ...leftOut],
    faults: [...complaints, ...mistakes, ...faults],
    ...{ useless, root, fixes, unrendered: applications.unrendered() },
  };
}

interface Gathered extends Pick<CheckedInputs, "leftOut" | "useless"> {
  /** What is checked. */
  readonly inputs: readonly Input[];
  /** The same with what has not changed. */
  readonly all: readonly Input[];
  /** Sentences about what is not there. */
  readonly complaints: readonly string[];
}

/** Everything that the paths lead to: what is there, or what is staged, with standard input in the place of the file that it is of. */
async function gather(
  { run, command, paths, standardInput, files, staged }: OpenedRun,
  root: string,
): Promise<Gathered> {
  const unsearched = await searchAround(command, run);
  const read = staged === undefined ? readAll(command, paths, run) : stagedInputs(paths, staged, files, run.workspace);
  const { inputs: found, skipped, complaints, useless } = await read;
  const leftOut = [...skipped, ...(await withoutInputs(unsearched, found, run))];
  // Nobody who pipes a text through this program wants it left out.
  const others = found.filter(({ path }) => standardInput === undefined || resolve(path) !== resolve(run.inputName));
  const all = standardInput === undefined ? found : [standardInput, ...others];
  const changed = command.changed === undefined ? { inputs: all } : await changedInputs(all, command.changed, root);
  if ("complaint" in changed)
    return { inputs: [], all, leftOut, complaints: [...complaints, changed.complaint], useless };
  return { inputs: changed.inputs, all, leftOut, complaints, useless };
}

async function fix(
  inputs: readonly Input[],
  { run, command }: OpenedRun,
  among: ReturnType<typeof withoutAccepted>,
): Promise<ReadonlyMap<string, Fixed>> {
  const mode = modeOf(command);
  return mode === undefined ? new Map() : fixInputs(inputs, command.paths, run, { mode, among });
}

function modeOf({ fix, diff, addSuppressions }: LintCommand): FixMode | undefined {
  if (addSuppressions) return "suppress";
  return fix ? "write" : diff ? "show" : undefined;
}
