import { annotationKeys, hasOption } from "./annotations.ts";
import { does } from "./behaviour-versions.ts";
import { keyOf, type LiveObject } from "./cluster.ts";
import type { DeletePolicy } from "./delete-policy.ts";
import type { Phase } from "./phase.ts";
import type { SyncPlan } from "./plan.ts";
import { isCustomResourceDefinition, isNamespace, type SyncResource } from "./resource.ts";
import type { SyncSettings } from "./settings.ts";
import type { Task } from "./sync-tasks.ts";

/** What is synced: a plan, and the resources that it was made from. */
export interface Planned {
  readonly plan: SyncPlan;
  readonly resources: readonly SyncResource[];
}

/** What one sync does with one resource in one phase. Mirrors `syncTask` in gitops-engine/pkg/sync/sync_task.go. */
export interface SyncTask {
  /** The task of the plan. */
  readonly task: Task;
  /** What it applies, with the name that the object gets. */
  readonly resource: LiveObject["resource"];
  /** The key of its object in the cluster. */
  readonly object: string;
  /** The key of its result. */
  readonly result: string;
  readonly isHook: boolean;
  readonly policies: readonly DeletePolicy[];
  /** The Namespace that the application is deployed to. */
  readonly isDestination: boolean;
  /** The sync itself adds it: `CreateNamespace=true`. */
  readonly isAdded: boolean;
  /** An object that is there is deleted and created again: `Replace=true` with `Force=true`. */
  readonly isForced: boolean;
  /** An object that is there is deleted and created again only if the cluster refuses the change: `Force=true` alone. */
  readonly isForcedIfRefused: boolean;
}

/**
 * The task of a sync for a task of the plan. `run` names the sync: a generated name ends differently in each of them.
 * Mirrors `getSyncTasks`, `applyObject` and `shouldUseServerSideApply` in gitops-engine/pkg/sync/sync_context.go, and `newApplyOptions` in
 * gitops-engine/pkg/utils/kube/resource_ops.go, which has kubectl force an apply.
 */
export function syncTask(
  task: Task,
  { plan, resources }: Planned,
  { namespace, replace, serverSideApply, version }: SyncSettings,
  run: string,
): SyncTask {
  const declared = task.resource === undefined ? undefined : resources[task.resource];
  const behaviour = task.resource === undefined ? undefined : plan.behaviours[task.resource];
  const isHook = behaviour?.role === "hook";
  const resource =
    declared === undefined
      ? addedNamespace(namespace)
      : withName(declared, isHook ? `REV-${task.phase.toLowerCase()}-${run}` : undefined);
  const option = (text: string): boolean => hasOption(resource.annotations, annotationKeys.syncOptions, text);
  const [force, replaces] = [option("Force=true"), replace || option("Replace=true")];
  // Server-side apply sends its patch and hears the answer of the cluster: kubectl deletes nothing then.
  const isServerSide = (serverSideApply || option("ServerSideApply=true")) && !option("ServerSideApply=false");
  return {
    task,
    resource,
    object: keyOf(resource, namespace),
    result: declared === undefined ? resultKey(resource, "", task.phase) : resultKey(resource, namespace, task.phase),
    isHook,
    policies: behaviour?.deletePolicies ?? [],
    isDestination: namespace !== "" && isNamespace(resource) && resource.name === namespace,
    isAdded: declared === undefined,
    isForced:
      does("force option", version) &&
      force &&
      replaces &&
      !isCustomResourceDefinition(resource) &&
      resource.kind !== "Namespace",
    isForcedIfRefused: does("force option", version) && force && !replaces && !isServerSide,
  };
}

/**
 * Under which key Argo CD keeps the result of a task. An object that is pruned has the key that a hook with its name has in the
 * Sync phase, unless it is cluster-scoped: only what is applied is given a namespace, whatever its kind.
 * Mirrors `resultKey` in gitops-engine/pkg/sync/sync_task.go.
 */
export function resultKey(
  { group, kind, namespace, name }: LiveObject["resource"],
  destinationNamespace: string,
  phase: Phase,
): string {
  return `${group}/${kind}/${namespace === "" ? destinationNamespace : namespace}/${name}:${phase}`;
}

function addedNamespace(name: string): LiveObject["resource"] {
  return { group: "", kind: "Namespace", namespace: "", name, annotations: new Map() };
}

/** Argo CD names hooks itself; other resources, the API server does. */
function withName(resource: SyncResource, hookEnding: string | undefined): LiveObject["resource"] {
  if (resource.name !== "") return resource;
  return { ...resource, name: hookEnding === undefined ? "" : `${resource.generateName}${hookEnding}` };
}
