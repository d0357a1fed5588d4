import { resolve } from "node:path";
import type { ManifestFile } from "../../core/index.ts";
import type { Staged } from "../../workspace/commit/staged-files.ts";
import { type Files, nodeFiles, openText } from "../../workspace/files.ts";
import type { PlacedFault } from "../../workspace/findings.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { Workspace } from "../../workspace/workspace.ts";
import { givenBy } from "../configuration-options.ts";
import { type Input, readInput } from "../inputs.ts";
import type { Progress } from "../progress.ts";
import { type LintPath, readLintPaths } from "./glob-paths.ts";
import type { LintCommand } from "./lint-command.ts";
import { isExcluded } from "./lint-inputs.ts";
import type { LintRun } from "./lint-run.ts";
import { renderedFrom } from "./rendered-from.ts";
import { withChosen } from "./staged-inputs.ts";

/** A run with what it was asked for, and what comes up in it. */
export interface OpenedRun {
  readonly run: LintRun;
  /** The command with the paths that its patterns stand for. */
  readonly command: LintCommand;
  readonly paths: readonly LintPath[];
  /** Standard input that was given the name of a file. */
  readonly standardInput: Input | undefined;
  readonly files: Files;
  readonly staged: Staged | undefined;
  /** What could not be read on the way. */
  readonly unread: readonly LeftOut[];
  /** Faults of this program, each as a sentence. */
  readonly faults: ReadonlySet<string>;
}

/** Opens a workspace for a command, over the files on the disk or those that are `staged`, in which standard input may stand for a file. */
export async function openRun(given: LintCommand, progress: Progress, staged: Staged | undefined): Promise<OpenedRun> {
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
  const run = { workspace, progress, open, inputName, renderedFrom: renderedFrom(workspace.applications) };
  return { run, command, paths, standardInput, files, staged, unread, faults };
}

function faultOf({ rule, place, line, error }: PlacedFault): string {
  const where = line === undefined ? `the application in "${place}"` : `"${place}", in the document on line ${line}`;
  return `The rule "${rule}" failed in ${where}, so its findings there are missing: ${reasonOf(error)}. Please report this.`;
}
