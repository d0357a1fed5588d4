import type { Connection } from "vscode-languageserver";
import { type Application, buildApplication } from "../core/index.ts";
import { Applications, identityOfFile } from "../workspace/applications.ts";
import type { Client } from "./client.ts";
import { Configuration } from "./configuration.ts";
import { Diagnoser, Publisher } from "./diagnostics.ts";
import { type OpenDocument, OpenDocuments } from "./documents.ts";
import type { OpenFileAt } from "../workspace/file-tree.ts";
import type { Files } from "../workspace/files.ts";
import { HazardFinder } from "./hazards.ts";
import { Kustomizations } from "../workspace/kustomizations.ts";
import { pathOfUri } from "../workspace/uris.ts";
import { WorkspaceDiagnoser } from "./workspace-diagnoser.ts";
import { WorkspaceFolders } from "./workspace-folders.ts";

/** All that the server knows while it serves one editor. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly files: Files;
  readonly folders: WorkspaceFolders;
  readonly documents: OpenDocuments;
  readonly applications: Applications;
  readonly kustomizations: Kustomizations;
  readonly configuration: Configuration;
  readonly diagnoser: Diagnoser;
  readonly hazards: HazardFinder;
  readonly publisher: Publisher;
  readonly workspaceDiagnoser: WorkspaceDiagnoser;
}

/** Makes what the handlers of one connection share. */
export function openSession(connection: Connection, client: Client, files: Files): Session {
  const documents = new OpenDocuments();
  const folders = new WorkspaceFolders(client.folders);
  const configuration = new Configuration(connection, client, folders);
  const openAt: OpenFileAt = (path) => documents.atPath(path)?.file;
  const applications = new Applications(files, openAt);
  const kustomizations = new Kustomizations(files, openAt);
  const hazards = new HazardFinder(configuration, (uri) => placeOf({ applications, documents }, uri));
  const diagnoser = new Diagnoser({ applications, configuration, folders, hazards, kustomizations });
  const known = { connection, client, files, folders, documents, applications, kustomizations, configuration };
  return {
    ...known,
    hazards,
    diagnoser,
    publisher: new Publisher(connection, documents, diagnoser),
    workspaceDiagnoser: new WorkspaceDiagnoser({ ...known, hazards, diagnoser }),
  };
}

/** An open file as a part of its application. */
export interface PlacedDocument {
  readonly document: OpenDocument;
  readonly application: Application;
  /** The name of the file in the application. */
  readonly fileName: string;
}

/**
 * The application of an open file; `undefined` where the file is not open. While files were read the user may have gone
 * on typing: application and document are both as they are then.
 */
export async function placeOf(
  { applications, documents }: Pick<Session, "applications" | "documents">,
  uri: string,
): Promise<PlacedDocument | undefined> {
  const path = documents.get(uri) && pathOfUri(uri);
  // Nothing is on disk around an untitled file, or one of another file system.
  const deployed = path === undefined ? undefined : await applications.ofFile(path);
  const document = documents.get(uri);
  if (document === undefined) return undefined;
  const fileName = path ?? uri;
  const application = deployed ?? buildApplication([{ name: fileName, file: document.file }], identityOfFile(fileName));
  return { document, application, fileName };
}
