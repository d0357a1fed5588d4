import { resolve } from "node:path";
import type { ManifestFile } from "../../core/index.ts";
import { nodeFiles, openText } from "../../workspace/files.ts";
import type { Staged } from "../../workspace/commit/staged-files.ts";
import type { PlacedFault } from "../../workspace/findings.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { Workspace } from "../../workspace/workspace.ts";
import type { LintCommand } from "./lint-command.ts";
import { givenBy } from "../configuration-options.ts";
import { configurationComplaints, unreadableChoice } from "../configured.ts";
import { readInput } from "../inputs.ts";
import { complain, complainOfLeftOut } from "../output.ts";
import { amount, openProgress, type Progress } from "../progress.ts";
import { answer } from "./answer.ts";
import { type Known, readBaseline, withoutAccepted } from "./baseline.ts";
import { changedInputs } from "./changed-inputs.ts";
import { guardedExamination, type Result } from "./examine.ts";
import { type Fixed, fixInputs, type FixMode } from "./fix-inputs.ts";
import { readLintPaths } from "./glob-paths.ts";
import { isExcluded, readAll, searchAround, withoutInputs } from "./lint-inputs.ts";
import type { LintRun } from "./lint-run.ts";
import { renderedFrom } from "./rendered-from.ts";
import { readStaged, stagedInputs, withChosen } from "./staged-inputs.ts";
import { showDiff } from "./show-diff.ts";
import { reportRoot } from "../search-roots.ts";
import { unrenderedSentences } from "./unrendered.ts";

/** Reports what is wrong in the manifests, and fixes it if asked to. Resolves with the exit code. */
export async function lint(command: LintCommand): Promise<number> {
  const unreadable = await unreadableChoice(command.configuration);
  if (unreadable !== undefined) {
    complain(unreadable);
    return 2;
  }
  const staged = command.staged ? await readStaged() : undefined;
  if (staged !== undefined && "complaint" in staged) {
    complain(staged.complaint);
    return 2;
  }
  const known = command.baseline === undefined ? [] : await readBaseline(command.baseline);
  if ("complaint" in known) {
    complain(known.complaint);
    return 2;
  }
  const progress = openProgress();
  try {
    const { results, leftOut, faults, root, useless, fixes, unrendered } = await checkInputs(command, progress, {
      staged,
      known,
    });
    progress.clear();
    complainOfLeftOut(leftOut);
    unrenderedSentences(unrendered).forEach(complain);
    for (const pattern of useless) complain(`The pattern "${pattern}" of "--exclude" matches none of these files.`);
    return command.diff
      ? await showDiff(fixes, results, faults)
      : await answer({ results, faults, root, known }, command);
  } finally {
    progress.clear();
  }
}

/**
 * What is wrong in every input that the paths lead to, as it is `staged` if that is given, after the fixes of what is not `known` if
 * they are asked for, and what was not read. Prints nothing.
 */
export async function checkInputs(
  given: LintCommand,
  progress: Progress,
  { staged, known = [] }: { readonly staged?: Staged | undefined; readonly known?: readonly Known[] } = {},
): Promise<{
  readonly results: readonly Result[];
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
}> {
  const inputName = given.stdinFilename ?? "-";
  const standardInput = inputName === "-" ? undefined : { ...(await readInput("-")), path: inputName };
  const paths = await readLintPaths(given.paths.filter((path) => path !== "-" || standardInput === undefined));
  const command = { ...given, paths: [...(standardInput ? [inputName] : []), ...paths.map(({ path }) => path)] };
  const open = new Map<string, ManifestFile>();
  if (standardInput !== undefined && "text" in standardInput)
    open.set(resolve(inputName), openText(standardInput.text));
  const unread: LeftOut[] = [];
  const noteProblem = (path: string, error: unknown): number => unread.push({ path, reason: reasonOf(error) });
  const faults = new Set<string>();
  const noteFault = (fault: PlacedFault): Set<string> => faults.add(faultOf(fault));
  const settings = givenBy(command, command.rules);
  const files = staged === undefined ? nodeFiles : withChosen(staged, command.configuration);
  const workspace = new Workspace(files, (path) => open.get(path), noteProblem, noteFault, {
    givenAt: () => Promise.resolve(settings),
    leavesOut: (path) => Promise.resolve(isExcluded(path, command)),
    configuration: command.configuration,
  });
  const from = renderedFrom(workspace.applications);
  const run: LintRun = { workspace, progress, open, inputName, renderedFrom: from };
  const unsearched = await searchAround(command, run);
  const {
    inputs: found,
    skipped,
    complaints,
    useless,
  } = await (staged === undefined ? readAll(command, paths, run) : stagedInputs(paths, staged, files, workspace));
  const leftOut = [...skipped, ...(await withoutInputs(unsearched, found, run))];
  const root = await reportRoot(command.paths, workspace.applications);
  // Nobody who pipes a text through this program wants it left out.
  const others = found.filter(({ path }) => standardInput === undefined || resolve(path) !== resolve(inputName));
  const all = standardInput === undefined ? found : [standardInput, ...others];
  const changed = command.changed === undefined ? { inputs: all } : await changedInputs(all, command.changed, root);
  const inputs = "inputs" in changed ? changed.inputs : [];
  if ("complaint" in changed) complaints.push(changed.complaint);
  for (const { path } of inputs) if (path !== "-") await run.workspace.applications.askedFor(resolve(path));
  const mode = modeOf(command);
  const among = withoutAccepted(known, root);
  const fixes =
    mode === undefined ? new Map<string, Fixed>() : await fixInputs(inputs, command.paths, run, { mode, among });
  const results: Result[] = [];
  for (const input of inputs) {
    progress.show(`Checking ${amount(results.length)} of ${amount(inputs.length)} files…`);
    results.push(await guardedExamination(input, fixes.get(input.path), run));
  }
  const read = inputs.map(({ path }) => resolve(path));
  const mistakes = await configurationComplaints(read, workspace.applications, new Set(read));
  return {
    results,
    leftOut: [...(await withoutInputs(unread, all, run)), ...leftOut],
    faults: [...complaints, ...mistakes, ...faults],
    ...{ useless, root, fixes, unrendered: workspace.applications.unrendered() },
  };
}

function modeOf({ fix, diff, addSuppressions }: LintCommand): FixMode | undefined {
  if (addSuppressions) return "suppress";
  return fix ? "write" : diff ? "show" : undefined;
}

function faultOf({ rule, place, line, error }: PlacedFault): string {
  const where = line === undefined ? `the application in "${place}"` : `"${place}", in the document on line ${line}`;
  return `The rule "${rule}" failed in ${where}, so its findings there are missing: ${reasonOf(error)}. Please report this.`;
}
