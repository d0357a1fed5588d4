import type { Connection } from "vscode-languageserver";
import { type Application, buildApplication } from "../core/index.ts";
import { Applications, identityOfFile } from "./applications.ts";
import type { Client } from "./client.ts";
import { Configuration } from "./configuration.ts";
import { Diagnoser, Publisher } from "./diagnostics.ts";
import { type OpenDocument, OpenDocuments } from "./documents.ts";
import type { Files } from "./files.ts";
import { pathOfUri } from "./places.ts";

/** All that the server knows while it serves one editor. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly documents: OpenDocuments;
  readonly applications: Applications;
  readonly configuration: Configuration;
  readonly diagnoser: Diagnoser;
  readonly publisher: Publisher;
}

export function openSession(connection: Connection, client: Client, files: Files): Session {
  const documents = new OpenDocuments();
  const configuration = new Configuration(connection, client.asksConfiguration, client.settings);
  const diagnoser = new Diagnoser(configuration);
  return {
    connection,
    client,
    documents,
    configuration,
    diagnoser,
    applications: new Applications(files, (path) => documents.all().find(({ uri }) => pathOfUri(uri) === path)?.file),
    publisher: new Publisher(connection, documents, diagnoser),
  };
}

/** The application of an open file, and the name of the file in it. */
export async function applicationOf(
  { applications }: Session,
  { uri, file }: OpenDocument,
): Promise<{ readonly application: Application; readonly fileName: string }> {
  const path = pathOfUri(uri);
  if (path !== undefined) return { application: await applications.ofPath(path, file), fileName: path };
  // Nothing is on disk around an untitled file, or one of another file system.
  return { application: buildApplication([{ name: uri, file }], identityOfFile(uri)), fileName: uri };
}
