import { deleteHook, runTasks } from "./run-tasks.ts";
import { deletionMessage, failureMessage, pruneMessage, waitMessage } from "./sync-message.ts";
import { isMultiStep, nextStep, type NextStep } from "./next-step.ts";
import type { SyncEnd, SyncRun } from "./sync-run.ts";
import type { SyncTask } from "./sync-task.ts";

/**
 * One pass of a sync. The result is how the sync ended, or what it waits for: in the made-up cluster everything happens at once,
 * so what has not finished in the next pass never does. `undefined` if there is more to do.
 * Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go.
 */
export function syncPass(run: SyncRun): SyncEnd | undefined {
  run.created = new Set();
  if (run.isFirst) return firstPass(run);
  updateRunning(run);
  const isResourceAwaited = isMultiStep(run);
  const awaited = run.running.filter(({ isHook }) => isHook || isResourceAwaited);
  if (awaited.length > 0) return { outcome: "waiting", message: waitMessage(awaited), awaited };
  if (run.unsuccessful.length > 0) {
    deleteHooks(run, "HookFailed");
    return executeSyncFailPhase(run, "one or more synchronization tasks completed unsuccessfully");
  }
  const next = nextStep(run);
  if (next !== undefined) return runStep(run, next);
  deleteHooks(run, "HookSucceeded");
  return { outcome: "succeeded", message: "successfully synced (no more tasks)", awaited: [] };
}

/**
 * All kinds are looked up before anything is applied. Then the Namespace comes, even before the dry run. If one of the three fails, not
 * even SyncFail hooks run.
 */
function firstPass(run: SyncRun): SyncEnd | undefined {
  run.isFirst = false;
  const { destination, notValid } = run;
  for (const { task, object } of notValid) run.events.push({ what: "not-valid", task, object });
  if (notValid.length > 0)
    return { outcome: "failed", message: "one or more synchronization tasks are not valid", awaited: [] };
  if (destination !== undefined && runTasks(run, [destination], undefined) === "failed")
    return { outcome: "failed", message: failureMessage("the namespace failed to apply", [destination]), awaited: [] };
  if (![...run.failures.values()].includes("invalid")) return undefined;
  return { outcome: "failed", message: "one or more objects failed to apply (dry run)", awaited: [] };
}

/** Looks at the health of everything that has been applied and has not ended. */
function updateRunning(run: SyncRun): void {
  run.running = run.running.filter((task) => {
    const health = run.cluster.get(task.object)?.health;
    if (health === "progressing") return true;
    setEnd(run, task, health === "degraded" ? "failed" : "succeeded");
    return false;
  });
}

function setEnd(run: SyncRun, task: SyncTask, state: "succeeded" | "failed"): void {
  run.results.set(task.result, state);
  if (state === "failed" && task.task.phase !== "SyncFail") run.unsuccessful.push(task);
}

function runStep(run: SyncRun, { tasks, prunes, isFinal }: NextStep): SyncEnd | undefined {
  switch (runTasks(run, tasks, prunes)) {
    case "unconfirmed":
      return { outcome: "waiting", message: pruneMessage(prunes?.objects ?? [], run.settings), awaited: [] };
    case "stuck":
      return {
        outcome: "waiting",
        message: deletionMessage(tasks.filter(({ object }) => run.stuck.has(object))),
        awaited: [],
      };
    case "pending":
      return undefined;
    case "failed":
      return afterRefusal(run, tasks);
    case "successful":
      // Nothing follows and no hook runs, so nobody looks at the health of what was applied.
      if (!isFinal || tasks.some(({ isHook }) => isHook)) return undefined;
      deleteHooks(run, "HookSucceeded");
      return { outcome: "succeeded", message: "successfully synced (all tasks run)", awaited: [] };
  }
}

/** What was applied beside a refused task is awaited before the sync fails, but SyncFail hooks begin at once. */
function afterRefusal(run: SyncRun, tasks: readonly SyncTask[]): SyncEnd | undefined {
  const isBeside = tasks.some(({ result }) => run.results.get(result) === "running");
  if (isBeside && run.syncFail.length === 0) return undefined;
  const end = executeSyncFailPhase(run, "one or more objects failed to apply");
  if (isBeside || end === undefined) return undefined;
  deleteHooks(run, "HookFailed");
  return end;
}

/** Mirrors `deleteHooks` and what it is called with in gitops-engine/pkg/sync/sync_context.go. */
function deleteHooks(run: SyncRun, policy: "HookSucceeded" | "HookFailed"): void {
  for (const hook of run.hooks) {
    if (hook.policies.includes(policy) && run.results.get(hook.result) !== "running") deleteHook(run, hook, policy);
  }
}

/** Begins all SyncFail hooks at once, and fails when they have ended. Mirrors `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go. */
function executeSyncFailPhase(run: SyncRun, reason: string): SyncEnd | undefined {
  const pending = run.syncFail.filter(({ result }) => !run.results.has(result));
  if (pending.length > 0) {
    runTasks(run, pending, undefined);
    return undefined;
  }
  const message = failureMessage(
    reason,
    run.unsuccessful.filter((task) => run.refused.has(task)),
  );
  const refused = run.syncFail.filter((task) => run.refused.has(task));
  const more = refused.length === 0 ? "" : `\n${failureMessage("one or more SyncFail hooks failed", refused)}`;
  return { outcome: "failed", message: message + more, awaited: [] };
}
