import { type Severity, visible } from "../../core/index.ts";
import { exact, type Shown } from "../shown.ts";
import type { Finding, LintReport } from "./finding.ts";
import { fromRoot } from "./fingerprints.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/**
 * The findings as workflow commands, which GitHub Actions shows beside the lines of a pull request. It takes a path from the root of
 * the repository, whichever folder a step runs in.
 */
export function formatFindingsForGithub({ findings, root }: LintReport): Shown {
  return exact(findings.map((finding) => toCommand(finding, root)).join(""));
}

function toCommand(
  { file, line, column, endLine, endColumn, rule, severity, message, source }: Finding,
  root: string,
): string {
  // GitHub takes columns only within one line, and its last column is that of the last character.
  const columns = line === endLine ? `,col=${column},endColumn=${Math.max(column, endColumn - 1)}` : "";
  // Nobody can mark a line of standard input, but the template that it comes from.
  const template = file === "-" ? source?.file : undefined;
  const place =
    template === undefined
      ? `file=${escapeProperty(fromRoot(file, root))},line=${line},endLine=${endLine}${columns}`
      : `file=${escapeProperty(fromRoot(template, root))}`;
  return `::${commands[severity]} ${place},title=${escapeProperty(rule)}::${escapeMessage(message)}\n`;
}

/** A line break could end the command, but there is none in what is visible. */
function escapeMessage(text: string): string {
  return visible(text, Infinity).replaceAll("%", "%25");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
