import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeConfigurationParams,
  type DidChangeWatchedFilesParams,
  WatchKind,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { guard } from "../guard.ts";
import { type LeftOutNotice, leftOutNotice } from "../left-out-notice.ts";
import { refreshCodeLenses } from "../lens-refresher.ts";
import { pathOfUri } from "../../workspace/uris.ts";
import type { Feature } from "./feature.ts";
import type { Session } from "../session.ts";

/** Follows the settings, the folders of the workspace, and the files on disk. */
export const workspaceSyncFeature: Feature = {
  capabilities: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  answer,
};

function answer(session: Session): void {
  const { connection, client, configuration, folders, workspace, workspaceDiagnoser, changes } = session;
  const tell = leftOutNotice(session);
  connection.onInitialized(
    guard(connection, undefined, async () => {
      await register(session);
      if (client.tellsFolders) followFolders(session, tell);
      await searchFolders(session, folders.all(), tell);
      changes.tell();
    }),
  );
  connection.onDidChangeConfiguration(
    guard(connection, undefined, async ({ settings }: DidChangeConfigurationParams) => {
      configuration.changed(settings);
      await refresh(session);
      // The severity of findings is part of a plan.
      changes.tell();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guard(connection, undefined, async ({ changes }: DidChangeWatchedFilesParams) => {
      for (const { uri } of changes) {
        const path = pathOfUri(uri);
        if (path === undefined) continue;
        await workspace.applications.changedOnDisk(path);
        workspaceDiagnoser.changedOnDisk();
      }
      session.changes.tell();
      await refreshCodeLenses(session);
    }),
  );
}

async function register({ connection, client }: Session): Promise<void> {
  if (client.registersConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "argocdAnnotations" });
  }
  if (client.registersWatchers) {
    // When a folder is removed or renamed, an editor names only the folder, not its files.
    const folders = { globPattern: "**/*", kind: WatchKind.Delete };
    const watchers = [{ globPattern: "**/*.{yaml,yml,json}" }, { globPattern: "**/Kustomization" }, folders];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

/** Must wait until the editor is initialized: following its folders is a request, which it does not answer before. */
function followFolders(session: Session, tell: LeftOutNotice): void {
  const { connection } = session;
  connection.workspace.onDidChangeWorkspaceFolders(
    guard(connection, undefined, async (change: WorkspaceFoldersChangeEvent) => {
      await searchFolders(session, session.folders.changed(change), tell);
      session.changes.tell();
    }),
  );
}

/**
 * Searches for Application objects, which set the name and the destination namespace of what they deploy. They may be anywhere in
 * the repository, even if only a part of it is open.
 */
async function searchFolders(session: Session, folders: readonly string[], tell: LeftOutNotice): Promise<void> {
  if (folders.length === 0) return;
  const { applications } = session.workspace;
  const roots = new Set<string>();
  for (const folder of folders) roots.add((await applications.repositoryOf(folder)) ?? folder);
  for (const root of roots) await tell(root, await applications.search(root));
  await refreshCodeLenses(session);
}

/** Makes the editor ask again for what depends on the settings. */
async function refresh(session: Session): Promise<void> {
  const { connection, client, documents, publisher } = session;
  await refreshCodeLenses(session);
  if (client.refreshesInlayHints) await connection.languages.inlayHint.refresh();
  if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
  if (!client.pullsDiagnostics) for (const { uri } of documents.all()) publisher.changed(uri);
}
