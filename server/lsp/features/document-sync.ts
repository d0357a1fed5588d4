import { TextDocumentSyncKind } from "vscode-languageserver";
import { pathOfUri } from "../../workspace/uris.ts";
import { debounce } from "../debounce.ts";
import { guard } from "../guard.ts";
import { lensRefresher } from "../lens-refresher.ts";
import { lensKey } from "./code-lens.ts";
import type { Session } from "../session.ts";
import { refreshSettings } from "../refresh-settings.ts";
import { log } from "../tell.ts";
import type { Feature } from "./feature.ts";

/** How long changes of a configuration are gathered, in milliseconds, before the editor asks again for all that depends on it. */
const pause = 200;

/** Follows the files that are open, and sends their diagnostics to an editor that does not ask for them. */
export const documentSyncFeature: Feature = {
  capabilities: () => ({
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  }),
  answer(session) {
    const { connection, documents } = session;
    const refreshOthers = lensRefresher(session);
    const refreshLater = debounce(session, pause, "after the last", () => {
      refreshSettings(session);
    });
    const noteSettings = (uri: string): void => {
      const path = pathOfUri(uri);
      if (path !== undefined && session.workspace.applications.configurations.isAbout(path)) refreshLater();
    };
    connection.onDidOpenTextDocument(
      guard(connection, undefined, async ({ textDocument }) => {
        documents.open(textDocument);
        const path = pathOfUri(textDocument.uri);
        changed(session, textDocument.uri);
        if (path !== undefined) await session.workspace.applications.opened(path);
        noteSettings(textDocument.uri);
      }),
    );
    connection.onDidChangeTextDocument(
      guard(connection, undefined, ({ textDocument, contentChanges }) => {
        if (!isOpen(session, textDocument.uri)) return;
        documents.change(textDocument, contentChanges);
        session.halfTyped.typed();
        changed(session, textDocument.uri);
        refreshOthers(textDocument.uri);
        noteSettings(textDocument.uri);
      }),
    );
    connection.onDidCloseTextDocument(
      guard(connection, undefined, async ({ textDocument: { uri } }) => {
        if (!isOpen(session, uri)) return;
        closed(session, uri);
        refreshOthers(uri);
        const path = pathOfUri(uri);
        // Unsaved changes are gone: the file is what is on disk again.
        if (path !== undefined) await session.workspace.applications.changedOnDisk(path);
        noteSettings(uri);
      }),
    );
  },
};

/** Whether a file is open; if not, the log says that the editor thinks it is. */
function isOpen({ connection, documents }: Session, uri: string): boolean {
  if (documents.get(uri) !== undefined) return true;
  log(connection, "warn", `A change of "${uri}" is ignored: it is not open.`);
  return false;
}

function changed({ client, documents, publisher, workspace, changes, disk }: Session, uri: string): void {
  const path = pathOfUri(uri);
  const open = documents.get(uri);
  if (path !== undefined && open !== undefined) workspace.applications.changed(path, open.file);
  if (!client.pullsDiagnostics) publisher.changed(uri);
  changes.tell(uri);
  void disk.upToDate();
}

function closed(session: Session, uri: string): void {
  const { client, diagnoser, documents, publisher, workspace, changes, halfTyped } = session;
  documents.close(uri);
  halfTyped.forget(lensKey(uri));
  diagnoser.forget(uri);
  workspace.forget(pathOfUri(uri) ?? uri);
  if (!client.pullsDiagnostics) publisher.closed(uri);
  changes.tell(uri);
}
