import { guard } from "./guard.ts";
import { lensRefresher } from "./lens-refresher.ts";
import { pathOfUri } from "../workspace/uris.ts";
import type { PlansChanged } from "./plan-notifier.ts";
import type { Session } from "./session.ts";

/** Follows the files that are open, and sends their diagnostics to an editor that does not ask for them. */
export function listenToDocuments(session: Session, plansChanged: PlansChanged): void {
  const { connection, client, documents, applications, diagnoser, hazards, kustomizations, publisher } = session;
  const refreshOthers = lensRefresher(session);
  const changed = (uri: string): void => {
    const path = pathOfUri(uri);
    const open = documents.get(uri);
    if (path !== undefined && open !== undefined) applications.changed(path, open.file);
    if (!client.pullsDiagnostics) publisher.changed(uri);
    plansChanged(uri);
  };
  connection.onDidOpenTextDocument(({ textDocument }) => {
    documents.open(textDocument);
    const path = pathOfUri(textDocument.uri);
    if (path !== undefined) void guard(connection, undefined, () => applications.opened(path))();
    changed(textDocument.uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    documents.change(textDocument, contentChanges);
    changed(textDocument.uri);
    refreshOthers(textDocument.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    hazards.forget(uri);
    diagnoser.forget(uri);
    const path = pathOfUri(uri);
    if (path !== undefined) kustomizations.forget(path);
    // Unsaved changes are gone: the file is what is on disk again.
    if (path !== undefined) void guard(connection, undefined, () => applications.changedOnDisk(path))();
    if (!client.pullsDiagnostics) publisher.closed(uri);
    refreshOthers(uri);
    plansChanged(uri);
  });
}
