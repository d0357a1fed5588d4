import { join } from "node:path";
import { type Application, buildApplication, openFile } from "../core/index.ts";
import { type Applications, identityOfFile } from "./applications.ts";
import { pathOfUri, uriOfPath } from "./places.ts";
import { placeOf, type Session } from "./session.ts";

/** An application, and the URI by which a client knows its plan: that of its folder, or of the one file that it is. */
export interface PlannedApplication {
  readonly uri: string;
  readonly application: Application;
}

/**
 * The application that a file or a folder belongs to; `undefined` where there is none, as for a folder without manifests.
 * What stands beside manifests and is none, such as the values of a chart, belongs to theirs.
 */
export async function plannedAt(session: Session, uri: string): Promise<PlannedApplication | undefined> {
  const path = pathOfUri(uri);
  const planned = path === undefined ? undefined : await plannedIn(session.applications, path);
  if (planned !== undefined) return planned;
  const place = await placeOf(session, uri);
  return place && { uri, application: place.application };
}

/** The application of a path that is on this disk. */
async function plannedIn(applications: Applications, path: string): Promise<PlannedApplication | undefined> {
  // What is asked for may be a folder: then a file in it, whatever its name, leads to what the folder holds.
  const inside = await applications.folderOf(join(path, "any.yaml"));
  const folder = inside.paths.length > 0 ? inside : await applications.folderOf(path);
  if (folder.paths.length === 0) return undefined;
  return { uri: uriOfPath(folder.path), application: applications.build(folder) };
}

/** An application as it was when some files had other texts, by URI; without members where it was not there yet. */
export async function earlierOf(
  { applications }: Session,
  { uri, application }: PlannedApplication,
  texts: ReadonlyMap<string, string | null>,
): Promise<Application> {
  const path = pathOfUri(uri);
  if (path !== undefined && !isFile(application)) {
    const byPath = new Map([...texts].flatMap(([it, text]) => toPathEntry(it, text)));
    const read = new Map(application.members.map(({ fileName, file }) => [fileName, file]));
    const earlier = await plannedIn(
      applications.earlier(byPath, (it) => read.get(it)),
      path,
    );
    return earlier?.application ?? buildApplication([], application);
  }
  if (!texts.has(uri)) return application;
  const text = texts.get(uri) ?? "";
  const name = path ?? uri;
  return buildApplication([{ name, file: openFile(text) }], identityOfFile(name));
}

function toPathEntry(uri: string, text: string | null): (readonly [string, string | null])[] {
  const path = pathOfUri(uri);
  return path === undefined ? [] : [[path, text]];
}

function isFile({ source }: Application): boolean {
  return source.type === "file" || source.type === "stdin";
}
