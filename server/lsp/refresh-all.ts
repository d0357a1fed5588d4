import { pathOfUri } from "../workspace/uris.ts";
import { askEditor } from "./ask-editor.ts";
import { refreshCodeLenses } from "./lens-refresher.ts";
import type { Session } from "./session.ts";

/** Has the editor ask again for all that it shows of applications. */
export function refreshAll(session: Session): void {
  session.changes.tell();
  refreshCodeLenses(session);
  const { connection, client, documents, publisher } = session;
  if (client.pullsDiagnostics) void askEditor(session, () => connection.languages.diagnostics.refresh());
  else for (const { uri } of documents.all()) if (pathOfUri(uri) !== undefined) publisher.changed(uri);
}
