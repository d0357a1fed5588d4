import { forJson, toFinding } from "../cli/lint/finding.ts";
import { planTexts } from "../cli/plan/planned.ts";
import {
  addedChecksFor,
  type ArgoCdVersion,
  findInApplication,
  findInDocument,
  type Found,
  type ManifestDocument,
  problemsOf,
  rosterOf,
  type RuleSeverities,
} from "../core/index.ts";
import type { Finding } from "../results/index.ts";
import type { TextFile } from "./library.ts";

/** The settings of one run. */
interface Settings {
  readonly version: ArgoCdVersion;
  readonly severity: RuleSeverities;
}

/** The findings in some files, which are one application: in the order of the files, and in each of its text. */
export function lintTexts(texts: readonly TextFile[], { version, severity }: Settings): readonly Finding[] {
  const { application } = planTexts(texts, { version, namespace: undefined }, "unknown");
  const inApplication = findInApplication(rosterOf(application));
  const { addedChecks = [] } = application.planOptions;
  const inDocument = (document: ManifestDocument): readonly Found[] =>
    findInDocument(document, { version }).filter(
      ({ rule: { unlessChecked: kind } }) => !kind || addedChecksFor(kind, addedChecks).length === 0,
    );
  return application.files.flatMap(({ name, file }) =>
    problemsOf(
      { fileName: name, file, inDocument, inApplication: inApplication.get(name), inRepository: new Map() },
      severity,
    ).map((problem) => forJson(toFinding(name, problem, problem.fixes()))),
  );
}
