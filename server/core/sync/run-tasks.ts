import { does } from "./behaviour-versions.ts";
import type { Health, LiveObject } from "./cluster.ts";
import type { DeletePolicy } from "./delete-policy.ts";
import { pruneFate, type PruneStep } from "./prune.ts";
import type { SyncRun } from "./sync-run.ts";
import { resultKey, type SyncTask } from "./sync-task.ts";

/**
 * Runs tasks of one wave that have not begun: first it prunes, then it deletes the hooks that are to be created again, and then
 * it applies everything, whatever happens to one of them. `pending` if that has to wait
 * for another pass, `unconfirmed` if for somebody who confirms a prune, `stuck` if for objects that a finalizer keeps.
 * Mirrors `runTasks` in gitops-engine/pkg/sync/sync_context.go.
 */
export function runTasks(
  run: SyncRun,
  tasks: readonly SyncTask[],
  prunes: PruneStep | undefined,
): "successful" | "pending" | "unconfirmed" | "stuck" | "failed" {
  // A pass knows what was there when it began: a hook whose object it prunes first is created at once.
  const existing = tasks.filter(({ isHook, object }) => isHook && run.cluster.has(object) && !run.created.has(object));
  if (prunes !== undefined && prune(run, prunes) === "unconfirmed") return "unconfirmed";
  const doomed = existing.filter(({ policies }) => policies.includes("BeforeHookCreation"));
  const deletions = doomed.filter((task) => deleteHook(run, task, "BeforeHookCreation"));
  if (deletions.some(({ object }) => run.stuck.has(object))) return "stuck";
  if (deletions.length > 0) return "pending";
  const applied = tasks.map((task) => applyObject(run, task));
  return applied.includes("refused") ? "failed" : "successful";
}

/** Prunes objects that no manifest makes, or none of them while one has to be confirmed. Mirrors `pruneObject` in gitops-engine/pkg/sync/sync_context.go. */
function prune({ cluster, results, events, settings }: SyncRun, { objects, wave }: PruneStep): "unconfirmed" | "done" {
  const unconfirmed = objects.filter((object) => pruneFate(object, settings) === "unconfirmed");
  if (unconfirmed.length > 0) {
    for (const object of unconfirmed) events.push({ what: "unconfirmed", object, wave });
    return "unconfirmed";
  }
  for (const object of objects) {
    const isPruned = pruneFate(object, settings) === "pruned";
    results.set(resultKey(object.resource, settings.namespace, "Sync"), "succeeded");
    if (isPruned) cluster.delete(object.key);
    events.push({ what: isPruned ? "pruned" : "kept", object, wave });
  }
  return "done";
}

/**
 * Deletes the object of a hook. Whether there was one. The finalizer that Argo CD gives to hooks keeps nothing from being deleted
 * here: it is removed when the hook has ended, and before the hook is created again. Those of others stay. Mirrors `deleteResource` and
 * `removeHookFinalizer` in gitops-engine/pkg/sync/sync_context.go.
 */
export function deleteHook(
  { cluster, events, stuck }: SyncRun,
  { task, object: key }: SyncTask,
  policy: DeletePolicy,
): boolean {
  const object = cluster.get(key);
  if (object === undefined) return false;
  if (stuck.has(key)) {
    cluster.set(key, { ...object, isDeleting: true });
    // It is deleted again in each pass, which changes nothing.
    if (events.some((event) => event.what === "deleted" && event.object.key === key)) return true;
  } else cluster.delete(key);
  events.push({ what: "deleted", task, object, policy });
  return true;
}

const healths: Readonly<Record<"fails" | "hangs", Health>> = { fails: "degraded", hangs: "progressing" };

/** Mirrors `applyObject` and `setResourceResult` in gitops-engine/pkg/sync/sync_context.go. */
function applyObject(run: SyncRun, syncTask: SyncTask): "applied" | "refused" {
  const { task, object, result, resource } = syncTask;
  const mode = run.failures.get(task);
  const found = run.cluster.get(object);
  const isChangeRefused = mode === "immutable" && found !== undefined && !syncTask.isForced;
  // Kubernetes adds no finalizer to what is being deleted, not even that of a hook.
  const isHeld = found !== undefined && run.stuck.has(object) && found.isDeleting === true;
  const isFinalizerRefused = isHeld && does("hook finalizer", run.settings.version);
  const isRefused = mode === "refused" || mode === "missing-kind" || isFinalizerRefused;
  if (isRefused || (isChangeRefused && !syncTask.isForcedIfRefused)) {
    run.events.push({ what: "refused", task, object });
    run.results.set(result, "failed");
    run.refused.add(syncTask);
    if (task.phase !== "SyncFail") run.unsuccessful.push(syncTask);
    return "refused";
  }
  const what = found === undefined ? "applied" : syncTask.isForced || isChangeRefused ? "replaced" : "patched";
  run.events.push({ what, task, object });
  run.cluster.set(object, {
    key: object,
    resource,
    health:
      mode === "fails" || mode === "hangs"
        ? healths[mode]
        : // Whatever is being deleted is Progressing. Mirrors `GetResourceHealth` in gitops-engine/pkg/health/health.go.
          isHeld
          ? "progressing"
          : healthOf(run, what === "patched" ? found : undefined),
    appliedBy: task,
    isTracked: !syncTask.isAdded,
    ...(found?.isDeleting === true && what === "patched" && { isDeleting: true }),
  });
  run.results.set(result, "running");
  run.running.push(syncTask);
  if (found === undefined) run.created.add(object);
  return "applied";
}

/** To apply a manifest over an object does not mend what has gone wrong with it in this sync. */
function healthOf({ failures }: SyncRun, patched: LiveObject | undefined): Health {
  const cause = patched?.appliedBy;
  return patched !== undefined && cause !== undefined && failures.has(cause) ? patched.health : "healthy";
}
