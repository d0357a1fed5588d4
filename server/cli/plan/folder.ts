import { isAbsolute, join, relative, resolve } from "node:path";
import { childApplications, readDeclaredApplications } from "../../core/index.ts";
import type { DeclaredSpec } from "../../workspace/application-specs.ts";
import { Applications } from "../../workspace/applications.ts";
import { chartStores, withStored } from "../../workspace/chart-stores.ts";
import { type Files, nodeFiles, openText } from "../../workspace/files.ts";
import { isWithin } from "../../workspace/paths.ts";
import { type ApplicationSpec, withNames } from "../../workspace/read-application.ts";
import { isAbsent, reasonOf } from "../../workspace/reasons.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { workspaceOptions } from "../configured.ts";
import { complaintAbout, type PlanContext, type PlannedApplication, type PlannedPath } from "./planned.ts";

/**
 * The applications of a folder: what the Applications of its repository make of it, or else the folder itself as Argo CD reads it,
 * and then those whose Application objects stand in it. A namespace that is given counts for all of them.
 */
export async function planFolder(path: string, context: PlanContext): Promise<PlannedPath> {
  const complaints = new Map<string, string>();
  const reader = new FolderReader(path, context, nodeFiles, (at, shown, problem) => {
    complaints.set(at, complaintAbout({ path: shown, problem }));
  });
  const answer = (planned: readonly PlannedApplication[], leftOut: readonly LeftOut[]): PlannedPath => ({
    planned,
    complaints: [...complaints.values()],
    leftOut: leftOut.filter((it) => !complaints.has(it.path)),
  });
  if (!(await reader.applications.isFolder(reader.folder))) return answer([], []);
  const { own, inside, leftOut } = await specsFor(reader);
  const planned = await readAll(own, reader);
  const files = new Set(planned.flatMap((it) => [...it.files.keys()]).map((name) => resolve(name)));
  // What an application deploys has been read already, as it is deployed.
  const others = inside.filter(({ of }) => !files.has(of.location.path));
  const all = [...planned, ...(await readAll(others, reader, planned))];
  const filled = all.filter(({ application }) => application.members.length > 0 || application.error !== undefined);
  return answer(filled.length === 0 ? all.slice(0, 1) : filled, leftOut);
}

/**
 * The same application of a folder in other files, such as those of a commit. Rejects with an Error for the user where one of them
 * cannot be read: what is not known must not look as if it had not been there.
 */
export async function planFolderIn(
  path: string,
  { spec, ...context }: PlanContext & { readonly spec: ApplicationSpec },
  files: Files,
): Promise<PlannedApplication> {
  const unreadable: string[] = [];
  const reader = new FolderReader(path, context, files, (_, shown, reason) => {
    unreadable.push(cannotBeRead(shown, reason));
  });
  const planned = await reader.read(await specIn(spec, files));
  const [first, ...others] = unreadable;
  if (first === undefined) return planned;
  throw new Error(others.length === 0 ? first : `${first} (and ${others.length.toLocaleString("en")} more)`);
}

/** Reads applications, each followed by those that it deploys; none that is `known` already. */
async function readAll(
  specs: readonly ApplicationSpec[],
  reader: FolderReader,
  known: readonly PlannedApplication[] = [],
): Promise<PlannedApplication[]> {
  const planned: PlannedApplication[] = [];
  const waiting = [...specs];
  const seen = new Set(known.map(({ spec }) => keyOf(spec)));
  for (let spec = waiting.shift(); spec !== undefined; spec = waiting.shift()) {
    if (seen.has(keyOf(spec))) continue;
    seen.add(keyOf(spec));
    const read = await reader.read(spec);
    planned.push(read);
    for (const child of (await reader.children(read)).toReversed()) waiting.unshift(child);
  }
  return planned;
}

/** What an Application said then; one that an ApplicationSet makes or a chart prints is taken to have been the same. */
async function specIn({ root, of }: ApplicationSpec, files: Files): Promise<ApplicationSpec> {
  if (!("sources" in of) || of.printedFor !== undefined) return { root, of };
  const { path } = of.location;
  try {
    const then = readDeclaredApplications(openText((await files.read(path)) ?? ""), path);
    return { root, of: then.find(({ name }) => name === of.name) ?? of };
  } catch (error) {
    // There was no such Application: what it deploys now is compared with what stood there.
    if (isAbsent(error)) return { root, of };
    throw new Error(cannotBeRead(path, reasonOf(error)), { cause: error });
  }
}

function cannotBeRead(path: string, reason: string): string {
  return `"${path}" cannot be read there: ${reason}`;
}

interface FolderSpecs {
  readonly own: readonly ApplicationSpec[];
  /** Of the Applications that stand in the folder or below it. */
  readonly inside: readonly DeclaredSpec[];
  readonly leftOut: readonly LeftOut[];
}

async function specsFor({ folder, applications }: FolderReader): Promise<FolderSpecs> {
  const leftOut = await applications.search((await applications.repositoryOf(folder)) ?? folder);
  const all = await applications.declared.all();
  const own = await applications.declared.at(folder);
  const inside = await applications.declared.specsOf(all.filter(({ location }) => isWithin(location.path, folder)));
  return { own: own.length > 0 ? own : [await applications.folderSpec(folder)], inside, leftOut };
}

/** Reads the applications around one folder. Their files are named as that folder was given. */
class FolderReader {
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
      complain(at, this.#shown(at), reasonOf(error));
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
    const shown = withNames(application, (path) => (isAbsolute(path) ? this.#shown(path) : path));
    const files = new Map(shown.files.map(({ name, file }) => [name, file]));
    return { spec, application: shown, deployed: shown, files, unread: shown.unread };
  }

  /** The Applications that an application deploys. */
  children({ application }: PlannedApplication): Promise<readonly ApplicationSpec[]> {
    const children = childApplications(application).map((child) => ({
      ...child,
      location: { ...child.location, path: resolve(child.location.path) },
    }));
    return this.applications.declared.specsOf(children);
  }

  #shown(path: string): string {
    return path === this.folder ? this.#path : join(this.#path, relative(this.folder, path));
  }
}

/** What distinguishes an application from others; for a file there is nothing to distinguish. */
function keyOf(spec: ApplicationSpec | undefined): string {
  if (spec === undefined) return "";
  const { root, of } = spec;
  return JSON.stringify("sources" in of ? [root, of.name, of.namespace, of.paths] : [root, of.folder]);
}
