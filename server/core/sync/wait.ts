import type { Behaviour } from "./behaviour.ts";
import type { Phase } from "./phase.ts";
import type { Task } from "./sync-tasks.ts";

/**
 * What has to be done before Argo CD goes on after a step, or calls the sync done: nothing but the apply itself, the end of
 * the hooks in it, or that and the health of all resources in it (those without a health check count as healthy at once).
 */
export type StepWait = "nothing" | "hooks" | "everything";

/**
 * What Argo CD waits for after the step at `position`. The last step waits for nothing unless a hook is in it; hooks alone are
 * awaited where the sync has a single step; all SyncFail hooks start together, and only the last of them is followed by a wait.
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
