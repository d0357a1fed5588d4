import type { ManifestFile } from "../manifest/file.ts";
import type { Fix } from "../rule-kit/rule.ts";
import type { Problem } from "./diagnose.ts";
import { ignoreFixes } from "./suppress.ts";

/** A fix together with the problem that it repairs. */
export interface QuickFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/**
 * The fixes of a file's problems that touch a range, the preferred ones first, and last those that write a comment which
 * silences the problem; a range may be a mere cursor.
 */
export function quickFixes(file: ManifestFile, problems: readonly Problem[], start: number, end: number): QuickFix[] {
  const touched = problems.filter(({ span }) => span.start <= end && start <= span.end);
  return [
    ...touched
      .flatMap((problem) => (problem.fixes ?? []).map((fix) => ({ problem, fix })))
      .sort((a, b) => Number(b.fix.preferred ?? false) - Number(a.fix.preferred ?? false)),
    ...touched.flatMap((problem) => ignoreFixes(file, problem).map((fix) => ({ problem, fix }))),
  ];
}
