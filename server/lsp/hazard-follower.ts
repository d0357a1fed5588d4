import { guard } from "./guard.ts";
import type { Session } from "./session.ts";

/** How long changes are gathered, in milliseconds, before the other open files are checked again. */
const pause = 200;

/**
 * Takes note that applications may be others now, and after a while has the diagnostics of all open files asked for or sent
 * again, if those about the order of an application have changed in any of them, or what a kustomization makes of a file.
 */
export function hazardFollower(session: Session): () => void {
  const { connection, client, documents, diagnoser, hazards, publisher } = session;
  let timer: NodeJS.Timeout | undefined;
  const follow = guard(connection, undefined, async () => {
    timer = undefined;
    const stale: string[] = [];
    for (const { uri } of documents.all())
      if ((await hazards.isStale(uri)) || (await diagnoser.isStale(uri))) stale.push(uri);
    if (stale.length === 0) return;
    if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
    if (!client.pullsDiagnostics)
      stale.forEach((uri) => {
        publisher.changed(uri);
      });
  });
  connection.onShutdown(() => {
    clearTimeout(timer);
  });
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void follow(), pause);
  };
}
