import { type Severity, severities, counted } from "../../core/index.ts";
import type { Finding, LintReport } from "./finding.ts";
import type { Paint, Style } from "../paint.ts";
import { joined, shown, type Shown, shownPath } from "../shown.ts";

const styles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  information: "blue",
  hint: "dim",
};

/** The findings as lines that editors and terminals can follow, a blank line between files, and a summary. */
export function formatFindingsAsText(report: LintReport, paint: Paint): Shown {
  const { findings, fixedFiles } = report;
  const blocks = [
    ...(fixedFiles.length > 0 ? [linesOf(fixedFiles.map((file) => shown`Fixed ${shownPath(file)}`))] : []),
    ...groupByFile(findings).map((group) => linesOf(group.map((finding) => toLine(finding, paint)))),
    paint("bold", summaryOf(report)),
  ];
  return shown`${joined(blocks, "\n\n")}\n`;
}

function linesOf(lines: readonly Shown[]): Shown {
  return joined(lines, "\n");
}

function toLine({ file, line, column, severity, message, rule }: Finding, paint: Paint): Shown {
  const place = shown`${shownPath(file)}:${line}:${column}`;
  return shown`${place} ${paint(styles[severity], severity)} ${message} ${paint("dim", `(${rule})`)}`;
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
  const files = counted(fileCount, "file");
  if (findings.length === 0) return `No problems in ${files}.`;
  const numbers = severities.flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    // There is no plural of "information".
    return number === 0 ? [] : [severity === "information" ? `${number} information` : counted(number, severity)];
  });
  const affected = new Set(findings.map((finding) => finding.file)).size;
  const fix = fixableCount === 0 ? "" : ` --fix can fix ${fixableCount} of them.`;
  return `${numbers.join(", ")} in ${affected} of ${files}.${fix}`;
}
