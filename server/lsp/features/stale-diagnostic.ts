import { askEditor } from "../ask-editor.ts";
import { debounce } from "../debounce.ts";
import type { Feature } from "./feature.ts";

/** How long changes are gathered, in milliseconds, before the open files are checked again. */
const pause = 200;

/**
 * Checks the open files again once changes pause. If the editor was told otherwise about any of them, it asks for their diagnostics
 * again, or is sent them.
 */
export const staleDiagnosticFeature: Feature = {
  capabilities: () => ({}),
  answer(session) {
    const { connection, client, changes, documents, diagnoser, publisher } = session;
    const follow = debounce(session, pause, "after the last", async () => {
      const stale: string[] = [];
      for (const { uri } of documents.all()) if (await diagnoser.isStale(uri)) stale.push(uri);
      if (stale.length === 0) return;
      if (client.pullsDiagnostics) void askEditor(session, () => connection.languages.diagnostics.refresh());
      else for (const uri of stale) publisher.changed(uri);
    });
    changes.follow(follow);
  },
};
