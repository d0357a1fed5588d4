import { debounce } from "./debounce.ts";
import type { Session } from "./session.ts";

/** How long changes are gathered, in milliseconds, before the open files are looked at again. */
const pause = 200;

/**
 * Takes note that applications may be others now, and after a while has the diagnostics of open files asked for or sent again,
 * if any of them were told otherwise.
 */
export function followApplications(session: Session): () => void {
  const { connection, client, documents, diagnoser, publisher } = session;
  return debounce(connection, pause, "after the last", async () => {
    const stale: string[] = [];
    for (const { uri } of documents.all()) if (await diagnoser.isStale(uri)) stale.push(uri);
    if (stale.length === 0) return;
    if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
    if (client.pullsDiagnostics) return;
    for (const uri of stale) publisher.changed(uri);
  });
}
