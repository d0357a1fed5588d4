import { matchesPath } from "../../server/core/glob.ts";

/** What somebody who knows Argo CD says of a finding. `arguable`: true, but its author may not care. */
export type Verdict = "right" | "arguable" | "wrong";

/** An error or a warning that lint gives in a repository. */
export interface FoundThere {
  /** `owner/name`. */
  readonly repository: string;
  /** Relative to the root of the repository. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** One row of the list: findings that were read and judged. */
export interface Judged {
  readonly repository: string;
  /** A path, or a glob pattern of several. */
  readonly path: string;
  /** From 1; `undefined` for any line. */
  readonly line: number | undefined;
  /** How many findings the row is about. */
  readonly count: number;
  readonly rule: string;
  readonly verdict: Verdict;
  /** A few words why. */
  readonly why: string;
}

/** A row with how many of its findings are still there. */
export interface Kept {
  readonly row: Judged;
  readonly found: number;
}

/** What became of the judged findings, and what nobody has judged yet. */
export interface Comparison {
  readonly kept: readonly Kept[];
  readonly unjudged: readonly FoundThere[];
}

/** Gives each finding to the first row that is about it and has not all of its findings yet. */
export function compare(found: readonly FoundThere[], rows: readonly Judged[]): Comparison {
  const counts = rows.map(() => 0);
  const unjudged = found.filter((finding) => {
    const index = rows.findIndex((row, at) => (counts[at] ?? 0) < row.count && isAbout(row, finding));
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    return index < 0;
  });
  return { kept: rows.map((row, index) => ({ row, found: counts[index] ?? 0 })), unjudged };
}

/** Whether nothing is unjudged, and nothing that is judged wrong is still said. */
export function isClean({ kept, unjudged }: Comparison): boolean {
  return unjudged.length === 0 && kept.every(({ row, found }) => row.verdict !== "wrong" || found === 0);
}

function isAbout(row: Judged, { repository, path, line, rule }: FoundThere): boolean {
  return (
    row.repository === repository &&
    row.rule === rule &&
    (row.line === undefined || row.line === line) &&
    matchesPath(row.path, path)
  );
}
