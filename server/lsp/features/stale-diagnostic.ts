import { debounce } from "../debounce.ts";
import type { Feature } from "./feature.ts";

/** How long changes are gathered, in milliseconds, before the open files are looked at again. */
const pause = 200;

/**
 * Looks at the open files again once changes come to rest, and has their diagnostics asked for or sent again, if the editor was
 * told otherwise about any of them.
 */
export const staleDiagnosticFeature: Feature = {
  capabilities: () => ({}),
  answer({ connection, client, changes, documents, diagnoser, publisher }) {
    const follow = debounce(connection, pause, "after the last", async () => {
      const stale: string[] = [];
      for (const { uri } of documents.all()) if (await diagnoser.isStale(uri)) stale.push(uri);
      if (stale.length === 0) return;
      if (client.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
      if (client.pullsDiagnostics) return;
      for (const uri of stale) publisher.changed(uri);
    });
    changes.follow(follow);
  },
};
