import type { Application } from "../application/application.ts";
import { type Kustomized, kustomizedFiles } from "../manifest/kustomized.ts";
import { rosterOf } from "../roster/roster.ts";
import { latestVersion } from "../versions.ts";
import { findInApplication } from "./find-in-application.ts";
import { findInDocument } from "./find-in-document.ts";
import { holding } from "./holding.ts";
import type { Problem, RuleSeverities } from "./problem.ts";
import { problemsOf } from "./problems.ts";
import type { RepeatedFindings } from "./repeated.ts";

/**
 * The problems in every file of an application, by the names of the files, where nothing but the application is there: each in the
 * order of its text. `inRepository` is what rules that speak once in a repository find there; `undefined` keeps them silent.
 */
export function problemsInFiles(
  application: Application,
  inRepository: RepeatedFindings | undefined,
  severities?: RuleSeverities,
): ReadonlyMap<string, readonly Problem[]> {
  const inApplication = findInApplication(rosterOf(application));
  const { version = latestVersion, addedChecks = [] } = application.planOptions;
  const roles = rolesIn(application);
  return new Map(
    application.files.map(({ name, file }) => {
      const kustomized = roles.get(name);
      const problems = problemsOf(
        {
          ...{ fileName: name, file, inApplication: inApplication.get(name) ?? [], inRepository },
          inDocument: (document) => holding(findInDocument(document, { version, kustomized }), addedChecks),
        },
        severities,
      );
      return [name, problems];
    }),
  );
}

/** What the files of an application are to its kustomizations, as far as these are beside them. */
function rolesIn({ files }: Application): ReadonlyMap<string, Kustomized> {
  return new Map(
    files.flatMap(({ name, file }) => {
      const folder = name.slice(0, name.lastIndexOf("/") + 1);
      return [...kustomizedFiles(file)].map(([path, role]) => [folder + path, role] as const);
    }),
  );
}
