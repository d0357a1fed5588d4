import { foreignFinalizers } from "./finalizers.ts";
import { type HealthContext, healthCheckOf } from "./health.ts";
import { hookState } from "./hook.ts";
import type { MissingKind } from "./missing-kind.ts";
import type { SyncResource } from "./resource.ts";
import type { Task } from "./sync-tasks.ts";

/**
 * How a task fails: the API server refuses it, its hook fails or its resource becomes Degraded, or it never finishes or becomes healthy;
 * the cluster does not know its kind (`missing-kind`); or, in a later sync, a field has changed that cannot change (`immutable`), or a
 * finalizer keeps the object of a hook from being deleted (`stuck`).
 */
export type FailureMode = "refused" | "fails" | "hangs" | "missing-kind" | "immutable" | "stuck";

/** What goes wrong in a sync. The task is one of the plan itself, not a copy. */
export interface Failure {
  readonly task: Task;
  /** `invalid`: the dry run before the sync refuses it. */
  readonly mode: FailureMode | "invalid";
  /** Its own options make it happen in every sync: nobody has asked about it. */
  readonly isCertain?: true;
}

/**
 * How a resource can fail, the most interesting first: what its health check never finds comes after what it does, as only a check that
 * somebody has added finds it. `undefined` is the Namespace that the sync itself creates.
 */
export function failureModes(
  resource: SyncResource | undefined,
  missingKind: MissingKind,
  context: HealthContext,
): readonly FailureMode[] {
  if (resource === undefined) return ["refused"];
  const check = healthCheckOf(resource, context);
  const degrades = check.is !== "known" || check.known.degrades !== false;
  return [
    ...(check.is === "none" ? [] : degrades ? (["fails", "hangs"] as const) : (["hangs"] as const)),
    "refused",
    ...(degrades ? [] : (["fails"] as const)),
    ...(missingKind === "stops" || missingKind === "skipped" ? (["missing-kind"] as const) : []),
    ...(hasImmutableFields(resource) ? (["immutable"] as const) : []),
    ...(canBeStuck(resource) ? (["stuck"] as const) : []),
  ];
}

/**
 * Kinds of which people change fields that Kubernetes does not let them change: the template of a Job, most of a StatefulSet, a claim or a
 * Pod, the selector of other workloads, the role of a binding, nearly all of a StorageClass. Mirrors `ValidateJobUpdate`,
 * `ValidateStatefulSetUpdate` and their like in pkg/apis of Kubernetes.
 */
const immutable: ReadonlySet<string> = new Set([
  "/PersistentVolumeClaim",
  "/Pod",
  "apps/DaemonSet",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "batch/Job",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "rbac.authorization.k8s.io/RoleBinding",
  "storage.k8s.io/StorageClass",
]);

function hasImmutableFields({ group, kind }: Pick<SyncResource, "group" | "kind">): boolean {
  return immutable.has(`${group}/${kind}`);
}

/** A hook with a finalizer of its own, whose object a later sync meets again. */
function canBeStuck(resource: SyncResource): boolean {
  return resource.name !== "" && hookState(resource.annotations) === "hook" && foreignFinalizers(resource).length > 0;
}
