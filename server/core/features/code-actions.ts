import type { Fix } from "../rules/rule.ts";
import type { Problem } from "./diagnose.ts";

/** A fix together with the problem that it repairs. */
export interface QuickFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The fixes of the problems that touch a range, the preferred ones first; a range may be a mere cursor. */
export function quickFixes(problems: readonly Problem[], start: number, end: number): QuickFix[] {
  return problems
    .filter(({ span }) => span.start <= end && start <= span.end)
    .flatMap((problem) => (problem.fixes ?? []).map((fix) => ({ problem, fix })))
    .sort((a, b) => Number(b.fix.preferred ?? false) - Number(a.fix.preferred ?? false));
}
