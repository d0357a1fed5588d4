import type { Application } from "../application/application.ts";
import { positionAt } from "../manifest/file.ts";
import { applicationRules } from "../rules/index.ts";
import type { Problem, RuleSeverities } from "./problem.ts";
import { problemsInFiles } from "./problems-in-files.ts";

/** A problem that a change brings. */
export interface NewProblem extends Pick<Problem, "message" | "fileName" | "severity"> {
  readonly rule: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The problems that one state of an application has and the one before had not: errors, and warnings about its order. Problems are
 * the same where their rule and their words are, wherever they stand, so that nothing counts as new because it has moved.
 */
export function newProblems(
  before: Application,
  after: Application,
  severities?: RuleSeverities,
): readonly NewProblem[] {
  const known = new Map<string, number>();
  for (const { rule, message } of gravest(before, severities)) {
    const key = `${rule} ${message}`;
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return gravest(after, severities).filter(({ rule, message }) => {
    const key = `${rule} ${message}`;
    const count = known.get(key) ?? 0;
    known.set(key, count - 1);
    return count <= 0;
  });
}

function gravest(application: Application, severities: RuleSeverities | undefined): readonly NewProblem[] {
  return [...problemsInFiles(application, undefined, () => ({ severity: severities })).values()].flatMap((problems) =>
    problems.filter(isGrave).map(({ rule, message, fileName, file, severity, span }) => ({
      ...{ rule: rule.id, message, fileName, severity },
      line: positionAt(file, span.start).line + 1,
    })),
  );
}

function isGrave({ rule, severity }: Problem): boolean {
  return severity === "error" || (severity === "warning" && isAboutOrder.has(rule.id));
}

const isAboutOrder: ReadonlySet<string> = new Set(applicationRules.map(({ id }) => id));
