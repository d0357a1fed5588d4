import type { Severity } from "../../core/index.ts";
import type { Finding, LintReport } from "./finding.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** The findings as workflow commands, which GitHub Actions shows beside the lines of a pull request. */
export function formatFindingsForGithub({ findings }: LintReport): string {
  return findings.map(toCommand).join("");
}

function toCommand({ file, line, column, endLine, endColumn, rule, severity, message }: Finding): string {
  // GitHub takes columns only within one line, and its last column is that of the last character.
  const columns = line === endLine ? `,col=${column},endColumn=${Math.max(column, endColumn - 1)}` : "";
  const place = `file=${escapeProperty(file)},line=${line},endLine=${endLine}${columns}`;
  return `::${commands[severity]} ${place},title=${escapeProperty(rule)}::${escapeMessage(message)}\n`;
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
