import { resolve } from "node:path";
import {
  diagnoseDocument,
  diagnoseFile,
  fixAll,
  type Kustomized,
  type ManifestFile,
  matchesPath,
  openFile,
  type Problem,
  severities,
} from "../../core/index.ts";
import type { LintCommand, LintFormat } from "../arguments.ts";
import { type Finding, type LintReport, toFinding } from "./finding.ts";
import { type Input, readInputs, reasonOf } from "../inputs.ts";
import { type Examined, examineApplications } from "./lint-applications.ts";
import { formatFindingsForGithub } from "./github.ts";
import { formatFindingsAsJson } from "./json.ts";
import { formatFindingsAsSarif } from "./sarif.ts";
import { formatFindingsAsText } from "./text.ts";
import { complain, print } from "../output.ts";
import { paintFor } from "../paint.ts";
import { isBelow, pathFrom } from "../../workspace/file-tree.ts";
import { nodeFiles } from "../../workspace/files.ts";
import { Kustomizations } from "../../workspace/kustomizations.ts";
import { writeWhole } from "./write-whole.ts";

const formatters: Readonly<Record<LintFormat, (report: LintReport) => string>> = {
  text: (report) => formatFindingsAsText(report, paintFor(process.stdout)),
  json: formatFindingsAsJson,
  sarif: formatFindingsAsSarif,
  github: formatFindingsForGithub,
};

/** Reports what is wrong in the manifests, and fixes it if asked to. Resolves with the exit code. */
export async function lint(command: LintCommand): Promise<number> {
  const examined: Result[] = [];
  const kustomizations = new Kustomizations(nodeFiles);
  for await (const input of readInputs(command.paths)) {
    if (isExcluded(input.path, command)) continue;
    const role = input.path === "-" ? undefined : await kustomizations.roleOf(resolve(input.path));
    examined.push(await examine(input, command, role));
  }
  const results = await withApplications(examined, command);
  const report: LintReport = {
    findings: results.flatMap((result) => result.findings),
    fileCount: results.filter((result) => result.complaint === undefined).length,
    fixableCount: results.reduce((sum, result) => sum + result.fixableCount, 0),
    fixedFiles: results.filter((result) => result.isFixed).map((result) => result.path),
  };
  const complaints = results.flatMap(({ complaint }) => complaint ?? []);
  complaints.forEach(complain);
  if (command.fix && command.paths.includes("-")) {
    await print(results.map((result) => result.text).join(""));
    process.stderr.write(formatFindingsAsText(report, paintFor(process.stderr)));
  } else {
    await print(formatters[command.format](report));
  }
  if (complaints.length > 0) return 2;
  return report.findings.some(({ severity }) => isFailure(severity, command.failOn)) ? 1 : 0;
}

/** Whether a path, or what it is below one of the paths that were asked for, matches a pattern. */
function isExcluded(path: string, { paths, exclude }: LintCommand): boolean {
  if (path === "-") return false;
  const file = resolve(path);
  const folders = [process.cwd(), ...paths.map((it) => resolve(it))].filter((folder) => isBelow(file, folder));
  return folders.some((folder) => exclude.some((pattern) => matchesPath(pattern, pathFrom(folder, file))));
}

/** The results with the findings about the applications that the files belong to. */
async function withApplications(results: readonly Result[], { paths }: LintCommand): Promise<readonly Result[]> {
  const concerned = results.filter((result) => result.concernsArgoCd).map(({ path }) => path);
  const byPath = await examineApplications(paths, concerned);
  return results.map((result) => {
    const more = byPath.get(resolve(result.path));
    if (more === undefined || result.path === "-") return result;
    const findings = [
      ...result.findings.filter((finding) => !isAboutUsefulComment(finding, more.usefulComments)),
      ...more.findings.map((finding) => ({ ...finding, file: result.path })),
    ];
    return { ...result, findings: findings.sort((a, b) => a.line - b.line || a.column - b.column) };
  });
}

/** Whether a finding is about a comment that suppresses a finding in the application. */
function isAboutUsefulComment({ rule, line, column }: Finding, comments: Examined["usefulComments"]): boolean {
  return rule === "unused-suppression" && comments.some((it) => it.line === line && it.column === column);
}

/** The result for one input. */
interface Result {
  readonly path: string;
  /** It names an annotation that Argo CD reads. */
  readonly concernsArgoCd: boolean;
  /** Only of standard input, whose text is printed when it is fixed. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly fixableCount: number;
  readonly isFixed: boolean;
  /** What failed, for the user. */
  readonly complaint?: string;
}

async function examine(input: Input, command: LintCommand, kustomized: Kustomized | undefined): Promise<Result> {
  const { path } = input;
  if ("problem" in input) {
    const complaint = `Cannot read "${path}": ${input.problem}.`;
    return { path, concernsArgoCd: false, text: "", findings: [], fixableCount: 0, isFixed: false, complaint };
  }
  const options = { version: command.argocdVersion, ...(kustomized && { kustomized }) };
  const diagnose: Diagnose = (file) => diagnoseFile(file, (document) => diagnoseDocument(document, undefined, options));
  const fixed = command.fix ? fixAll(openFile(input.text), diagnose) : input.text;
  const isFixed = fixed !== input.text;
  if (!isFixed || path === "-") return { ...report(path, fixed, diagnose), isFixed };
  try {
    await writeWhole(path, fixed);
    return { ...report(path, fixed, diagnose), isFixed };
  } catch (error) {
    const complaint = `Cannot write "${path}", so it is not fixed: ${reasonOf(error)}.`;
    return { ...report(path, input.text, diagnose), isFixed: false, complaint };
  }
}

type Diagnose = (file: ManifestFile) => readonly Problem[];

function report(path: string, text: string, diagnose: Diagnose): Omit<Result, "isFixed" | "complaint"> {
  const file = openFile(text);
  const problems = diagnose(file);
  return {
    path,
    concernsArgoCd: /argocd\.argoproj\.io\/|helm\.sh\//.test(text),
    // Keeping every text that was read would cost as much memory as a whole repository is large.
    text: path === "-" ? text : "",
    findings: problems.map((problem) => toFinding(path, file, problem)),
    fixableCount: problems.filter(({ fixes }) => fixes?.some((fix) => fix.preferred === true)).length,
  };
}

function isFailure(severity: Finding["severity"], limit: LintCommand["failOn"]): boolean {
  return limit !== "never" && severities.indexOf(severity) <= severities.indexOf(limit);
}
