import { type Severity, severities, counted, visible } from "../../core/index.ts";
import type { LintReport, ReportedFinding } from "./finding.ts";
import { grouped } from "./grouped.ts";
import type { Paint, Style } from "../paint.ts";
import { joined, padded, shown, type Shown, shownPath } from "../shown.ts";

const styles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  information: "blue",
  hint: "dim",
};

/** The findings, each with its line of the file, its related places and its fixes, and a summary. */
export function formatFindingsAsText(report: LintReport, paint: Paint): Shown {
  return asBlocks(
    report,
    report.findings.map((finding) => linesOf([toLine(finding, paint), ...details(finding, paint)])),
    paint,
  );
}

/** The findings as single lines, a blank line between files, and a summary. */
export function formatFindingsConcisely(report: LintReport, paint: Paint): Shown {
  const groups = grouped(report.findings, ({ file }) => file);
  return asBlocks(
    report,
    [...groups.values()].map((group) => linesOf(group.map((finding) => toLine(finding, paint)))),
    paint,
  );
}

function asBlocks(report: LintReport, blocks: readonly Shown[], paint: Paint): Shown {
  const fixed = report.fixedFiles.map((file) => shown`Fixed ${shownPath(file)}`);
  const all = [...(fixed.length > 0 ? [linesOf(fixed)] : []), ...blocks, paint("bold", summaryOf(report))];
  return shown`${joined(all, "\n\n")}\n`;
}

function linesOf(lines: readonly Shown[]): Shown {
  return joined(lines, "\n");
}

/** A line that editors and terminals can follow. */
function toLine({ file, line, column, severity, message, rule, source }: ReportedFinding, paint: Paint): Shown {
  const place = shown`${shownPath(file)}:${line}:${column}`;
  const from = source === undefined ? "" : shown` from ${shownPath(source.file ?? source.name)}`;
  return shown`${place} ${paint(styles[severity], severity)} ${message} ${paint("dim", `(${rule})`)}${from}`;
}

function details({ line, severity, excerpt, related, repairs }: ReportedFinding, paint: Paint): readonly Shown[] {
  const gutter = String(line).length + 2;
  const [before, marked, after] = [excerpt.before, excerpt.marked, excerpt.after].map(inLine) as [
    string,
    string,
    string,
  ];
  const carets = `${" ".repeat(widthOf(before))}${"^".repeat(Math.max(widthOf(marked), 1))}`;
  const indent = padded("", gutter);
  return [
    shown`${paint("dim", shown` ${line} |`)} ${before}${marked}${after}`,
    shown`${indent}${paint("dim", "|")} ${paint(styles[severity], carets)}`,
    ...related.map((it) => shown`${indent}see ${shownPath(it.file)}:${it.line}:${it.column} ${it.message}`),
    ...repairs.map(
      ({ title, preferred }) => shown`${indent}fix: ${title}${preferred ? paint("dim", " (--fix does this)") : ""}`,
    ),
  ];
}

/** A part of a line of somebody's file, in which nothing moves what comes after it. */
function inLine(part: string): string {
  return visible(part.replaceAll("\t", "    "), Infinity);
}

/** Letters that terminals draw twice as wide as others, and those that they draw upon the one before. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const emoji = /\p{Emoji_Presentation}/u;
const mark = /\p{M}/u;

/** How wide a terminal draws a text, in columns. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += mark.test(letter) ? 0 : wide.test(letter) || emoji.test(letter) ? 2 : 1;
  return width;
}

function summaryOf({ findings, files, fixableCount }: LintReport): string {
  if (files.length + findings.length === 0) return "No files were checked.";
  const all = counted(files.length, "file");
  if (findings.length === 0) return `No problems in ${all}.`;
  const numbers = severities.flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    // There is no plural of "information".
    return number === 0 ? [] : [severity === "information" ? `${number} information` : counted(number, severity)];
  });
  const affected = new Set(findings.map((finding) => finding.file)).size;
  const fix = fixableCount === 0 ? "" : ` --fix can fix ${fixableCount} of them.`;
  return `${numbers.join(", ")} in ${affected} of ${all}.${fix}`;
}
