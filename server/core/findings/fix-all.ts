import { type ManifestFile, type TextEdit, editFile, textOf } from "../manifest/file.ts";
import type { Problem } from "./problem.ts";

/** How many rounds of fixes are made at most; far more than any rule needs. */
const maxRounds = 20;

/** The text of a file after the preferred fix of every problem, applied until nothing changes. */
export function fixAll(file: ManifestFile, diagnose: (file: ManifestFile) => readonly Problem[]): string {
  let fixed = file;
  for (let round = 0; round < maxRounds; round++) {
    const edits = preferredEdits(diagnose(fixed));
    if (edits.length === 0) break;
    fixed = edits.toSorted((a, b) => b.span.start - a.span.start).reduce(editFile, fixed);
  }
  return textOf(fixed);
}

/** The edits of the preferred fixes, those that would overlap an earlier one left for the next round. */
function preferredEdits(problems: readonly Problem[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const problem of problems) {
    const edits = problem.fixes().find((fix) => fix.preferred)?.edits ?? [];
    const free = edits.every(({ span }) =>
      taken.every((other) => span.end < other.span.start || other.span.end < span.start),
    );
    if (free) taken.push(...edits);
  }
  return taken;
}
