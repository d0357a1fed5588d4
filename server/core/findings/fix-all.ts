import { type ManifestFile, type TextEdit, editAll, textOf } from "../manifest/file.ts";
import type { Problem } from "./problem.ts";

/** How many rounds of fixes are made at most; far more than any rule needs. */
const maxRounds = 20;

/** The text of a file after the preferred fix of every problem, applied until nothing changes. */
export function fixAll(file: ManifestFile, diagnose: (file: ManifestFile) => readonly Problem[]): string {
  let fixed = file;
  for (let round = 0; round < maxRounds; round++) {
    const edits = preferredEdits(diagnose(fixed));
    if (edits.length === 0) break;
    fixed = editAll(fixed, edits);
  }
  return textOf(fixed);
}

/** The edits of the preferred fixes. Those that would overlap an earlier one or write the same key are left for the next round. */
function preferredEdits(problems: readonly Problem[]): TextEdit[] {
  // In the order of the text: nearly every edit comes behind all that were taken before.
  const taken: TextEdit[] = [];
  const written = new Set<string>();
  for (const problem of problems) {
    const { edits, claims = [] } = problem.fixes().find((fix) => fix.preferred) ?? { edits: [] };
    const keys = claims.map(({ offset, key }) => `${offset.toString()} ${key}`);
    if (keys.some((key) => written.has(key)) || !edits.every((edit) => isFree(taken, edit))) continue;
    for (const key of keys) written.add(key);
    for (const edit of edits) taken.splice(placeOf(taken, edit), 0, edit);
  }
  return taken;
}

/** Whether an edit neither overlaps nor touches those that were taken. */
function isFree(taken: readonly TextEdit[], { span }: TextEdit): boolean {
  const place = placeOf(taken, { span });
  const [before, after] = [taken[place - 1], taken[place]];
  return (before === undefined || before.span.end < span.start) && (after === undefined || span.end < after.span.start);
}

/** How many of the edits begin before another one, by halving. */
function placeOf(taken: readonly TextEdit[], { span }: Pick<TextEdit, "span">): number {
  let [low, high] = [0, taken.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.span.start ?? Infinity) < span.start) low = middle + 1;
    else high = middle;
  }
  return low;
}
