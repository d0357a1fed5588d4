import type { Application } from "../application/application.ts";
import { type Kustomized, kustomizedFiles } from "../manifest/kustomized.ts";
import { rosterOf } from "../roster/roster.ts";
import { type ArgoCdVersion, latestVersion } from "../versions.ts";
import { findInApplication } from "./find-in-application.ts";
import { findInDocument, type Scope } from "./find-in-document.ts";
import { holding } from "./holding.ts";
import type { Problem, RuleSeverities } from "./problem.ts";
import { problemsOf } from "./problems.ts";
import type { RepeatedFindings } from "./repeated.ts";

/** What the problems of one file depend on beside its application. */
export interface FileScope extends Pick<Scope, "configMaps"> {
  /** The version of Argo CD that reads it; that of the application if absent. */
  readonly version?: ArgoCdVersion;
  readonly severity?: RuleSeverities | undefined;
}

/**
 * The problems in the files of an application, by their names, where nothing but the application is there: each in the order of its
 * text. `inRepository` is what rules that speak once in a repository find there; `undefined` keeps them silent. `scopeOf` tells how a
 * file is read, by its name, and `find` searches a document, for whoever keeps what it finds.
 */
export function problemsInFiles(
  application: Application,
  inRepository: RepeatedFindings | undefined,
  scopeOf: (fileName: string) => FileScope = () => ({}),
  find: typeof findInDocument = findInDocument,
): ReadonlyMap<string, readonly Problem[]> {
  const inApplication = findInApplication(rosterOf(application));
  const { version: ofAll = latestVersion, addedChecks = [] } = application.planOptions;
  const roles = rolesIn(application);
  return new Map(
    application.files.map(({ name, file }) => {
      const { version = ofAll, configMaps = "leave out", severity } = scopeOf(name);
      const scope = { version, configMaps, kustomized: roles.get(name) };
      const problems = problemsOf(
        {
          ...{ fileName: name, file, inApplication: inApplication.get(name) ?? [], inRepository },
          inDocument: (document) => holding(find(document, scope), addedChecks),
        },
        severity,
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
