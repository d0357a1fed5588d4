import type { Application } from "../application/application.ts";
import { type Kustomized, kustomizedFiles } from "../manifest/kustomized.ts";
import { type ManifestDocument, positionAt } from "../manifest/file.ts";
import { rosterOf } from "../roster/roster.ts";
import { applicationRules } from "../rules/index.ts";
import { addedChecksFor } from "../sync/added-checks.ts";
import { findInApplication } from "./find-in-application.ts";
import { findInDocument, type Found } from "./find-in-document.ts";
import type { Problem, RuleSeverities } from "./problem.ts";
import { problemsOf } from "./problems.ts";

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
  const around = findInApplication(rosterOf(application));
  const { version } = application.planOptions;
  const roles = rolesIn(application);
  const { addedChecks = [] } = application.planOptions;
  const inDocument = (document: ManifestDocument, kustomized: Kustomized | undefined): readonly Found[] =>
    findInDocument(document, { ...(version && { version }), kustomized }).filter(
      ({ rule: { unlessChecked: kind } }) => !kind || addedChecksFor(kind, addedChecks).length === 0,
    );
  return application.files.flatMap(({ name, file }) => {
    const kustomized = roles.get(name);
    const problems = problemsOf(
      {
        ...{ fileName: name, file, inApplication: around.get(name), inRepository: undefined },
        inDocument: (document) => inDocument(document, kustomized),
      },
      severities,
    );
    return problems.filter(isGrave).map(({ rule, message, fileName, severity, span }) => ({
      ...{ rule: rule.id, message, fileName, severity },
      line: positionAt(file, span.start).line + 1,
    }));
  });
}

function isGrave({ rule, severity }: Problem): boolean {
  return severity === "error" || (severity === "warning" && isAboutOrder.has(rule.id));
}

const isAboutOrder: ReadonlySet<string> = new Set(applicationRules.map(({ id }) => id));

/** What the files of an application are to its kustomizations, as far as these are beside them. */
function rolesIn({ files }: Application): ReadonlyMap<string, Kustomized> {
  return new Map(
    files.flatMap(({ name, file }) => {
      const folder = name.slice(0, name.lastIndexOf("/") + 1);
      return [...kustomizedFiles(file)].map(([path, role]) => [folder + path, role] as const);
    }),
  );
}
