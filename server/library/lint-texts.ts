import { forJson, toFinding } from "../cli/lint/finding.ts";
import { planTexts } from "../cli/plan/planned.ts";
import { type ArgoCdVersion, problemsInFiles, type RuleSeverities } from "../core/index.ts";
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
  return [...problemsInFiles(application, new Map(), severity)].flatMap(([name, problems]) =>
    problems.map((problem) => forJson(toFinding(name, problem, problem.fixes()))),
  );
}
