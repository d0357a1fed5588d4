import { visible } from "../../core/index.ts";
import { type Shown, shownDocument } from "../shown.ts";
import type { LintCommand } from "./lint-command.ts";
import { isFailure } from "./failure.ts";
import type { LintReport, ReportedFinding } from "./finding.ts";
import { fromRoot } from "./fingerprints.ts";
import { grouped } from "./grouped.ts";

/**
 * The findings as the XML of JUnit, which Jenkins and GitLab read: a suite for each file and a case for each finding, which fails
 * where the finding makes this run fail. A file without any has one case, since no case at all looks like a broken run.
 */
export function formatFindingsAsJunit(report: LintReport, failOn: LintCommand["failOn"]): Shown {
  const byFile = grouped(report.findings, ({ file }) => file);
  const suites = report.files.map((file) => suiteOf(fromRoot(file, report.root), byFile.get(file) ?? [], failOn));
  const failures = report.findings.filter(({ severity }) => isFailure(severity, failOn)).length;
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  const errors = report.complaints.length;
  const all = [...suites.map(({ xml }) => xml), ...(errors > 0 ? [suiteOfComplaints(report.complaints)] : [])];
  const head = `<testsuites name="argocd-annotations" tests="${tests + errors}" failures="${failures}" errors="${errors}">`;
  return shownDocument(`<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${all.join("")}</testsuites>\n`);
}

function suiteOf(
  file: string,
  findings: readonly ReportedFinding[],
  failOn: LintCommand["failOn"],
): { readonly xml: string; readonly tests: number } {
  const failures = findings.filter(({ severity }) => isFailure(severity, failOn)).length;
  const tests = Math.max(findings.length, 1);
  const name = escaped(file);
  const cases =
    findings.length === 0
      ? [`    <testcase name="no problems" classname="${name}" file="${name}"/>\n`]
      : findings.map((finding) => caseOf(finding, name, failOn));
  const head = `  <testsuite name="${name}" tests="${tests}" failures="${failures}" errors="0">\n`;
  return { xml: `${head}${cases.join("")}  </testsuite>\n`, tests };
}

function caseOf(
  { line, column, rule, severity, message }: ReportedFinding,
  file: string,
  failOn: LintCommand["failOn"],
): string {
  const text = escaped(message);
  const place = `name="${rule}: line ${line}, column ${column}" classname="${file}" file="${file}"`;
  const [start, end] = isFailure(severity, failOn)
    ? [`<failure message="${text}" type="${severity}">`, "</failure>"]
    : ["<system-out>", "</system-out>"];
  return `    <testcase ${place}>\n      ${start}${file}:${line}:${column} ${severity} ${text}${end}\n    </testcase>\n`;
}

function suiteOfComplaints(complaints: readonly string[]): string {
  const cases = complaints.map((complaint, index) => {
    const text = escaped(complaint);
    return `    <testcase name="problem ${index + 1}" classname="argocd-annotations"><error message="${text}">${text}</error></testcase>\n`;
  });
  const head = `  <testsuite name="argocd-annotations" tests="${complaints.length}" failures="0" errors="${complaints.length}">\n`;
  return `${head}${cases.join("")}  </testsuite>\n`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A text in XML, which has no word for most of what nobody sees. */
function escaped(text: string): string {
  return visible(text, Infinity).replace(/[&<>"]/g, (it) => entities[it] ?? it);
}
