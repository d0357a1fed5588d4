import type { Behaviour } from "./behaviour.ts";
import type { Phase } from "./phase.ts";
import type { Task } from "./sync-tasks.ts";

/**
 * What must happen before Argo CD continues after a step, or ends the sync: nothing more than the apply itself; all its hooks
 * finish; or its hooks finish and all its resources become healthy (those without a health check are healthy at once).
 */
export type StepWait = "nothing" | "hooks" | "everything";

/** What waiting depends on beside the steps. */
export interface WaitContext {
  readonly behaviours: readonly Behaviour[];
  /** Whether every sync applies the Namespace that `CreateNamespace=true` adds. */
  readonly managesNamespace: boolean;
  /** The task that applies the Namespace of the destination. */
  readonly destination: Pick<Task, "resource" | "phase"> | undefined;
}

/**
 * What Argo CD waits for after the step at `position`. The last step waits for nothing unless it has a hook. If the sync has a
 * single step, only its hooks are awaited; the Namespace that `CreateNamespace=true` adds makes no step, unless its metadata is
 * managed. The Namespace of the destination has been applied before all steps. All SyncFail hooks start together, and Argo CD
 * waits only after the last of them.
 * Mirrors `Sync` and `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go.
 */
export function waitAfter(steps: readonly WaitStep[], position: number, context: WaitContext): StepWait {
  const step = steps[position];
  if (step === undefined) return "nothing";
  if (step.phase === "SyncFail") return position === steps.length - 1 ? "hooks" : "nothing";
  if (isLast(steps, position, context) && !step.tasks.some((task) => isHook(task, context))) return "nothing";
  const isLasting = ({ resource }: Task): boolean => context.managesNamespace || resource !== undefined;
  const isSingle = steps.slice(0, 3).filter(({ tasks }) => tasks.some(isLasting)).length < 2;
  return isSingle ? "hooks" : "everything";
}

interface WaitStep {
  readonly phase: Phase;
  readonly tasks: readonly Task[];
}

function isLast(steps: readonly WaitStep[], position: number, context: WaitContext): boolean {
  // At most one step has nothing but the Namespace of the destination.
  const following = steps.slice(position + 1, position + 3).filter(({ phase }) => phase !== "SyncFail");
  return following.every(({ tasks }) => tasks.every((task) => isDestination(task, context)));
}

function isHook(task: Task, context: WaitContext): boolean {
  const { resource } = task;
  return resource !== undefined && !isDestination(task, context) && context.behaviours[resource]?.role === "hook";
}

function isDestination({ resource, phase }: Task, { destination }: WaitContext): boolean {
  return destination !== undefined && resource === destination.resource && phase === destination.phase;
}
