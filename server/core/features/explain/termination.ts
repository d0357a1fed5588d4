import { type Explanation, operationOf } from "../../live/explain.ts";
import { isUnfinished } from "../../live/fate.ts";
import { namesIn, withFate } from "./explain-words.ts";

/**
 * What is left in the cluster after a termination of the sync; empty where there is nothing to terminate.
 * Mirrors `Terminate` and `terminateHooksPreemptively` in gitops-engine/pkg/sync/sync_context.go.
 */
export function terminationLines(explanation: Explanation): readonly string[] {
  const { state, live } = explanation;
  if (operationOf(explanation) === undefined) return [];
  const later =
    live.automated && live.changedSources.length === 0 ? ["Automated sync does not try this revision again."] : [];
  const unfinished = explanation.tasks.filter(isUnfinished);
  if (state === "retrying" && unfinished.length > 0)
    return [`The sync is not tried again. Deleted, because still running: ${namesIn(unfinished)}.`, ...later];
  if (state === "retrying") return ["The sync is not tried again, and everything stays as it is now.", ...later];
  if (state !== "waiting" && state !== "terminating") return [];
  const deleted = explanation.tasks.filter(({ hook, result }) => hook && result?.hookPhase === "Running");
  const finished = explanation.tasks.filter(
    ({ hook, result }) =>
      hook && result !== undefined && result.hookPhase !== "Running" && result.status !== "SyncFailed",
  );
  const applied = withFate(explanation, "ran", "waits").filter(
    ({ hook, resource, result }) => !hook && resource?.requiresPruning !== true && result?.status !== "Pruned",
  );
  return [
    ...(deleted.length > 0 ? [`Deleted, because still running: ${namesIn(deleted)}.`] : []),
    ...(finished.length > 0
      ? [`Kept, because delete policies do not apply to a sync that is terminated: ${namesIn(finished)}.`]
      : []),
    ...(applied.length > 0 ? [`Kept as it is now: ${namesIn(applied)}.`] : []),
    "No SyncFail hook runs, and the sync is not tried again.",
    ...later,
  ];
}
