import type { Connection } from "vscode-languageserver";
import { chartStores } from "../workspace/chart-stores.ts";
import type { Files } from "../workspace/files.ts";
import type { PlacedFault } from "../workspace/findings.ts";
import { FollowedFiles } from "../workspace/followed-files.ts";
import { Workspace } from "../workspace/workspace.ts";
import { Changes } from "./changes.ts";
import type { Client } from "./client.ts";
import { Configuration } from "./configuration.ts";
import { Diagnoser } from "./diagnostics.ts";
import { DiskFollower } from "./disk-follower.ts";
import { OpenDocuments } from "./documents.ts";
import { textOfError } from "./guard.ts";
import { HalfTyped } from "./half-typed.ts";
import { refreshCodeLenses } from "./lens-refresher.ts";
import { logLines } from "./tell.ts";
import { Trust } from "./trust.ts";
import { Publisher } from "./publisher.ts";
import { Watchers } from "./watchers.ts";
import { WorkspaceDiagnoser } from "./workspace-diagnoser.ts";
import { WorkspaceFiles } from "./workspace-files.ts";
import { WorkspaceFolders } from "./workspace-folders.ts";

/** The state of the server while it serves one editor. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly trust: Trust;
  readonly folders: WorkspaceFolders;
  /** What is in them. */
  readonly files: WorkspaceFiles;
  readonly documents: OpenDocuments;
  readonly workspace: Workspace;
  readonly configuration: Configuration;
  readonly diagnoser: Diagnoser;
  readonly publisher: Publisher;
  readonly workspaceDiagnoser: WorkspaceDiagnoser;
  readonly changes: Changes;
  readonly disk: DiskFollower;
  readonly watchers: Watchers;
  readonly halfTyped: HalfTyped;
  /** Aborted when the editor shuts the server down, or is gone: whatever waits or runs in the background ends then. */
  readonly ending: AbortSignal;
}

/** Begins to serve an editor. */
export function openSession(connection: Connection, client: Client, files: Files): Session {
  const documents = new OpenDocuments(client);
  const folders = new WorkspaceFolders(client.folders);
  const configuration = new Configuration(connection, client, folders, () => workspace.applications);
  const faults = new Set<string>();
  const noteFault = ({ rule, place, error }: PlacedFault): void => {
    // Once, not with every keystroke.
    const key = JSON.stringify([rule, place, String(error)]);
    if (!faults.has(key))
      logLines(connection, "error", `The rule "${rule}" failed in "${place}": ${textOfError(error)}`);
    faults.add(key);
  };
  const trust = new Trust(client);
  const followed: FollowedFiles = new FollowedFiles(() => {
    watchers.followMore();
  });
  const watchers = new Watchers({ connection, client }, followed);
  const stores = chartStores(client.chartFolder);
  const workspace: Workspace = new Workspace(files, (path) => documents.atPath(path)?.file, undefined, noteFault, {
    givenAt: (path) => configuration.givenAt(path),
    leavesOut: (path) => configuration.isLeftOut(path),
    chartStores: () => (trust.isGiven ? stores : []),
    noteRead: (path) => {
      followed.noteRead(path);
    },
  });
  const diagnoser = new Diagnoser({ client, configuration, documents, workspace });
  const ending = new AbortController();
  const end = (): void => {
    ending.abort();
  };
  // A connection keeps only one handler of each, so these are the only ones.
  connection.onShutdown(end);
  connection.onExit(end);
  const inFolders = new WorkspaceFiles({ client, workspace });
  const known = {
    connection,
    client,
    trust,
    folders,
    files: inFolders,
    documents,
    workspace,
    configuration,
    diagnoser,
  };
  const changes = new Changes();
  const publisher = new Publisher(connection, documents, diagnoser);
  const workspaceDiagnoser = new WorkspaceDiagnoser(known);
  return {
    ...known,
    publisher,
    workspaceDiagnoser,
    changes,
    disk: new DiskFollower({ ...known, publisher, workspaceDiagnoser, changes }, files, followed),
    watchers,
    halfTyped: new HalfTyped({ connection, client, ending: ending.signal }, () => {
      changes.tell();
      refreshCodeLenses({ connection, client });
    }),
    ending: ending.signal,
  };
}
