import { readFileSync } from "node:fs";
import type { Judged, Verdict } from "./compare.ts";

const verdicts: readonly Verdict[] = ["right", "arguable", "wrong"];

/** A repository that was judged. */
export interface JudgedRepository {
  /** `owner/name`. */
  readonly name: string;
  /** The commit that was judged. */
  readonly commit: string;
}

/** The repositories that were judged. */
export function readRepositories(): readonly JudgedRepository[] {
  return rowsOf("repositories.tsv").map(([name = "", commit = ""]) => ({ name, commit }));
}

/** The errors and warnings that were judged. */
export function readJudged(): readonly Judged[] {
  return rowsOf("judged.tsv").map(toJudged);
}

/** Reads one row: repository, path, line or `*`, count, rule, verdict, why. Throws an error that names a row of another form. */
export function toJudged(cells: readonly string[]): Judged {
  const [repository = "", path = "", line = "", count = "", rule = "", word = "", why = ""] = cells;
  const verdict = verdicts.find((it) => it === word);
  if (verdict === undefined || why === "" || !/^(?:\*|\d+)$/.test(line) || !/^\d+$/.test(count)) {
    throw new Error(
      `"${cells.join("\t")}" is not a row of judged.tsv: write repository, path, line or "*", count, rule, verdict (${verdicts.join(", ")}) and why, with a tab between them.`,
    );
  }
  return { repository, path, line: line === "*" ? undefined : Number(line), count: Number(count), rule, verdict, why };
}

/** The rows of a table without its heading. */
function rowsOf(name: string): readonly (readonly string[])[] {
  const lines = readFileSync(new URL(name, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  return lines.slice(1).map((line) => line.split("\t"));
}
