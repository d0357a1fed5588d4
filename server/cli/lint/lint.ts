import { resolve } from "node:path";
import { severities } from "../../core/index.ts";
import { nodeFiles } from "../../workspace/files.ts";
import type { PlacedFault } from "../../workspace/findings.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { Workspace } from "../../workspace/workspace.ts";
import type { LintCommand, LintFormat } from "../arguments.ts";
import { configurationComplaints, unreadableChoice } from "../configured.ts";
import { givenBy } from "../configuration-options.ts";
import type { Input } from "../inputs.ts";
import { complain, complainOfLeftOut, print, printAside } from "../output.ts";
import { paintFor } from "../paint.ts";
import { amount, openProgress, type Progress } from "../progress.ts";
import { exact, type Shown, shownJson } from "../shown.ts";
import { type Finding, type LintReport, toFinding } from "./finding.ts";
import { type Fixed, fixInputs } from "./fix-inputs.ts";
import { formatFindingsForGithub } from "./github.ts";
import { isExcluded, readAll, searchAround, withoutInputs } from "./lint-inputs.ts";
import { type LintRun, place, settingsOf } from "./lint-run.ts";
import { formatFindingsAsSarif } from "./sarif.ts";
import { formatFindingsAsText } from "./text.ts";

const formatters: Readonly<Record<LintFormat, (report: LintReport) => Shown>> = {
  text: (report) => formatFindingsAsText(report, paintFor("stdout")),
  json: ({ findings }) => shownJson({ version: 1, findings }),
  sarif: formatFindingsAsSarif,
  github: formatFindingsForGithub,
};

/** Reports what is wrong in the manifests, and fixes it if asked to. Resolves with the exit code. */
export async function lint(command: LintCommand): Promise<number> {
  const unreadable = await unreadableChoice(command.configuration);
  if (unreadable !== undefined) {
    complain(unreadable);
    return 2;
  }
  const progress = openProgress();
  try {
    const { results, leftOut, faults } = await checkInputs(command, progress);
    progress.clear();
    complainOfLeftOut(leftOut);
    return await answer(results, faults, command);
  } finally {
    progress.clear();
  }
}

/** What is wrong in every input that the paths lead to, after the fixes if they are asked for, and what was not read. Prints nothing. */
export async function checkInputs(
  command: LintCommand,
  progress: Progress,
): Promise<{
  readonly results: readonly Result[];
  readonly leftOut: readonly LeftOut[];
  /** What is missing because a configuration is wrong, or this program has a fault, each as a sentence. */
  readonly faults: readonly string[];
}> {
  const unread: LeftOut[] = [];
  const noteProblem = (path: string, error: unknown): number => unread.push({ path, reason: reasonOf(error) });
  const faults = new Set<string>();
  const noteFault = (fault: PlacedFault): Set<string> => faults.add(faultOf(fault));
  const given = givenBy(command, command.rules);
  const workspace = new Workspace(nodeFiles, undefined, noteProblem, noteFault, {
    givenAt: () => Promise.resolve(given),
    leavesOut: (path) => Promise.resolve(isExcluded(path, command)),
    configuration: command.configuration,
  });
  const run: LintRun = { workspace, progress };
  const unsearched = await searchAround(command, run);
  const { inputs, skipped } = await readAll(command, run);
  const leftOut = [...skipped, ...(await withoutInputs(unsearched, inputs, run))];
  for (const { path } of inputs) if (path !== "-") await run.workspace.applications.askedFor(resolve(path));
  const fixes = command.fix ? await fixInputs(inputs, command.paths, run) : new Map<string, Fixed>();
  const results: Result[] = [];
  for (const input of inputs) {
    progress.show(`Checking ${amount(results.length)} of ${amount(inputs.length)} files…`);
    results.push(await guardedExamination(input, fixes.get(input.path), run));
  }
  const paths = inputs.map(({ path }) => resolve(path));
  const complaints = await configurationComplaints(paths, workspace.applications, new Set(paths));
  const missing = await withoutInputs(unread, inputs, run);
  return { results, leftOut: [...missing, ...leftOut], faults: [...complaints, ...faults] };
}

/** The result for one input. */
interface Result {
  /** As given or found; `-` for standard input. */
  readonly path: string;
  readonly isRead: boolean;
  /** Only of standard input, whose text is printed when it is fixed. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly fixableCount: number;
  readonly isFixed: boolean;
  /** What failed, for the user. */
  readonly complaint?: string;
}

/** A fault in this program costs only the file in which it comes up. */
async function guardedExamination(input: Input, fixed: Fixed | undefined, run: LintRun): Promise<Result> {
  try {
    return await examine(input, fixed, run);
  } catch (error) {
    const { path } = input;
    const complaint = `Cannot check "${path}": ${reasonOf(error)}. This is a fault of this program: please report it.`;
    return { path, isRead: false, text: "", findings: [], fixableCount: 0, isFixed: false, complaint };
  }
}

function faultOf({ rule, place, line, error }: PlacedFault): string {
  const where = line === undefined ? `the application in "${place}"` : `"${place}", in the document on line ${line}`;
  return `The rule "${rule}" failed in ${where}, so its findings there are missing: ${reasonOf(error)}. Please report this.`;
}

async function examine(input: Input, fixed: Fixed | undefined, run: LintRun): Promise<Result> {
  const { path } = input;
  if ("problem" in input) {
    const complaint = `Cannot read "${path}": ${input.problem}.`;
    return { path, isRead: false, text: "", findings: [], fixableCount: 0, isFixed: false, complaint };
  }
  const text = fixed !== undefined && "text" in fixed ? fixed.text : input.text;
  const complaint = fixed !== undefined && "complaint" in fixed ? fixed.complaint : undefined;
  const placed = await place(input, run, text);
  const problems =
    placed === undefined ? [] : run.workspace.findings.problemsIn(placed, await settingsOf(path, run.workspace));
  const checked = problems.map((problem) => {
    const fixes = problem.fixes();
    return { finding: toFinding(path, problem, fixes), isFixable: fixes.some(({ preferred }) => preferred) };
  });
  return {
    path,
    isRead: true,
    text: path === "-" && complaint === undefined ? text : "",
    findings: checked.map(({ finding }) => finding),
    fixableCount: checked.filter(({ isFixable }) => isFixable).length,
    isFixed: fixed !== undefined && "text" in fixed,
    ...(complaint !== undefined && { complaint }),
  };
}

/** Prints what was found. Resolves with the exit code. */
async function answer(
  results: readonly Result[],
  faults: readonly string[],
  { fix, paths, format, failOn }: LintCommand,
): Promise<number> {
  const report: LintReport = {
    findings: results.flatMap((result) => result.findings),
    fileCount: results.filter((result) => result.isRead).length,
    fixableCount: results.reduce((sum, result) => sum + result.fixableCount, 0),
    fixedFiles: results.filter((result) => result.isFixed).map((result) => result.path),
  };
  const complaints = [...results.flatMap(({ complaint }) => complaint ?? []), ...faults];
  complaints.forEach(complain);
  if (fix && paths.includes("-")) {
    await print(exact(results.map((result) => result.text).join("")));
    printAside(formatFindingsAsText(report, paintFor("stderr")));
  } else {
    await print(formatters[format](report));
  }
  if (complaints.length > 0) return 2;
  return report.findings.some(({ severity }) => isFailure(severity, failOn)) ? 1 : 0;
}

function isFailure(severity: Finding["severity"], limit: LintCommand["failOn"]): boolean {
  return limit !== "never" && severities.indexOf(severity) <= severities.indexOf(limit);
}
