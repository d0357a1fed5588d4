import { originAt } from "../../core/index.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { Input } from "../inputs.ts";
import { type ReportedFinding, toFinding } from "./finding.ts";
import type { Fixed } from "./fix-inputs.ts";
import { type LintRun, place, settingsOf } from "./lint-run.ts";

/** The result for one input. */
export interface Result {
  /** As given or found; `-` for standard input. */
  readonly path: string;
  readonly isRead: boolean;
  /** Only of standard input, whose text is printed when it is fixed. */
  readonly text: string;
  readonly findings: readonly ReportedFinding[];
  readonly fixableCount: number;
  readonly isFixed: boolean;
  /** What failed, for the user. */
  readonly complaint?: string;
}

/** A fault in this program costs only the file in which it comes up. */
export async function guardedExamination(input: Input, fixed: Fixed | undefined, run: LintRun): Promise<Result> {
  try {
    return await examine(input, fixed, run);
  } catch (error) {
    const { path } = input;
    const complaint = `Cannot check "${path}": ${reasonOf(error)}. This is a fault of this program: please report it.`;
    return { path, isRead: false, text: "", findings: [], fixableCount: 0, isFixed: false, complaint };
  }
}

async function examine(input: Input, fixed: Fixed | undefined, run: LintRun): Promise<Result> {
  const { path } = input;
  if ("problem" in input) {
    const complaint = `Cannot read "${path}": ${input.problem}.`;
    return { path, isRead: false, text: "", findings: [], fixableCount: 0, isFixed: false, complaint };
  }
  const text = fixed !== undefined && "text" in fixed ? fixed.text : input.text;
  const complaint = fixed !== undefined && "complaint" in fixed ? fixed.complaint : undefined;
  const placed = await place(input, run, text);
  const problems =
    placed === undefined ? [] : run.workspace.findings.problemsIn(placed, await settingsOf(path, run.workspace));
  const checked = problems.map((problem) => {
    const fixes = problem.fixes();
    const origin = originAt(problem.file, problem.span.start);
    return { finding: toFinding(path, problem, fixes), isFixable: fixes.some(({ preferred }) => preferred), origin };
  });
  const findings: ReportedFinding[] = [];
  for (const { finding, origin } of checked)
    findings.push(origin === undefined ? finding : { ...finding, source: await run.renderedFrom(origin) });
  return {
    path,
    isRead: true,
    text: path === run.inputName && complaint === undefined ? text : "",
    findings,
    fixableCount: checked.filter(({ isFixable }) => isFixable).length,
    isFixed: fixed !== undefined && "text" in fixed,
    ...(complaint !== undefined && { complaint }),
  };
}
