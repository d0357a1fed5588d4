import { counted } from "../../core/index.ts";
import type { LintCommand } from "./lint-command.ts";
import { complain, print, printAside } from "../output.ts";
import { paintFor } from "../paint.ts";
import { exact, shown, type Shown, shownJson, shownPath } from "../shown.ts";
import { formatBaseline, type Known, withoutKnown } from "./baseline.ts";
import type { Result } from "./examine.ts";
import { isFailure } from "./failure.ts";
import { forJson, type LintReport } from "./finding.ts";
import { formatFindingsForGithub } from "./github.ts";
import { formatFindingsForGitlab } from "./gitlab.ts";
import { formatFindingsAsJunit } from "./junit.ts";
import type { LintFormat, LintOutput } from "./outputs.ts";
import { formatFindingsAsSarif } from "./sarif.ts";
import { formatFindingsAsText, formatFindingsConcisely } from "./text.ts";
import { reportWriter } from "./write-report.ts";

/** What came of a run. */
interface Outcome {
  readonly results: readonly Result[];
  /** What is missing because this program has a fault, each as a sentence. */
  readonly faults: readonly string[];
  /** The folder that paths in reports begin at. */
  readonly root: string;
  /** The findings of the baseline. */
  readonly known: readonly Known[];
}

/** Prints and writes what was found, in every format that is asked for. Resolves with the exit code. */
export async function answer({ results, faults, root, known }: Outcome, command: LintCommand): Promise<number> {
  const complaints = [...results.flatMap(({ complaint }) => complaint ?? []), ...faults];
  const changed = results.filter((result) => result.isFixed).map((result) => result.path);
  const all: LintReport = {
    findings: results.flatMap((result) => result.findings),
    files: results.filter((result) => result.isRead).map((result) => result.path),
    fixableCount: results.reduce((sum, result) => sum + result.fixableCount, 0),
    fixedFiles: command.addSuppressions ? [] : changed,
    root,
    complaints,
  };
  complaints.forEach(complain);
  if (command.addSuppressions) printAside(shown`Wrote comments into ${counted(changed.length, "file")}.\n`);
  if (command.writeBaseline !== undefined) return writeBaseline(all, command.writeBaseline);
  const { report, stale } =
    command.baseline === undefined
      ? { report: all, stale: undefined }
      : await withoutKnown(all, known, command.baseline);
  if (stale !== undefined) complain(stale);
  const isFilter = command.fix && command.paths.includes("-");
  if (isFilter) await print(exact(results.map((result) => result.text).join("")));
  const unwritten = await writeOutputs(report, command, isFilter ? "stderr" : "stdout");
  unwritten.forEach(complain);
  if (complaints.length + unwritten.length > 0) return 2;
  return report.findings.some(({ severity }) => isFailure(severity, command.failOn)) ? 1 : 0;
}

/** Makes all findings known ones. Resolves with the exit code. */
async function writeBaseline(report: LintReport, path: string): Promise<number> {
  const complaint = await reportWriter()(path, formatBaseline(report));
  if (complaint === undefined)
    await print(shown`Wrote ${counted(report.findings.length, "finding")} to ${shownPath(path)}.\n`);
  else complain(complaint);
  return complaint === undefined && report.complaints.length === 0 ? 0 : 2;
}

/** Files first: whoever reads the rest may go away. Resolves with what could not be written, each as a sentence. */
async function writeOutputs(
  report: LintReport,
  { outputs, failOn }: LintCommand,
  stream: "stdout" | "stderr",
): Promise<readonly string[]> {
  const unwritten: string[] = [];
  const write = reportWriter();
  for (const { format, file } of outputs) {
    if (file === undefined) continue;
    const complaint = await write(file, formatted({ format, file }, report, failOn, stream));
    if (complaint !== undefined) unwritten.push(complaint);
  }
  for (const output of outputs) {
    if (output.file !== undefined) continue;
    const text = formatted(output, report, failOn, stream);
    if (stream === "stdout") await print(text);
    else printAside(text);
  }
  return unwritten;
}

function formatted(
  { format, file }: LintOutput,
  report: LintReport,
  failOn: LintCommand["failOn"],
  stream: "stdout" | "stderr",
): Shown {
  const paint = paintFor(file === undefined ? stream : "file");
  const formatters: Readonly<Record<LintFormat, () => Shown>> = {
    text: () => formatFindingsAsText(report, paint),
    concise: () => formatFindingsConcisely(report, paint),
    json: () => shownJson({ version: 1, findings: report.findings.map(forJson) }),
    sarif: () => formatFindingsAsSarif(report),
    github: () => formatFindingsForGithub(report),
    junit: () => formatFindingsAsJunit(report, failOn),
    gitlab: () => formatFindingsForGitlab(report),
  };
  return formatters[format]();
}
