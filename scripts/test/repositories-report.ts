import type { Comparison } from "../../test/repositories/compare.ts";
import type { JudgedRepository } from "../../test/repositories/judged.ts";
import type { Lint } from "./checkout.ts";

interface Reported {
  readonly lints: readonly Lint[];
  readonly comparison: Comparison;
  readonly repositories: readonly JudgedRepository[];
}

/** What a person reads after the run: counts by rule, then whatever is not as it was judged. */
export function reportOf({ lints, comparison, repositories }: Reported): string {
  const seconds = lints.reduce((sum, lint) => sum + lint.seconds, 0);
  return [
    "",
    ...table(["errors and warnings", "right", "arguable", "wrong", "new", "gone"], judgedRows(comparison)),
    "",
    ...table(["information and hints", "count", "repositories"], lesserRows(lints)),
    "",
    ...comparison.unjudged.map((it) => `new: ${it.repository}/${it.path}:${it.line} ${it.rule}: ${it.message}`),
    ...comparison.kept.flatMap(({ row, found }) => {
      const place = `${row.repository}/${row.path}:${row.line ?? "*"} ${row.rule}`;
      const isWrong = row.verdict === "wrong" && found > 0;
      return [
        ...(isWrong ? [`wrong: ${place}: ${row.why}`] : []),
        ...(found < row.count ? [`gone: ${place} (${row.count - found} of ${row.count}, judged ${row.verdict})`] : []),
      ];
    }),
    ...notesOn(lints, repositories),
    `${lints.length} repositories in ${seconds.toFixed(1)} s.`,
  ].join("\n");
}

function judgedRows({ kept, unjudged }: Comparison): readonly (readonly [string, ...number[]])[] {
  const rules = new Set([...kept.map(({ row }) => row.rule), ...unjudged.map(({ rule }) => rule)]);
  return [...rules].sort().map((rule) => {
    const mine = kept.filter(({ row }) => row.rule === rule);
    const count = (verdict: string): number =>
      mine.reduce((sum, { row, found }) => sum + (row.verdict === verdict ? found : 0), 0);
    const gone = mine.reduce((sum, { row, found }) => sum + row.count - found, 0);
    const unseen = unjudged.filter((it) => it.rule === rule).length;
    return [rule, count("right"), count("arguable"), count("wrong"), unseen, gone];
  });
}

function lesserRows(lints: readonly Lint[]): readonly (readonly [string, ...number[]])[] {
  const all = lints.flatMap(({ lesser }) => lesser);
  return [...new Set(all.map(({ rule }) => rule))]
    .map((rule): readonly [string, number, number] => {
      const found = all.filter((it) => it.rule === rule);
      return [rule, found.length, new Set(found.map(({ repository }) => repository)).size];
    })
    .sort(([, a], [, b]) => b - a);
}

/** What the counts leave out: checkouts that were not given, that nobody has judged, or that are of another commit. */
function notesOn(lints: readonly Lint[], repositories: readonly JudgedRepository[]): readonly string[] {
  const given = new Map(lints.map(({ checkout }) => [checkout.name, checkout]));
  const judged = new Set(repositories.map(({ name }) => name));
  const notGiven = repositories.filter(({ name }) => !given.has(name)).map(({ name }) => name);
  const others = repositories.flatMap(({ name, commit }) => {
    const found = given.get(name)?.commit;
    return found === undefined || found === commit ? [] : [`another commit than the judged one: ${name} ${commit}`];
  });
  const unknown = [...given.keys()].filter((name) => !judged.has(name));
  return [
    ...notGiven.map((name) => `not given: ${name}`),
    ...others,
    ...unknown.map((name) => `not in the list of repositories: ${name}`),
  ];
}

function table(heading: readonly string[], rows: readonly (readonly [string, ...number[]])[]): readonly string[] {
  const width = Math.max(...[heading, ...rows].map(([first = ""]) => first.length));
  return [heading, ...rows].map(([first = "", ...cells]) =>
    [
      first.padEnd(width),
      ...cells.map((cell, index) => String(cell).padStart((heading[index + 1] ?? "").length + 2)),
    ].join(""),
  );
}
