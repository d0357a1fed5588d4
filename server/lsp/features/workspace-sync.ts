import {
  DidChangeConfigurationNotification,
  FileChangeType,
  type DidChangeConfigurationParams,
  type DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersNotification,
  type DidChangeWorkspaceFoldersParams,
} from "vscode-languageserver";
import { askEditor } from "../ask-editor.ts";
import { guard } from "../guard.ts";
import { leftOutNotice } from "../left-out-notice.ts";
import { refreshCodeLenses } from "../lens-refresher.ts";
import { refreshSettings } from "../refresh-settings.ts";
import { isWithin } from "../../workspace/paths.ts";
import { pathOfUri } from "../../workspace/uris.ts";
import type { Feature } from "./feature.ts";
import type { Session } from "../session.ts";

/** Follows the settings, the folders of the workspace, and the files on disk. */
export const workspaceSyncFeature: Feature = {
  capabilities: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  answer,
};

function answer(session: Session): void {
  const { connection, configuration, folders, workspace, files, changes } = session;
  const searchFolders = folderSearch(session);
  connection.onInitialized(
    guard(connection, undefined, async () => {
      await register(session);
      await session.disk.upToDate();
      await searchFolders(folders.all());
      changes.tell();
    }),
  );
  // Not by way of the library, which begins to listen only after a request of its own: changes until then would be lost.
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    guard(connection, undefined, async ({ event }: DidChangeWorkspaceFoldersParams) => {
      files.changedOnDisk();
      await searchFolders(folders.changed(event));
      changes.tell();
    }),
  );
  connection.onDidChangeConfiguration(
    guard(connection, undefined, ({ settings }: DidChangeConfigurationParams) => {
      configuration.changed(settings);
      workspace.applications.renewed();
      refreshSettings(session);
      // The severity of findings is part of a plan.
      changes.tell();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guard(connection, undefined, async ({ changes }: DidChangeWatchedFilesParams) => {
      const named = changes.map(({ uri, type }) => ({ path: pathOfUri(uri), isNew: type === FileChangeType.Created }));
      await session.disk.changed(named.flatMap(({ path, isNew }) => (path === undefined ? [] : [{ path, isNew }])));
    }),
  );
}

async function register(session: Session): Promise<void> {
  const { connection, client, watchers } = session;
  if (client.registersConfiguration) {
    const options = { section: "argocdAnnotations" };
    await askEditor(session, () => connection.client.register(DidChangeConfigurationNotification.type, options));
  }
  await watchers.watchFolders();
}

/** Searches folders that were opened. */
type SearchFolders = (folders: readonly string[]) => Promise<void>;

/**
 * Searches for Application objects, which set the name and the destination namespace of what they deploy. They may be anywhere in
 * the repository, even if only a part of it is open, so the repository is then watched too.
 */
function folderSearch(session: Session): SearchFolders {
  const { folders: open, watchers } = session;
  const { applications } = session.workspace;
  const tell = leftOutNotice(session);
  return async (folders) => {
    if (folders.length === 0) return;
    const roots = new Set<string>();
    for (const folder of folders) roots.add((await applications.repositoryOf(folder)) ?? folder);
    for (const root of roots) {
      if (!open.all().some((folder) => isWithin(root, folder))) await watchers.watchRoot(root);
      await tell(root, await applications.search(root));
    }
    refreshCodeLenses(session);
  };
}
