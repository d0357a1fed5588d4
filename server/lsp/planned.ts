import { dirname } from "node:path";
import { type Application, buildApplication, openFile } from "../core/index.ts";
import { type Applications, identityOfFile } from "../workspace/applications.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import { placeOf, type Session } from "./session.ts";

/**
 * An application, and the URI by which a client knows its plan: that of its folder, with its name as a fragment where several
 * Applications deploy that folder, or of the one file that it is.
 */
export interface PlannedApplication {
  readonly uri: string;
  readonly application: Application;
}

/**
 * The application that a file or a folder belongs to; `undefined` where there is none, as for a folder without manifests.
 * A file next to manifests that is not one, such as the values of a chart, belongs to theirs.
 */
export async function plannedAt(session: Session, uri: string): Promise<PlannedApplication | undefined> {
  const path = pathOfUri(uri);
  const planned = path === undefined ? undefined : await plannedIn(session.applications, path, nameIn(uri));
  if (planned !== undefined) return planned;
  const place = await placeOf(session, uri);
  return place && { uri, application: place.application };
}

/** An application with the URI of its plan. */
export async function toPlanned(applications: Applications, application: Application): Promise<PlannedApplication> {
  const folder = application.source.path;
  const uri = uriOfPath(folder);
  const isOneOfSeveral = application.declared && (await applications.namesAt(folder)).length > 1;
  return { uri: isOneOfSeveral ? `${uri}#${encodeURIComponent(application.name)}` : uri, application };
}

/** The application of a path that is on this disk. */
async function plannedIn(
  applications: Applications,
  path: string,
  name: string | undefined,
): Promise<PlannedApplication | undefined> {
  const isFolder = await applications.isFolder(path);
  const ofFile = isFolder ? undefined : await applications.ofFile(path);
  const application = ofFile ?? (await applications.ofFolder(isFolder ? path : dirname(path), name));
  const isEmpty = application.members.length === 0 && (application.error === undefined || ofFile === undefined);
  return isEmpty ? undefined : toPlanned(applications, application);
}

/** The name of the application that a URI means, where its folder makes several. */
function nameIn(uri: string): string | undefined {
  const [, fragment] = uri.split("#");
  return fragment === undefined ? undefined : decodeURIComponent(fragment);
}

/** An application as it was when some files had other texts, by URI; without members if it was not there yet. */
export async function earlierOf(
  { applications }: Session,
  { uri, application }: PlannedApplication,
  texts: ReadonlyMap<string, string | null>,
): Promise<Application> {
  const path = pathOfUri(uri);
  if (path !== undefined && !isFile(application)) {
    const byPath = new Map([...texts].flatMap(([it, text]) => toPathEntry(it, text)));
    const earlier = await plannedIn(applications.earlier(byPath), path, nameIn(uri));
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
