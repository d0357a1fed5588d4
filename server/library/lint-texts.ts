import { forJson, toFinding } from "../cli/lint/finding.ts";
import { planTexts } from "../cli/plan/planned.ts";
import {
  addedChecksFor,
  configurationName,
  findInApplication,
  findInDocument,
  type Found,
  type ManifestDocument,
  type Problem,
  problemsOf,
  rosterOf,
} from "../core/index.ts";
import type { Finding } from "../results/index.ts";
import type { Configured } from "./configured.ts";
import type { TextFile } from "./library.ts";

/** The findings in a configuration and in some files, which are one application: in the order of the files, and in each of its text. */
export function lintTexts(texts: readonly TextFile[], configured: Configured): readonly Finding[] {
  const { version } = configured.settingsOfAll(texts);
  const { healthChecks } = configured;
  const { application } = planTexts(texts, { version, namespace: undefined, healthChecks }, "unknown");
  const inApplication = findInApplication(rosterOf(application));
  const { addedChecks = [] } = application.planOptions;
  const inFiles = application.files.flatMap(({ name, file }) => {
    if (configured.excludes(name)) return [];
    const settings = configured.settingsAt(name);
    const configMaps = settings.embeddedInConfigMaps ? "read" : "leave out";
    const inDocument = (document: ManifestDocument): readonly Found[] =>
      findInDocument(document, { version: settings.version, configMaps }).filter(
        ({ rule: { unlessChecked: kind } }) => !kind || addedChecksFor(kind, addedChecks).length === 0,
      );
    const found = { fileName: name, file, inDocument, inApplication: inApplication.get(name), inRepository: new Map() };
    return asFindings(name, problemsOf(found, settings.severity));
  });
  const isGiven = texts.some(({ path }) => path === configurationName);
  return isGiven ? inFiles : [...mistakesIn(configured), ...inFiles];
}

/** What is wrong in the configuration itself. */
function mistakesIn({ file, settingsAt }: Configured): readonly Finding[] {
  if (file === undefined) return [];
  const nothing = { inDocument: () => [], inApplication: [], inRepository: new Map() };
  const { severity } = settingsAt(configurationName);
  return asFindings(configurationName, problemsOf({ fileName: configurationName, file, ...nothing }, severity));
}

function asFindings(path: string, problems: readonly Problem[]): readonly Finding[] {
  return problems.map((problem) => forJson(toFinding(path, problem, problem.fixes())));
}
