import { forJson, toFinding } from "../cli/lint/finding.ts";
import { planTexts } from "../cli/plan/planned.ts";
import { configurationName, type Problem, problemsInFiles, problemsOf } from "../core/index.ts";
import type { Finding } from "../results/index.ts";
import type { Configured } from "./configured.ts";
import type { TextFile } from "./library.ts";

/** The findings in a configuration and in some files, which are one application: in the order of the files, and in each of its text. */
export function lintTexts(texts: readonly TextFile[], configured: Configured): readonly Finding[] {
  const { version } = configured.settingsOfAll(texts);
  const { healthChecks } = configured;
  const { application } = planTexts(texts, { version, namespace: undefined, healthChecks }, "unknown");
  const problems = problemsInFiles(application, new Map(), (name) => {
    const { version: ofFile, severity, embeddedInConfigMaps } = configured.settingsAt(name);
    return { version: ofFile, severity, configMaps: embeddedInConfigMaps ? "read" : "leave out" };
  });
  const inFiles = [...problems].flatMap(([name, some]) => (configured.excludes(name) ? [] : asFindings(name, some)));
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
