import { does } from "./behaviour-versions.ts";
import { deleteHook, runTasks } from "./run-tasks.ts";
import { deletionMessage, failureMessage, pruneMessage, waitMessage } from "./sync-message.ts";
import { isMultiStep, nextStep, type NextStep } from "./next-step.ts";
import type { SyncEnd, SyncRun } from "./sync-run.ts";
import type { SyncTask } from "./sync-task.ts";
import type { Task } from "./sync-tasks.ts";

/**
 * One pass of a sync. The result is how the sync ended, or what it waits for: in the made-up cluster everything happens at once,
 * so what has not finished in the next pass never does. `undefined` if there is more to do.
 * Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go.
 */
export function syncPass(run: SyncRun): SyncEnd | undefined {
  run.created = new Set();
  if (run.isFirst) return firstPass(run);
  const isResourceAwaited = isMultiStep(run);
  const awaitedOf = (tasks: readonly SyncTask[]): SyncTask[] =>
    tasks.filter(({ isHook }) => isHook || isResourceAwaited);
  const begun = awaitedOf(run.running);
  const after = run.events.length;
  const failed = updateRunning(run);
  if (begun.length + failed.length > 0) run.looks.push({ after, awaited: tasksOf(begun), failed });
  const awaited = awaitedOf(run.running);
  if (awaited.length > 0) return { outcome: "waiting", message: waitMessage(awaited, run.settings), awaited };
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

/** Looks at the health of everything that has been applied and has not ended; returns what has failed. */
function updateRunning(run: SyncRun): readonly Task[] {
  const failed: SyncTask[] = [];
  run.running = run.running.filter((task) => {
    const health = run.cluster.get(task.object)?.health;
    if (health === "progressing") return true;
    if (health === "degraded") failed.push(task);
    setEnd(run, task, health === "degraded" ? "failed" : "succeeded");
    return false;
  });
  return tasksOf(failed);
}

function tasksOf(some: readonly SyncTask[]): readonly Task[] {
  return some.map(({ task }) => task);
}

function setEnd(run: SyncRun, task: SyncTask, state: "succeeded" | "failed"): void {
  run.results.set(task.result, state);
  deleteOnItsOwnEnd(run, task, state);
  if (state === "failed" && task.task.phase !== "SyncFail") run.unsuccessful.push(task);
}

/** Before 1.8, a policy followed what became of the hook itself. Mirrors `deleteOnPhaseCompletion` in gitops-engine/pkg/sync/sync_task.go of v0.1.3. */
function deleteOnItsOwnEnd(run: SyncRun, hook: SyncTask, state: "succeeded" | "failed"): void {
  if (does("policies of the sync", run.settings.version)) return;
  const policy = state === "failed" ? "HookFailed" : "HookSucceeded";
  if (hook.isHook && hook.policies.includes(policy)) deleteHook(run, hook, policy);
}

function runStep(run: SyncRun, { tasks, prunes, isFinal }: NextStep): SyncEnd | undefined {
  switch (runTasks(run, tasks, prunes)) {
    case "unconfirmed":
      return { outcome: "waiting", message: pruneMessage(prunes?.objects ?? [], run.settings), awaited: [] };
    case "stuck":
      return {
        outcome: "waiting",
        message: deletionMessage(
          {
            there: tasks.filter(({ isHook, object }) => isHook && run.cluster.has(object)),
            held: tasks.filter(({ object }) => run.stuck.has(object)),
          },
          run.settings,
        ),
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
  if (!does("failure waits", run.settings.version)) return afterRefusalBefore(run);
  const isBeside = tasks.some(({ result }) => run.results.get(result) === "running");
  if (isBeside && run.syncFail.length === 0) return undefined;
  const end = executeSyncFailPhase(run, "one or more objects failed to apply");
  if (isBeside || end === undefined) return undefined;
  deleteHooks(run, "HookFailed");
  return end;
}

/**
 * Before 3.4 the sync failed at once, or once SyncFail hooks had ended. Which hooks it deletes was decided before this pass: none that the
 * pass has created. Mirrors `Sync` and `setOperationFailed` in gitops-engine/pkg/sync/sync_context.go of v3.3.0.
 */
function afterRefusalBefore(run: SyncRun): SyncEnd | undefined {
  const doomed = run.hooks.filter(
    ({ policies, object }) => policies.includes("HookFailed") && !run.created.has(object),
  );
  for (const hook of doomed) deleteHook(run, hook, "HookFailed");
  return executeSyncFailPhase(run, "one or more objects failed to apply");
}

/** Mirrors `deleteHooks` and what it is called with in gitops-engine/pkg/sync/sync_context.go. */
function deleteHooks(run: SyncRun, policy: "HookSucceeded" | "HookFailed"): void {
  for (const hook of run.hooks) {
    if (hook.policies.includes(policy) && run.results.get(hook.result) !== "running") deleteHook(run, hook, policy);
  }
}

/**
 * Begins all SyncFail hooks at once, and fails when they have ended; before 3.4, at once where one of them was refused.
 * Mirrors `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go.
 */
function executeSyncFailPhase(run: SyncRun, reason: string): SyncEnd | undefined {
  const pending = run.syncFail.filter(({ result }) => !run.results.has(result));
  if (pending.length > 0) {
    const begun = runTasks(run, pending, undefined);
    if (begun !== "failed" || does("failure waits", run.settings.version)) return undefined;
  }
  const message = failureMessage(
    reason,
    run.unsuccessful.filter((task) => run.refused.has(task)),
  );
  const refused = run.syncFail.filter((task) => run.refused.has(task));
  const more = refused.length === 0 ? "" : `\n${failureMessage("one or more SyncFail hooks failed", refused)}`;
  return { outcome: "failed", message: message + more, awaited: [] };
}
