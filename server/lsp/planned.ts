import { dirname } from "node:path";
import { type Application, buildApplication, openFile, type Roster, wellFormed } from "../core/index.ts";
import { type Applications, identityOfFile } from "../workspace/applications.ts";
import { commitFiles } from "../workspace/commit/commit-files.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import { placeOf } from "./placed-document.ts";
import type { Session } from "./session.ts";

/**
 * An application, and the URI by which a client knows its plan: that of its folder, with its name as a fragment if several
 * Applications deploy that folder, or that of its file if it is a single file.
 */
export interface PlannedApplication {
  readonly uri: string;
  readonly roster: Roster;
}

/**
 * The application that a file or a folder belongs to; `undefined` if there is none, as for a folder without manifests.
 * A file next to manifests that is not one itself, such as the values of a chart, belongs to their application.
 */
export async function plannedAt(session: Session, uri: string): Promise<PlannedApplication | undefined> {
  await session.disk.upToDate();
  const path = pathOfUri(uri);
  const planned = path === undefined ? undefined : await plannedIn(session.workspace.applications, path, nameIn(uri));
  if (planned !== undefined) return planned;
  const place = await placeOf(session, uri);
  return place && { uri, roster: place.roster };
}

/** An application with the URI of its plan. */
export async function toPlanned(applications: Applications, roster: Roster): Promise<PlannedApplication> {
  const { application } = roster;
  const folder = application.source.path;
  const uri = uriOfPath(folder);
  const isOneOfSeveral = application.declared && (await applications.namesAt(folder)).length > 1;
  return { uri: isOneOfSeveral ? `${uri}#${encodeURIComponent(wellFormed(application.name))}` : uri, roster };
}

/** The application of a path that is on this disk. */
async function plannedIn(
  applications: Applications,
  path: string,
  name: string | undefined,
): Promise<PlannedApplication | undefined> {
  const isFolder = await applications.isFolder(path);
  const ofFile = isFolder ? undefined : await applications.ofFile(path);
  const roster = ofFile ?? (await applications.ofFolder(isFolder ? path : dirname(path), name));
  const { application } = roster;
  const isEmpty = application.members.length === 0 && (application.error === undefined || ofFile === undefined);
  return isEmpty ? undefined : toPlanned(applications, roster);
}

/** The name of the application that a URI means, if its folder has several. */
function nameIn(uri: string): string | undefined {
  const [, fragment] = uri.split("#");
  try {
    return fragment === undefined ? undefined : decodeURIComponent(fragment);
  } catch {
    // No application has such a name.
    return fragment;
  }
}

/** An application as it was when some files had other texts, by URI; without members if it was not there yet. */
export async function earlierOf(
  { workspace }: Session,
  { uri, roster: { application } }: PlannedApplication,
  texts: ReadonlyMap<string, string | null>,
): Promise<Application> {
  const path = pathOfUri(uri);
  if (path !== undefined && !isFile(application)) {
    const byPath = new Map([...texts].flatMap(([it, text]) => toPathEntry(it, text)));
    const earlier = await plannedIn(workspace.applications.earlier(byPath), path, nameIn(uri));
    return earlier?.roster.application ?? buildApplication([], application);
  }
  if (!texts.has(uri)) return application;
  const text = texts.get(uri) ?? "";
  const name = path ?? uri;
  const { version } = application.planOptions;
  return buildApplication([{ name, file: openFile(text) }], { ...identityOfFile(name), version });
}

/**
 * An application as it was in a commit, branch or tag of Git; without members if it was not there yet. Rejects with an Error whose
 * message tells the user what is wrong.
 */
export async function applicationSince(
  { workspace }: Session,
  { uri, roster: { application } }: PlannedApplication,
  ref: string,
): Promise<Application> {
  const path = pathOfUri(uri);
  if (path === undefined) throw new Error("it is not on this disk");
  const folder = (await workspace.applications.isFolder(path)) ? path : dirname(path);
  const then = workspace.applications.ofFiles(await commitFiles(folder, ref));
  await then.search((await workspace.applications.repositoryOf(folder)) ?? folder);
  const planned = await plannedIn(then, path, nameIn(uri));
  return planned?.roster.application ?? buildApplication([], application);
}

function toPathEntry(uri: string, text: string | null): (readonly [string, string | null])[] {
  const path = pathOfUri(uri);
  return path === undefined ? [] : [[path, text]];
}

function isFile({ source }: Application): boolean {
  return source.type === "file" || source.type === "stdin";
}
