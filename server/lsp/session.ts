import type { Connection } from "vscode-languageserver";
import type { PlacedFile } from "../workspace/findings.ts";
import type { Files } from "../workspace/files.ts";
import { pathOfUri } from "../workspace/uris.ts";
import { Workspace } from "../workspace/workspace.ts";
import { Changes } from "./changes.ts";
import type { Client } from "./client.ts";
import { Configuration } from "./configuration.ts";
import { Diagnoser } from "./diagnostics.ts";
import { type OpenDocument, OpenDocuments } from "./documents.ts";
import { Publisher } from "./publisher.ts";
import { WorkspaceDiagnoser } from "./workspace-diagnoser.ts";
import { WorkspaceFolders } from "./workspace-folders.ts";

/** The state of the server while it serves one editor. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly folders: WorkspaceFolders;
  readonly documents: OpenDocuments;
  readonly workspace: Workspace;
  readonly configuration: Configuration;
  readonly diagnoser: Diagnoser;
  readonly publisher: Publisher;
  readonly workspaceDiagnoser: WorkspaceDiagnoser;
  readonly changes: Changes;
}

/** Begins to serve an editor. */
export function openSession(connection: Connection, client: Client, files: Files): Session {
  const documents = new OpenDocuments();
  const folders = new WorkspaceFolders(client.folders);
  const configuration = new Configuration(connection, client, folders);
  const workspace = new Workspace(files, (path) => documents.atPath(path)?.file);
  const diagnoser = new Diagnoser({ configuration, documents, workspace });
  const known = { connection, client, folders, documents, workspace, configuration, diagnoser };
  return {
    ...known,
    publisher: new Publisher(connection, documents, diagnoser),
    workspaceDiagnoser: new WorkspaceDiagnoser(known),
    changes: new Changes(),
  };
}

/** An open file as a part of its application. */
export interface PlacedDocument extends PlacedFile {
  readonly document: OpenDocument;
}

/**
 * The application of an open file; `undefined` if the file is not open. The user may have continued typing while files were
 * read: application and document are both as they are afterwards.
 */
export async function placeOf(
  { workspace, documents }: Pick<Session, "workspace" | "documents">,
  uri: string,
): Promise<PlacedDocument | undefined> {
  const path = documents.get(uri) && pathOfUri(uri);
  const placed = path === undefined ? undefined : await workspace.place(path);
  const document = documents.get(uri);
  if (document === undefined) return undefined;
  if (placed?.file === document.file) return { ...placed, document };
  // There are no files on disk around an untitled file, or around one in another file system.
  const { file } = document;
  return { document, fileName: uri, file, roster: workspace.aloneAs(uri, file), kustomized: undefined, declares: [] };
}
