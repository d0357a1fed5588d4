import { realpath } from "node:fs/promises";
import { dirname, parse, resolve } from "node:path";
import { fixAll, type Problem, severities, textOf } from "../../core/index.ts";
import type { Applications } from "../../workspace/applications.ts";
import { markOf, nodeFiles, openText } from "../../workspace/files.ts";
import type { FindingSettings, PlacedFile } from "../../workspace/findings.ts";
import { isWithin } from "../../workspace/paths.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { Workspace } from "../../workspace/workspace.ts";
import type { LintCommand, LintFormat } from "../arguments.ts";
import type { Input } from "../inputs.ts";
import { complain, complainOfLeftOut, print } from "../output.ts";
import { paintFor } from "../paint.ts";
import { amount, openProgress, type Progress } from "../progress.ts";
import { type Finding, type LintReport, toFinding } from "./finding.ts";
import { formatFindingsForGithub } from "./github.ts";
import { readAll, searchAround } from "./lint-inputs.ts";
import { formatFindingsAsSarif } from "./sarif.ts";
import { formatFindingsAsText } from "./text.ts";
import { writeWhole } from "./write-whole.ts";

const formatters: Readonly<Record<LintFormat, (report: LintReport) => string>> = {
  text: (report) => formatFindingsAsText(report, paintFor(process.stdout)),
  json: ({ findings }) => `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`,
  sarif: formatFindingsAsSarif,
  github: formatFindingsForGithub,
};

/** Reports what is wrong in the manifests, and fixes it if asked to. Resolves with the exit code. */
export async function lint(command: LintCommand): Promise<number> {
  const progress = openProgress();
  try {
    const { results, leftOut } = await checkInputs(command, progress);
    progress.clear();
    complainOfLeftOut(leftOut);
    return await answer(results, command);
  } finally {
    progress.clear();
  }
}

/** What is wrong in every input that the paths lead to, after the fixes if they are asked for, and what was not read. Prints nothing. */
export async function checkInputs(
  command: LintCommand,
  progress: Progress,
): Promise<{ readonly results: readonly Result[]; readonly leftOut: readonly LeftOut[] }> {
  const run: Run = { workspace: new Workspace(nodeFiles), settings: settingsOf(command), progress };
  const { inputs, skipped } = await readAll(command, progress);
  const leftOut = [...skipped, ...(await searchAround(inputs, command, run))];
  for (const { path } of inputs) if (path !== "-") await run.workspace.applications.askedFor(resolve(path));
  const fixes = command.fix ? await fixInputs(inputs, command.paths, run) : new Map<string, Fixed>();
  const results: Result[] = [];
  for (const input of inputs) {
    progress.show(`Checking ${amount(results.length)} of ${amount(inputs.length)} files…`);
    results.push(await examine(input, fixes.get(input.path), run));
  }
  return { results, leftOut };
}

/** The workspace and the settings of one run. */
interface Run {
  readonly workspace: Workspace;
  readonly settings: FindingSettings;
  readonly progress: Progress;
}

function settingsOf({ argocdVersion }: LintCommand): FindingSettings {
  return { severity: new Map(), version: argocdVersion, embeddedInConfigMaps: false };
}

/** The result of fixing an input: its new text, or why that could not be written. */
type Fixed = { readonly text: string } | { readonly complaint: string };

/** Fixes every input before anything is reported: a fix may change the findings in other files. */
async function fixInputs(
  inputs: readonly Input[],
  paths: readonly string[],
  run: Run,
): Promise<ReadonlyMap<string, Fixed>> {
  const fixes = new Map<string, Fixed>();
  for (const [index, input] of inputs.entries()) {
    run.progress.show(`Fixing ${amount(index)} of ${amount(inputs.length)} files…`);
    const placed = await place(input, run);
    if (placed === undefined) continue;
    const { findings, applications } = run.workspace;
    const known = findings.aroundFile(placed);
    const text = fixAll(placed.file, (file) => findings.problemsWith({ ...placed, file }, run.settings, known));
    if (text === textOf(placed.file)) continue;
    const { path } = input;
    const whole = "text" in input ? markOf(input.text) + text : text;
    try {
      if (path !== "-") await writeWhole(path, whole, await reachOf(path, paths, applications));
      fixes.set(path, { text: whole });
    } catch (error) {
      fixes.set(path, { complaint: `Cannot write "${path}", so it is not fixed: ${reasonOf(error)}.` });
      continue;
    }
    if (path !== "-") await applications.changedOnDisk(resolve(path));
  }
  return fixes;
}

