import type { LiveApplication, LiveKey, LiveOperation, LiveResult } from "./live-application.ts";
import type { LiveTask } from "./live-task.ts";
import type { OperationWait } from "./operation-message.ts";
import type { SyncState } from "./explain.ts";

/**
 * What becomes of a task in a sync: it is done (`ran`), awaited, or failed; it comes later (`next`), or not in this sync any more
 * (`never`); it is left out because nothing has to be done or nobody asked for it (`skipped`), or runs only if the sync fails
 * (`on-failure`).
 */
export type FateOf = "ran" | "waits" | "failed" | "next" | "never" | "skipped" | "on-failure";

/** What decides the fate of a task besides itself. */
export interface FateContext {
  readonly live: LiveApplication;
  readonly state: SyncState;
  readonly wait: OperationWait | undefined;
  /** Something has failed, so only what runs already and SyncFail hooks go on. */
  readonly failing: boolean;
  /** Whether an operation leaves out what has no result. */
  readonly isLeftOut: (task: LiveTask) => boolean;
}

/** What becomes of a task. Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go. */
export function fateOf(task: LiveTask, context: FateContext): FateOf {
  const { result } = task;
  if (context.state === "requested") return "next";
  if (isAwaited(task, context)) return "waits";
  if (result === undefined || isUntouched(result)) return fateWithoutResult(task, context);
  return hasFailed(result) ? "failed" : "ran";
}

/** Whether the result of a resource is a failure. */
export function hasFailed({ status, hookPhase }: LiveResult): boolean {
  return status === "SyncFailed" || hookPhase === "Failed" || hookPhase === "Error";
}

function isUntouched({ status, hookPhase }: LiveResult): boolean {
  return status === "" && hookPhase === "";
}

function isAwaited(task: LiveTask, { wait, state }: FateContext): boolean {
  // While Argo CD ends a sync, is held by a window, or has not said yet what it waits for, only hooks are surely awaited.
  if (wait === undefined) return unsettled.has(state) && task.hook && isRunning(task);
  const isFirst = task.kind === wait.first.kind && task.group === wait.first.group && task.name === wait.first.name;
  const { result, resource } = task;
  switch (wait.kind) {
    case "hook":
    case "health": {
      // Of a hook in several phases, only one runs.
      if (!isRunning(task)) return false;
      return isFirst || (wait.more > 0 && (task.hook || wait.moreAre === "resources"));
    }
    case "pruning-confirmation":
      return (
        result === undefined && resource?.requiresPruning === true && (isFirst || resource.requiresDeletionConfirmation)
      );
    case "hook-deletion":
      return isFirst && task.hook && (result === undefined || isUntouched(result));
    case "deletion":
      return isFirst && (result === undefined || isUntouched(result) || result.status === "Pruned");
  }
}

const unsettled: ReadonlySet<SyncState> = new Set(["terminating", "running", "blocked"]);

/** Whether a hook still ran when its sync ended with an error, which ends no hook. */
export function isUnfinished(task: LiveTask & { readonly fate: FateOf }): boolean {
  return task.fate === "ran" && task.hook && isRunning(task);
}

function isRunning({ result }: LiveTask): boolean {
  return result?.hookPhase === "Running";
}

function fateWithoutResult(task: LiveTask, { state, failing, isLeftOut }: FateContext): FateOf {
  const isOver = state === "failed" || state === "terminating" || (failing && task.phase !== "SyncFail");
  if (task.phase === "SyncFail" && !isOver) return failing ? "next" : "on-failure";
  if (state === "succeeded" || isLeftOut(task)) return "skipped";
  return isOver ? "never" : "next";
}

/**
 * Which tasks an operation leaves out. Mirrors `filterOutOfSyncTasks` and `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go, and
 * `HasIdentity` in pkg/apis/application/v1alpha1/types.go: a namespace may be left out.
 */
export function leftOutOf({ only, skipsHooks, syncOptions }: LiveOperation): FateContext["isLeftOut"] {
  const asked = new Set(only.map((it) => askedKey(it, it.namespace)));
  const skipsSynced = syncOptions.includes("ApplyOutOfSyncOnly=true");
  return (task) => {
    if (task.hook) return skipsHooks;
    const isAskedFor = asked.has(askedKey(task, "")) || asked.has(askedKey(task, task.namespace));
    return (asked.size > 0 && !isAskedFor) || (skipsSynced && task.resource?.status === "Synced");
  };
}

function askedKey({ group, kind, name }: LiveKey, namespace: string): string {
  return JSON.stringify([group, kind, namespace, name]);
}
