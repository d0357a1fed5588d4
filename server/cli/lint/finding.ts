import { positionAt, type Problem, type ProblemFix } from "../../core/index.ts";
import type { Finding } from "../../results/index.ts";

export type { Finding };

/** The findings of one run, and its totals. */
export interface LintReport {
  /** In the order of the files, and in each of the text. */
  readonly findings: readonly Finding[];
  /** How many files were checked. */
  readonly fileCount: number;
  /** How many findings have a fix that `--fix` applies. */
  readonly fixableCount: number;
  /** The files that were fixed. */
  readonly fixedFiles: readonly string[];
}

/** A problem of a file as a finding, with its fixes. */
export function toFinding(
  path: string,
  { file, span, rule, severity, message }: Omit<Problem, "fixes">,
  fixes: readonly ProblemFix[],
): Finding {
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  const inOrder = fixes.toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
  return {
    file: path,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    rule: rule.id,
    severity,
    message,
    fixes: inOrder.map((fix) => fix.title),
  };
}
