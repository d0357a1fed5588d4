import { ignoreFixes } from "./ignore-fixes.ts";
import type { Problem, ProblemFix } from "./problem.ts";

/** A fix together with its problem. */
export interface QuickFix {
  readonly problem: Problem;
  readonly fix: ProblemFix;
}

/**
 * The fixes of a file's problems that touch a range, the preferred ones first, and last those that write a comment which
 * suppresses the problem; the range may be just a cursor.
 */
export function quickFixes(problems: readonly Problem[], start: number, end: number): QuickFix[] {
  const touched = problems.filter(({ span }) => span.start <= end && start <= span.end);
  return [
    ...touched
      .flatMap((problem) => problem.fixes().map((fix) => ({ problem, fix })))
      .sort((a, b) => Number(b.fix.preferred) - Number(a.fix.preferred)),
    ...ignoreFixes(touched),
  ];
}
