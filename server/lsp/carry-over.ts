import type { ApplicationProblem, ManifestFile } from "../core/index.ts";

/** The problems that stand in documents which are still the same in a newer text of their file, at their new places. */
export function carryOver(problems: readonly ApplicationProblem[], file: ManifestFile): readonly ApplicationProblem[] {
  return problems.flatMap((problem) => {
    if (problem.file === file) return [problem];
    const index = problem.file.offsets.findLastIndex((offset) => offset <= problem.span.start);
    const document = problem.file.documents[index];
    const place = document === undefined ? -1 : file.documents.indexOf(document);
    if (place < 0) return [];
    const shift = (file.offsets[place] ?? 0) - (problem.file.offsets[index] ?? 0);
    const span = { start: problem.span.start + shift, end: problem.span.end + shift };
    // Its repairs were made for the text as it was.
    return [{ ...problem, file, span, fixes: () => [] }];
  });
}
