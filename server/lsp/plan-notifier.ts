import { planChangedNotification, type PlanChangedParams } from "../protocol/index.ts";
import { debounce } from "./debounce.ts";
import type { Session } from "./session.ts";

/** How long changes are gathered, in milliseconds, before the client is told. */
const pause = 150;

/** Takes note that plans may be others now: those with a file of that URI, or any. */
export type PlansChanged = (uri?: string) => void;

/** Tells a client that follows plans which may be others now, those of a burst of changes together. */
export function planNotifier({ connection, client }: Session): PlansChanged {
  if (!client.followsPlans) return () => undefined;
  const changed = new Set<string>();
  let mayBeAnything = false;
  const tell = debounce(connection, pause, "after the first", async () => {
    const params: PlanChangedParams = { uris: mayBeAnything ? [] : [...changed] };
    mayBeAnything = false;
    changed.clear();
    await connection.sendNotification(planChangedNotification, params);
  });
  return (uri) => {
    if (uri === undefined) mayBeAnything = true;
    else changed.add(uri);
    tell();
  };
}
