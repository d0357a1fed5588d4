import type { Behaviour } from "./behaviour.ts";
import type { Phase } from "./phase.ts";
import type { Task } from "./sync-tasks.ts";

/**
 * What must happen before Argo CD continues after a step, or ends the sync: nothing more than the apply itself; all its hooks
 * finish; or its hooks finish and all its resources become healthy (those without a health check are healthy at once).
 */
export type StepWait = "nothing" | "hooks" | "everything";

/**
 * What Argo CD waits for after the step at `position`. The last step waits for nothing unless it has a hook. If the sync has a
 * single step, only its hooks are awaited. All SyncFail hooks start together, and Argo CD waits only after the last of them.
 * Mirrors `Sync` and `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go.
 */
export function waitAfter(
  steps: readonly { readonly phase: Phase; readonly tasks: readonly Task[] }[],
  position: number,
  behaviours: readonly Behaviour[],
): StepWait {
  const step = steps[position];
  if (step === undefined) return "nothing";
  if (step.phase === "SyncFail") return position === steps.length - 1 ? "hooks" : "nothing";
  const following = steps[position + 1];
  const isLast = following === undefined || following.phase === "SyncFail";
  if (isLast && !step.tasks.some((task) => isHook(task, behaviours))) return "nothing";
  return steps.length > 1 ? "everything" : "hooks";
}

function isHook({ resource }: Task, behaviours: readonly Behaviour[]): boolean {
  return resource !== undefined && behaviours[resource]?.role === "hook";
}
