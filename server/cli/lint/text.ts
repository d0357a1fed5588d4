import { type Severity, severities } from "../../core/index.ts";
import type { Finding, LintReport } from "./finding.ts";
import { type Paint, type Style, visible } from "../paint.ts";

const styles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  information: "blue",
  hint: "dim",
};

/** The findings as lines that editors and terminals can follow, a blank line between files, and a summary. */
export function formatFindingsAsText(report: LintReport, paint: Paint): string {
  const { findings, fixedFiles } = report;
  const blocks = [
    ...(fixedFiles.length > 0 ? [fixedFiles.map((file) => `Fixed ${visible(file)}`).join("\n")] : []),
    ...groupByFile(findings).map((group) => group.map((finding) => toLine(finding, paint)).join("\n")),
    paint("bold", summaryOf(report)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function toLine({ file, line, column, severity, message, rule }: Finding, paint: Paint): string {
  const place = `${visible(file)}:${line}:${column}`;
  return `${place} ${paint(styles[severity], severity)} ${visible(message)} ${paint("dim", `(${rule})`)}`;
}

function groupByFile(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.file);
    if (group === undefined) groups.set(finding.file, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function summaryOf({ findings, fileCount, fixableCount }: LintReport): string {
  const files = count(fileCount, "file");
  if (findings.length === 0) return `No problems in ${files}.`;
  const numbers = severities.flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    // There is no plural of "information".
    return number === 0 ? [] : [severity === "information" ? `${number} information` : count(number, severity)];
  });
  const affected = new Set(findings.map((finding) => finding.file)).size;
  const fix = fixableCount === 0 ? "" : ` --fix can fix ${fixableCount} of them.`;
  return `${numbers.join(", ")} in ${affected} of ${files}.${fix}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
