import { planChangedNotification, type PlanChangedParams } from "../../protocol/index.ts";
import { debounce } from "../debounce.ts";
import type { Feature } from "./feature.ts";

/** How long changes are gathered, in milliseconds, before the client is told. */
const pause = 150;

/** Tells a client that follows plans which of them may have changed, once for a burst of changes. */
export const planChangeFeature: Feature = {
  capabilities: () => ({}),
  answer(session) {
    const { connection, client, changes } = session;
    if (!client.followsPlans) return;
    const changed = new Set<string>();
    let mayBeAnything = false;
    const tell = debounce(session, pause, "after the first", async () => {
      const params: PlanChangedParams = { uris: mayBeAnything ? [] : [...changed] };
      mayBeAnything = false;
      changed.clear();
      await connection.sendNotification(planChangedNotification, params);
    });
    changes.follow((uri) => {
      if (uri === undefined) mayBeAnything = true;
      else changed.add(uri);
      tell();
    });
  },
};