/** Where a fix may write: anywhere for a file that was named, but nobody knows where the links lead that were found in a folder. */
async function reachOf(path: string, paths: readonly string[], applications: Applications): Promise<string> {
  const absolute = resolve(path);
  const given = paths.map((it) => resolve(it)).filter((it) => isWithin(absolute, it));
  if (given.includes(absolute)) return parse(await realpath(path)).root;
  const folder = dirname(absolute);
  return (await applications.repositoryOf(folder)) ?? given[0] ?? folder;
}

/** An input as a part of its application; `undefined` if it cannot be read. Standard input is an application of its own. */
async function place(input: Input, { workspace }: Run, text?: string): Promise<PlacedFile | undefined> {
  if ("problem" in input) return undefined;
  if (input.path !== "-") return workspace.place(resolve(input.path));
  const file = openText(text ?? input.text);
  return { fileName: "-", file, roster: workspace.aloneAs("-", file), kustomized: undefined, declares: [] };
}

/** The result for one input. */
interface Result {
  /** As given or found; `-` for standard input. */
  readonly path: string;
  /** Only of standard input, whose text is printed when it is fixed. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly fixableCount: number;
  readonly isFixed: boolean;
  /** What failed, for the user. */
  readonly complaint?: string;
}

async function examine(input: Input, fixed: Fixed | undefined, run: Run): Promise<Result> {
  const { path } = input;
  if ("problem" in input) {
    const complaint = `Cannot read "${path}": ${input.problem}.`;
    return { path, text: "", findings: [], fixableCount: 0, isFixed: false, complaint };
  }
  const text = fixed !== undefined && "text" in fixed ? fixed.text : input.text;
  const placed = await place(input, run, text);
  const problems = placed === undefined ? [] : run.workspace.findings.problemsIn(placed, run.settings);
  return {
    path,
    text: path === "-" ? text : "",
    findings: problems.map((problem) => toFinding(path, problem)),
    fixableCount: problems.filter(isFixable).length,
    isFixed: fixed !== undefined && "text" in fixed,
    ...(fixed !== undefined && "complaint" in fixed && { complaint: fixed.complaint }),
  };
}

function isFixable({ fixes }: Problem): boolean {
  return fixes().some((fix) => fix.preferred);
}

/** Prints what was found. Resolves with the exit code. */
async function answer(results: readonly Result[], { fix, paths, format, failOn }: LintCommand): Promise<number> {
  const report: LintReport = {
    findings: results.flatMap((result) => result.findings),
    fileCount: results.filter((result) => result.complaint === undefined).length,
    fixableCount: results.reduce((sum, result) => sum + result.fixableCount, 0),
    fixedFiles: results.filter((result) => result.isFixed).map((result) => result.path),
  };
  const complaints = results.flatMap(({ complaint }) => complaint ?? []);
  complaints.forEach(complain);
  if (fix && paths.includes("-")) {
    await print(results.map((result) => result.text).join(""));
    process.stderr.write(formatFindingsAsText(report, paintFor(process.stderr)));
  } else {
    await print(formatters[format](report));
  }
  if (complaints.length > 0) return 2;
  return report.findings.some(({ severity }) => isFailure(severity, failOn)) ? 1 : 0;
}

function isFailure(severity: Finding["severity"], limit: LintCommand["failOn"]): boolean {
  return limit !== "never" && severities.indexOf(severity) <= severities.indexOf(limit);
}
