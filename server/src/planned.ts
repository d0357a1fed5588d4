import { join } from "node:path";
import type { Application } from "../core/index.ts";
import { pathOfUri, uriOfPath } from "./places.ts";
import { placeOf, type Session } from "./session.ts";

/** An application, and the URI by which a client knows its plan: that of its folder, or of the one file that it is. */
export interface PlannedApplication {
  readonly uri: string;
  readonly application: Application;
}

/** The application that a file or a folder belongs to; `undefined` where there is none, as for a folder without manifests. */
export async function plannedAt(session: Session, uri: string): Promise<PlannedApplication | undefined> {
  const { documents, applications } = session;
  if (documents.get(uri) !== undefined) {
    const place = await placeOf(session, uri);
    return place && { uri: uriOf(place.application, uri), application: place.application };
  }
  const path = pathOfUri(uri);
  if (path === undefined) return undefined;
  // What is asked for may be a folder: then a file in it, whatever its name, leads to what the folder holds.
  const inside = await applications.folderOf(join(path, "any.yaml"));
  const folder = inside.paths.length > 0 ? inside : await applications.folderOf(path);
  if (folder.paths.length === 0) return undefined;
  return { uri: uriOfPath(folder.path), application: applications.build(folder) };
}

function uriOf({ source }: Application, uri: string): string {
  return source.type === "file" || source.type === "stdin" ? uri : uriOfPath(source.path);
}
