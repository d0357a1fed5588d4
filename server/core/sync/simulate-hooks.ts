import type { DeletePolicy } from "./delete-policy.ts";
import type { SyncPlan } from "./plan.ts";
import type { SyncResource } from "./resource.ts";
import type { Outcome } from "./simulate.ts";
import type { Task } from "./sync-tasks.ts";

/** What the next sync does with an object that stays: deletes and recreates it, patches it, creates another one next to it, or it is unknown. */
export type NextRun = "recreated" | "patched" | "another" | "unknown";

/** What happens to the object of a hook when a sync ends. */
export interface HookEnd {
  /** The task that applied it last. */
  readonly task: Task;
  /** The policy that deletes it now; `undefined` if it stays. */
  readonly deletedBy: DeletePolicy | undefined;
  /** Why it stays; `undefined` if it is deleted. `running`: the sync has not finished. */
  readonly staysAs: "running" | "no policy" | "unknown policies" | undefined;
  /** `undefined` if nothing stays. */
  readonly next: NextRun | undefined;
}

/** How a sync ended: what its hooks depend on. */
export interface SyncEnd {
  readonly outcome: Outcome;
  /** It had failed before its SyncFail hooks ran. */
  readonly hasFailed: boolean;
  /** It failed because the API server refused a task. */
  readonly isRefused: boolean;
}

/**
 * What happens to the objects of hooks, in the order of their creation: policies depend on the outcome of the sync, not on that
 * of the hook. `applied` are the tasks that created an object.
 * Mirrors `deleteHooks` and its callers in gitops-engine/pkg/sync/sync_context.go, and `deleteBeforeCreation`,
 * `deleteOnPhaseSuccessful` and `deleteOnPhaseFailed` in gitops-engine/pkg/sync/sync_task.go.
 */
export function hookEnds(
  { plan, resources }: { readonly plan: SyncPlan; readonly resources: readonly SyncResource[] },
  applied: readonly Task[],
  end: SyncEnd,
): readonly HookEnd[] {
  const objects = new Map<string, HookEnd>();
  for (const task of applied) {
    const resource = task.resource === undefined ? undefined : resources[task.resource];
    const behaviour = task.resource === undefined ? undefined : plan.behaviours[task.resource];
    if (resource === undefined || behaviour?.role !== "hook") continue;
    const isGenerated = resource.name === "";
    // A hook in several phases has one object, unless its name is generated: that name contains the phase.
    const key = isGenerated ? `${task.resource} ${task.phase}` : String(task.resource);
    objects.set(key, { task, ...endOf(task, behaviour.deletePolicies, end), ...nextOf(resource, behaviour) });
  }
  return [...objects.values()].map((it) => (it.deletedBy === undefined ? it : { ...it, next: undefined }));
}

/**
 * The tasks that find the object of an earlier phase of their own hook, because no policy deletes it before they run.
 * `applied` are the tasks that were applied, in their order. Mirrors `deleteBeforeCreation` in gitops-engine/pkg/sync/sync_task.go.
 */
export function reusedObjects(
  { plan, resources }: { readonly plan: SyncPlan; readonly resources: readonly SyncResource[] },
  applied: readonly Task[],
): readonly Task[] {
  const made = new Set<number>();
  return applied.filter(({ resource: index }) => {
    if (index === undefined) return false;
    const isThere = made.has(index);
    made.add(index);
    const policies = plan.behaviours[index]?.deletePolicies ?? [];
    const isNamed = resources[index]?.name !== "";
    return isThere && isNamed && policies.length > 0 && !policies.includes("BeforeHookCreation");
  });
}

function endOf(task: Task, policies: readonly DeletePolicy[], end: SyncEnd): Pick<HookEnd, "deletedBy" | "staysAs"> {
  if (policies.length === 0) return { deletedBy: undefined, staysAs: "unknown policies" };
  const policy = policyAtEnd(task, end);
  if (policy === undefined) return { deletedBy: undefined, staysAs: "running" };
  return policies.includes(policy)
    ? { deletedBy: policy, staysAs: undefined }
    : { deletedBy: undefined, staysAs: "no policy" };
}

/** The policy that applies to a task when the sync ends, if any. */
function policyAtEnd(task: Task, { outcome, hasFailed, isRefused }: SyncEnd): DeletePolicy | undefined {
  if (outcome === "succeeded") return "HookSucceeded";
  if (outcome === "failed") return "HookFailed";
  // A SyncFail hook never finishes: hooks with HookFailed were deleted before it started, unless the API server refused a task.
  return hasFailed && !isRefused && task.phase !== "SyncFail" ? "HookFailed" : undefined;
}

function nextOf(
  { name }: Pick<SyncResource, "name">,
  { deletePolicies }: { readonly deletePolicies: readonly DeletePolicy[] },
): Pick<HookEnd, "next"> {
  if (name === "") return { next: "another" };
  if (deletePolicies.length === 0) return { next: "unknown" };
  return { next: deletePolicies.includes("BeforeHookCreation") ? "recreated" : "patched" };
}
