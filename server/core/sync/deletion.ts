import { annotationKeys, hasOption, optionValue } from "./annotations.ts";
import { does } from "./behaviour-versions.ts";
import { foreignFinalizers } from "./finalizers.ts";
import type { PlanOptions } from "./plan.ts";
import { isCustomResourceDefinition, isNamespace, type SyncResource } from "./resource.ts";
import { protectionOf } from "./protection.ts";
import { isBuiltInGroup, isClusterScoped } from "./scope.ts";
import type { Planned } from "./sync-task.ts";

/** Why a resource stays in the cluster when the application is deleted. */
export type KeptBecause = "definition" | "resource-policy" | "option" | "application-option";

/**
 * What the deletion of an application does besides deleting batch after batch. Resources are named by their index, in their order.
 * Mirrors `finalizeApplicationDeletion` in controller/appcontroller.go, and `executeHooks` and `cleanupHooks` in controller/hook.go.
 */
export interface Deletion {
  /** They are created at once, before anything is deleted. */
  readonly preDelete: readonly number[];
  /** They are created at once when everything else is gone. */
  readonly postDelete: readonly number[];
  /** What syncs apply and the deletion leaves alone. */
  readonly kept: ReadonlyMap<number, KeptBecause>;
  /** What the deletion would leave alone, but Kubernetes deletes with its Namespace. */
  readonly lost: readonly number[];
  /** Nothing at all is deleted before somebody has approved the deletion of these. */
  readonly unapproved: readonly number[];
  /** What is deleted, but gone only when its finalizers are. */
  readonly held: readonly number[];
  /** The PostDelete hooks that stay in the cluster, because nothing deletes them after they have succeeded. */
  readonly left: readonly number[];
  /** The PostDelete hooks whose Namespace is deleted before they can be created in it: the deletion never ends. */
  readonly homeless: readonly number[];
}

/** What the deletion of an application does. Never throws. */
export function deletionOf({ plan, resources }: Planned, options: PlanOptions): Deletion {
  const replaced = new Set(plan.overridden.map(({ resource }) => resource));
  const hooks = (type: "preDelete" | "postDelete"): readonly number[] =>
    [...plan.behaviours.keys()].filter((index) => plan.behaviours[index]?.[type] === true && !replaced.has(index));
  const deleted = new Set(plan.deletion.flat());
  const postDelete = hooks("postDelete");
  const kept = keptOf({ plan, resources }, deleted, replaced);
  const isHomeless = homelessIn(resources, deleted, options);
  // A custom kind may have no namespace, whatever its manifest says.
  const lost = [...kept.keys()].filter((index) => isHomeless(index) && isBuiltInGroup(resources[index]?.group ?? ""));
  return {
    preDelete: hooks("preDelete"),
    postDelete,
    kept: new Map([...kept].filter(([index]) => !lost.includes(index))),
    lost,
    unapproved: indicesOf(resources, deleted, (resource) => needsApproval(resource, options)),
    held: indicesOf(resources, deleted, (resource) => foreignFinalizers(resource).length > 0),
    left: postDelete.filter((index) => {
      const policies = plan.behaviours[index]?.deletePolicies ?? [];
      return policies.length > 0 && !policies.includes("HookSucceeded");
    }),
    homeless: postDelete.filter(isHomeless),
  };
}

/**
 * Whether the deletion of an application asks somebody to approve that of a resource: `Prune=confirm` says so too.
 * Mirrors `isObjRequiresDeletionConfirmation` in controller/state.go.
 */
function needsApproval(
  { annotations }: Pick<SyncResource, "annotations">,
  { defaultDelete, syncOptions = [], version }: Pick<PlanOptions, "defaultDelete" | "syncOptions" | "version">,
): boolean {
  if (protectionOf(annotations, "Delete", { fallback: defaultDelete, version }) === "confirm") return true;
  if (!does("Prune=confirm in a deletion", version)) return false;
  const fallback = syncOptions.find((option) => option.startsWith("Prune="))?.slice("Prune=".length);
  return protectionOf(annotations, "Prune", { fallback, version }) === "confirm";
}

function indicesOf(
  resources: readonly SyncResource[],
  among: ReadonlySet<number>,
  isOne: (resource: SyncResource) => boolean,
): readonly number[] {
  return [...resources.entries()].flatMap(([index, it]) => (among.has(index) && isOne(it) ? [index] : []));
}

/** Mirrors `shouldBeDeleted` in controller/appcontroller.go. */
function keptOf(
  { plan, resources }: Planned,
  deleted: ReadonlySet<number>,
  replaced: ReadonlySet<number>,
): ReadonlyMap<number, KeptBecause> {
  const kept = new Map<number, KeptBecause>();
  for (const [index, resource] of resources.entries()) {
    if (plan.behaviours[index]?.role !== "resource" || deleted.has(index) || replaced.has(index)) continue;
    const { annotations } = resource;
    if (isCustomResourceDefinition(resource)) kept.set(index, "definition");
    else if (hasOption(annotations, annotationKeys.helmResourcePolicy, "keep")) kept.set(index, "resource-policy");
    else {
      const own = optionValue(annotations, annotationKeys.syncOptions, "Delete");
      kept.set(index, own === undefined ? "application-option" : "option");
    }
  }
  return kept;
}

/** Whether the Namespace of a resource is deleted. */
function homelessIn(
  resources: readonly SyncResource[],
  deleted: ReadonlySet<number>,
  { namespace: destination }: PlanOptions,
): (index: number) => boolean {
  const gone = new Set(
    [...deleted].flatMap((index) => {
      const resource = resources[index];
      return resource !== undefined && isNamespace(resource) ? [resource.name] : [];
    }),
  );
  return (index) => {
    const resource = resources[index];
    if (resource === undefined || isClusterScoped(resource.group, resource.kind)) return false;
    return gone.has(resource.namespace === "" ? destination : resource.namespace);
  };
}
