import { basename, dirname, resolve } from "node:path";
import { kustomizationNames } from "../../core/index.ts";
import { type Files, nodeFiles } from "../../workspace/files.ts";
import type { ApplicationSpec } from "../../workspace/read-application.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { FolderReader, keyOf, specsFor } from "./folder-reader.ts";
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
  const answer = (
    planned: readonly PlannedApplication[],
    leftOut: readonly LeftOut[],
    empty: readonly PlannedApplication[] = [],
  ): PlannedPath => ({
    planned,
    complaints: [...complaints.values()],
    leftOut: leftOut.filter((it) => !complaints.has(it.path)),
    applications: reader.applications,
    ...(empty.length > 0 && { empty }),
  });
  if (!(await reader.applications.isFolder(reader.folder))) return answer([], []);
  const { own, inside, leftOut } = await specsFor(reader);
  const deployed = await readAll(own, reader);
  const files = new Set(deployed.flatMap((it) => [...it.files.keys()]).map((name) => resolve(name)));
  // What an application deploys has been read already, as it is deployed; nobody deploys what a configuration says.
  const others = inside.filter(({ of }) => of.sources.some(({ isHere }) => isHere) || !files.has(of.location.path));
  const all = [...deployed, ...(await readAll(others, reader, deployed))];
  const isFilled = ({ application }: PlannedApplication): boolean =>
    application.members.length > 0 || application.error !== undefined;
  const filled = all.filter(isFilled);
  const planned = filled.length === 0 ? await withBelow(all.slice(0, 1), reader) : filled;
  return answer(planned, leftOut, filled.length === 0 ? all.slice(1) : all.filter((it) => !isFilled(it)));
}

/** With what stands below the folder, if Argo CD would read only the files in it, so that people learn what else to ask for. */
async function withBelow(
  planned: readonly PlannedApplication[],
  reader: FolderReader,
): Promise<readonly PlannedApplication[]> {
  if (planned.some(({ application }) => application.source.type !== "directory")) return planned;
  const files = (await reader.applications.filesBelow(reader.folder)).filter((path) => dirname(path) !== reader.folder);
  if (files.length === 0) return planned;
  const roots = files.filter((path) => basename(path) === "Chart.yaml" || kustomizationNames.includes(basename(path)));
  const below = [...new Set(roots.map((path) => reader.shown(dirname(path))))];
  return planned.map((it) => ({ ...it, below }));
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
  const planned = await reader.read(spec);
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

/** That a file of a commit cannot be read, and why, for the user. */
export function cannotBeRead(path: string, reason: string): string {
  return `"${path}" cannot be read there: ${reason}`;
}
