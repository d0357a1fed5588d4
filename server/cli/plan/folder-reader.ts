import { isAbsolute, join, relative, resolve } from "node:path";
import { childApplications } from "../../core/index.ts";
import type { DeclaredSpec } from "../../workspace/application-specs.ts";
import { Applications } from "../../workspace/applications.ts";
import { chartStores, withStored } from "../../workspace/chart-stores.ts";
import { pathBelow } from "../../workspace/file-tree.ts";
import type { Files } from "../../workspace/files.ts";
import { isWithin } from "../../workspace/paths.ts";
import { type ApplicationSpec, withNames } from "../../workspace/read-application.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { workspaceOptions } from "../configured.ts";
import { outsideOfRepositories } from "../search-roots.ts";
import type { PlanContext, PlannedApplication } from "./planned.ts";

/** The applications of a folder, before they are read. */
export interface FolderSpecs {
  readonly own: readonly ApplicationSpec[];
  /** Of the Applications that stand in the folder or below it, or deploy a folder below it. */
  readonly inside: readonly DeclaredSpec[];
  readonly leftOut: readonly LeftOut[];
}

/** Searches the repository of a folder, or what belongs together outside of repositories, for its applications. */
export async function specsFor({ folder, applications }: FolderReader): Promise<FolderSpecs> {
  const root = (await applications.repositoryOf(folder)) ?? outsideOfRepositories(folder);
  const leftOut = await applications.search(root);
  const all = await applications.declared.all();
  const own = await applications.declared.at(folder);
  const inside: DeclaredSpec[] = [];
  for (const spec of await applications.declared.specsOf(all)) {
    const isHere = isWithin(spec.of.location.path, folder) || deploysBelow(spec, folder);
    if (isHere && !(await applications.declared.isFromElsewhere(spec.of, spec.root))) inside.push(spec);
  }
  return { own: own.length > 0 ? own : [await applications.folderSpec(folder)], inside, leftOut };
}

function deploysBelow({ root, of }: DeclaredSpec, folder: string): boolean {
  return of.paths.some((path) => {
    const source = pathBelow(root, path);
    return source !== folder && isWithin(source, folder);
  });
}

/** Reads the applications around one folder. Their files are named as that folder was given. */
export class FolderReader {
  readonly folder: string;
  readonly applications: Applications;
  readonly #path: string;
  readonly #namespace: string | undefined;

  constructor(
    path: string,
    { namespace, version, configuration = "nearest" }: PlanContext,
    files: Files,
    complain: (path: string, shown: string, reason: string) => void,
  ) {
    this.#path = path;
    this.#namespace = namespace;
    this.folder = resolve(path);
    const stores = chartStores(undefined);
    const noteProblem = (at: string, error: unknown): void => {
      complain(at, this.shown(at), reasonOf(error));
    };
    this.applications = new Applications(withStored(files, stores), () => undefined, noteProblem, {
      ...workspaceOptions({ argocdVersion: version, configuration }),
      chartStores: () => stores,
    });
  }

  async read(spec: ApplicationSpec): Promise<PlannedApplication> {
    const { root, of } = spec;
    const given = this.#namespace !== undefined && { namespace: this.#namespace, namespaceGiven: true as const };
    const namespaced = { ...of, ...given };
    const { application } = await this.applications.of({ root, of: namespaced });
    const shown = withNames(application, (path) => (isAbsolute(path) ? this.shown(path) : path));
    const files = new Map(shown.files.map(({ name, file }) => [name, file]));
    return { spec, application: shown, deployed: shown, files, unread: shown.unread };
  }

  /** The Applications that an application deploys, also those that its ApplicationSets create, without those of other repositories. */
  async children({ application, spec }: PlannedApplication): Promise<readonly ApplicationSpec[]> {
    const { declared } = this.applications;
    const made = spec === undefined ? [] : await declared.madeBySetsIn(application, spec.root);
    const children = [...childApplications(application), ...made].map((child) => ({
      ...child,
      location: { ...child.location, path: resolve(child.location.path) },
    }));
    return declared.fromHere(children);
  }

  /** How a path is named to the user: from the folder as it was given. */
  shown(path: string): string {
    return path === this.folder ? this.#path : join(this.#path, relative(this.folder, path));
  }
}

/** What distinguishes an application from others; for a file there is nothing to distinguish. */
export function keyOf(spec: ApplicationSpec | undefined): string {
  if (spec === undefined) return "";
  const { root, of } = spec;
  return JSON.stringify("sources" in of ? [root, of.name, of.namespace, of.paths] : [root, of.folder]);
}
