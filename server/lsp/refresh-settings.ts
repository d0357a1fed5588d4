import { askEditor } from "./ask-editor.ts";
import { refreshCodeLenses } from "./lens-refresher.ts";
import type { Session } from "./session.ts";

/** Makes the editor ask again for what depends on the settings, those of the user and those of configurations. */
export function refreshSettings({
  connection,
  client,
  documents,
  publisher,
}: Pick<Session, "connection" | "client" | "documents" | "publisher">): void {
  refreshCodeLenses({ connection, client });
  if (client.refreshesInlayHints) void askEditor({ connection }, () => connection.languages.inlayHint.refresh());
  if (client.pullsDiagnostics) void askEditor({ connection }, () => connection.languages.diagnostics.refresh());
  else for (const { uri } of documents.all()) publisher.changed(uri);
}
