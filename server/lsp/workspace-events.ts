import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DidChangeConfigurationParams,
  type DidChangeWatchedFilesParams,
  WatchKind,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { guard } from "./guard.ts";
import { refreshCodeLenses } from "./lens-refresher.ts";
import { pathOfUri } from "../workspace/uris.ts";
import type { PlansChanged } from "./plan-notifier.ts";
import type { Session } from "./session.ts";

/** Follows the settings, the folders of the workspace, and the files on disk. */
export function listenToWorkspace(session: Session, plansChanged: PlansChanged): void {
  const { connection, client, applications, configuration, folders, kustomizations, workspaceDiagnoser } = session;
  connection.onInitialized(
    guard(connection, undefined, async () => {
      await register(session);
      if (client.tellsFolders) followFolders(session, plansChanged);
      await searchFolders(session, folders.all());
      plansChanged();
    }),
  );
  connection.onDidChangeConfiguration(
    guard(connection, undefined, async ({ settings }: DidChangeConfigurationParams) => {
      configuration.changed(settings);
      await refresh(session);
      // The severity of findings is part of a plan.
      plansChanged();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guard(connection, undefined, async ({ changes }: DidChangeWatchedFilesParams) => {
      for (const { uri } of changes) {
        const path = pathOfUri(uri);
        if (path === undefined) continue;
        await applications.changedOnDisk(path);
        kustomizations.forget(path);
        workspaceDiagnoser.changedOnDisk(path);
      }
      plansChanged();
      await refreshCodeLenses(session);
    }),
  );
}

async function register({ connection, client }: Session): Promise<void> {
  if (client.registersConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "argocdAnnotations" });
  }
  if (client.registersWatchers) {
    // Of a folder that is removed or renamed an editor tells nothing but its own name.
    const folders = { globPattern: "**/*", kind: WatchKind.Delete };
    const watchers = [{ globPattern: "**/*.{yaml,yml,json}" }, { globPattern: "**/Kustomization" }, folders];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

/** Only once the editor is initialized: asking to be told is a request, which it would not yet answer. */
function followFolders(session: Session, plansChanged: PlansChanged): void {
  const { connection } = session;
  connection.workspace.onDidChangeWorkspaceFolders(
    guard(connection, undefined, async (change: WorkspaceFoldersChangeEvent) => {
      await searchFolders(session, session.folders.changed(change));
      plansChanged();
    }),
  );
}

/** Looks for Application objects, which tell the name and the destination namespace of what they deploy. */
async function searchFolders(session: Session, folders: readonly string[]): Promise<void> {
  if (folders.length === 0) return;
  for (const folder of folders) await session.applications.search(folder);
  await refreshCodeLenses(session);
}

/** Has the editor ask again for what depends on the settings. */
async function refresh(session: Session): Promise<void> {
  const { connection, client, documents, publisher } = session;
  await refreshCodeLenses(session);
  if (client.refreshesInlayHints) await connection.languages.inlayHint.refresh();
  if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
  if (!client.pullsDiagnostics) for (const { uri } of documents.all()) publisher.changed(uri);
}
