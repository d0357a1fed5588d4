/** The problems of files and applications by themselves, as a workspace would find them. */
import type { Application } from "../../server/core/application/application.ts";
import type { ApplicationRule } from "../../server/core/rule-kit/application-rule.ts";
import { findInApplication } from "../../server/core/findings/find-in-application.ts";
import { findInDocument, type Scope } from "../../server/core/findings/find-in-document.ts";
import { type QuickFix, quickFixes } from "../../server/core/findings/code-actions.ts";
import { fixAll } from "../../server/core/findings/fix-all.ts";
import type { Problem, ProblemFix, RuleSeverities } from "../../server/core/findings/problem.ts";
import { problemsOf } from "../../server/core/findings/problems.ts";
import type { ManifestDocument, ManifestFile } from "../../server/core/manifest/file.ts";
import { applicationRules } from "../../server/core/rules/index.ts";
import { rosterOf } from "../../server/core/roster/roster.ts";
import type { Rule } from "../../server/core/rule-kit/rule.ts";

/** A problem with all of its fixes made. */
export interface MadeProblem extends Omit<Problem, "fixes"> {
  readonly fixes: readonly ProblemFix[];
}

/** What a diagnosis depends on beside the text. */
export interface DiagnoseOptions extends Scope {
  readonly severities?: RuleSeverities;
  /** All rules where it is absent. */
  readonly rules?: readonly Rule[];
  readonly fileName?: string | undefined;
}

/** The problems of a file that has nothing to do with any other. */
export function diagnoseFile(file: ManifestFile, options: DiagnoseOptions = {}): MadeProblem[] {
  return problemsIn(file, options).map(made);
}

/** The problems of one document as if it were a file. */
export function diagnoseDocument(document: ManifestDocument, options: DiagnoseOptions = {}): MadeProblem[] {
  const { text, lineStarts } = document;
  return diagnoseFile({ documents: [document], offsets: [0, text.length], lines: [0, lineStarts.length - 1] }, options);
}

/** The text of a file after all preferred fixes. */
export function fixFile(file: ManifestFile, fileName?: string): string {
  return fixAll(file, (it) => problemsIn(it, { fileName }));
}

function problemsIn(
  file: ManifestFile,
  { severities, rules, fileName = "test.yaml", ...scope }: DiagnoseOptions,
): Problem[] {
  const inDocument = (document: ManifestDocument): ReturnType<typeof findInDocument> => findInDocument(document, scope);
  const problems = problemsOf({ fileName, file, inDocument, inApplication: [], inRepository: new Map() }, severities);
  return problems.filter(({ rule }) => rules?.some(({ id }) => id === rule.id) !== false);
}

/** The problems of an application as a whole, file by file; `rules` are all rules over applications where it is absent. */
export function diagnoseApplication(
  application: Application,
  { severities, rules }: { readonly severities?: RuleSeverities; readonly rules?: readonly ApplicationRule[] } = {},
): MadeProblem[] {
  const found = findInApplication(rosterOf(application));
  return application.files.flatMap(({ name: fileName, file }) =>
    problemsOf(
      { fileName, file, inDocument: () => [], inApplication: found.get(fileName) ?? [], inRepository: new Map() },
      severities,
    )
      .filter(({ rule }) => (rules ?? applicationRules).some(({ id }) => id === rule.id))
      .map(made),
  );
}

function made(problem: Problem): MadeProblem {
  return { ...problem, fixes: problem.fixes() };
}

/** The quick fixes of problems that touch a range. */
export function quickFixesOf(problems: readonly MadeProblem[], start: number, end: number): QuickFix[] {
  const asked = problems.map((problem): Problem => ({ ...problem, fixes: () => problem.fixes }));
  return quickFixes(asked, start, end);
}
