import { annotationKeys, hasOption } from "./annotations.ts";
import { isCustomResourceDefinition, type SyncResource } from "./resource.ts";
import { isBuiltInGroup } from "./scope.ts";
import type { Planned } from "./sync-task.ts";

/**
 * What a cluster that does not know a kind means for a resource of it: every cluster knows the kind (`built-in`), the sync brings its
 * definition (`defined`), the sync still begins and the cluster refuses the resource unless something has brought the kind by then
 * (`skipped`), or the sync fails before it applies anything (`stops`).
 */
export type MissingKind = "built-in" | "defined" | "skipped" | "stops";

/** The option that lets a sync begin although the cluster does not know a kind. */
const skipOption = "SkipDryRunOnMissingResource=true";

/**
 * What it means for each resource that the cluster does not know its kind. A definition counts wherever the sync applies it, as a hook and
 * in a later wave too, and even where the hook type `Skip` keeps it from being applied; one that the sync ignores does not, nor one that
 * only the deletion of the application applies. `syncOptions` are those of the application.
 * Mirrors `getSyncTasks` and `hasCRDOfGroupKind` in gitops-engine/pkg/sync/sync_context.go, `splitHooks` in
 * gitops-engine/pkg/sync/reconcile.go and `partitionTargetObjsForSync` in controller/state.go.
 */
export function missingKinds(
  planned: Planned,
  syncOptions: readonly string[],
): (resource: SyncResource) => MissingKind {
  const defined = definedKinds(planned);
  const skipsAll = syncOptions.includes(skipOption);
  return (resource) => {
    const { group, kind, annotations } = resource;
    if (isBuiltInGroup(group) || isArgoCds(resource)) return "built-in";
    if (defined.has(`${group}/${kind}`)) return "defined";
    return skipsAll || hasOption(annotations, annotationKeys.syncOptions, skipOption) ? "skipped" : "stops";
  };
}

/** The kinds, as `GROUP/KIND`, whose definitions are among what a sync looks at. */
function definedKinds({ plan, resources }: Planned): ReadonlySet<string> {
  const ignored = new Set(plan.overridden.map(({ resource }) => resource));
  return new Set(
    resources.flatMap((resource, index) => {
      const role = plan.behaviours[index]?.role;
      const isLeftOut = role === "dropped" || role === "deletion-hook" || ignored.has(index);
      if (isLeftOut || resource.crd === undefined || !isCustomResourceDefinition(resource)) return [];
      return [`${resource.crd.group}/${resource.crd.kind}`];
    }),
  );
}

/** The kinds that come with Argo CD itself; who deploys them does so where it runs. */
function isArgoCds({ group, kind }: SyncResource): boolean {
  return group === "argoproj.io" && (kind === "Application" || kind === "AppProject" || kind === "ApplicationSet");
}
