import { type Severity, visible } from "../../core/index.ts";
import { type Shown, shownJson } from "../shown.ts";
import type { LintReport } from "./finding.ts";
import { fingerprintsOf, fromRoot } from "./fingerprints.ts";

const degrees: Readonly<Record<Severity, string>> = {
  error: "critical",
  warning: "major",
  information: "minor",
  hint: "info",
};

/** The findings as a Code Quality report, which GitLab shows in a merge request. */
export function formatFindingsForGitlab(report: LintReport): Shown {
  const fingerprints = fingerprintsOf(report);
  const issues = report.findings.map(({ file, line, endLine, rule, severity, message, source }, index) => ({
    description: visible(message, Infinity),
    check_name: rule,
    fingerprint: `${fingerprints[index]?.hash ?? ""}:${fingerprints[index]?.number ?? 0}`,
    severity: degrees[severity],
    // Of standard input, GitLab can show only the template that it comes from.
    location:
      file === "-" && source?.file !== undefined
        ? { path: fromRoot(source.file, report.root), lines: { begin: 1, end: 1 } }
        : { path: fromRoot(file, report.root), lines: { begin: line, end: endLine } },
  }));
  return shownJson(issues);
}
