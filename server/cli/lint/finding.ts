import { relative } from "node:path";
import { originAt, positionAt, type Problem, type ProblemFix } from "../../core/index.ts";
import type { Finding, PrintedPlace } from "../../results/index.ts";
import { isWithin } from "../../workspace/paths.ts";
import { type Excerpt, excerptOf } from "./excerpt.ts";

export type { Finding };

/** A fix as it is printed. */
export interface Repair {
  /** An imperative without a full stop. */
  readonly title: string;
  /** Whether `--fix` applies it. */
  readonly preferred: boolean;
  /** What takes the place of which parts of files. */
  readonly edits: readonly (PrintedPlace & { readonly text: string })[];
}

/** A finding with what some formats say beside it. */
export interface ReportedFinding extends Finding {
  readonly excerpt: Excerpt;
  readonly repairs: readonly Repair[];
}

/** The findings of one run, and its totals. */
export interface LintReport {
  /** In the order of the files, and in each of the text. */
  readonly findings: readonly ReportedFinding[];
  /** The files that were checked. */
  readonly files: readonly string[];
  /** How many findings have a fix that `--fix` applies. */
  readonly fixableCount: number;
  /** The files that were fixed. */
  readonly fixedFiles: readonly string[];
  /** The absolute path of the folder that services know: the root of the repository. */
  readonly root: string;
  /** What could not be read or checked, each as a sentence. */
  readonly complaints: readonly string[];
}

/** A problem of a file as a finding, with its fixes. */
export function toFinding(
  path: string,
  { fileName, file, span, rule, severity, message, related }: Omit<Problem, "fixes">,
  fixes: readonly ProblemFix[],
): ReportedFinding {
  const placeOf = (it: Pick<Problem, "fileName" | "file" | "span">): PrintedPlace => ({
    file: it.fileName === fileName ? path : fromHere(it.fileName),
    ...linesAndColumns(it),
  });
  const origin = originAt(file, span.start);
  const inOrder = fixes.toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
  return {
    file: path,
    ...linesAndColumns({ file, span }),
    rule: rule.id,
    severity,
    message,
    fixes: inOrder.map((fix) => fix.title),
    related: related.map((it) => ({ ...placeOf(it), message: it.message })),
    ...(origin && { source: { name: origin.path } }),
    excerpt: excerptOf(file, span),
    repairs: inOrder.map(({ title, preferred, edits }) => ({
      title,
      preferred,
      edits: edits.map((edit) => ({ ...placeOf(edit), text: edit.text })),
    })),
  };
}

/** What the JSON interface says of a finding. */
export function forJson(finding: ReportedFinding): Finding {
  const { file, line, column, endLine, endColumn, rule, severity, message, fixes, related, source } = finding;
  return { file, line, column, endLine, endColumn, rule, severity, message, fixes, related, ...(source && { source }) };
}

function linesAndColumns({ file, span }: Pick<Problem, "file" | "span">): Omit<PrintedPlace, "file"> {
  const start = positionAt(file, span.start);
  const end = positionAt(file, span.end);
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A file that was not asked for, as people would name it. */
function fromHere(path: string): string {
  const current = process.cwd();
  return isWithin(path, current) ? relative(current, path) : path;
}
