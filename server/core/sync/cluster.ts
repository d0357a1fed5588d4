import type { Annotations } from "./annotations.ts";
import type { SyncResource } from "./resource.ts";
import { isClusterScoped } from "./scope.ts";
import type { Task } from "./sync-tasks.ts";

/** What Argo CD finds when it looks at an object; objects of kinds without a health check are `healthy`. */
export type Health = "healthy" | "degraded" | "progressing";

/** An object in the made-up cluster of a simulation. */
export interface LiveObject {
  /** `keyOf` it. */
  readonly key: string;
  /** The resource that was applied last; its name and namespace are those of the object. */
  readonly resource: Pick<SyncResource, "group" | "kind" | "namespace" | "name" | "annotations">;
  readonly health: Health;
  /** The task that applied it last in this sync; `undefined` if it was there before. */
  readonly appliedBy: Task | undefined;
  /** Whether Argo CD knows it as one of the application: not so the Namespace that `CreateNamespace=true` adds. */
  readonly isTracked: boolean;
  /** It has the hook finalizer, which Argo CD removes when the hook has finished: until then a deletion only marks it. */
  readonly isHeld: boolean;
  /** A deletion has marked it. */
  readonly isMarked: boolean;
}

/** A made-up cluster: objects by their keys. */
export type Cluster = Map<string, LiveObject>;

/**
 * What tells objects apart: `GROUP/KIND:NAMESPACE/NAME` with the namespace that they end up in.
 * Mirrors `GetResourceKey` in gitops-engine/pkg/utils/kube/kube.go.
 */
export function keyOf(
  { group, kind, namespace, name }: Pick<SyncResource, "group" | "kind" | "namespace" | "name">,
  destinationNamespace: string,
): string {
  const actual = isClusterScoped(group, kind) ? "" : namespace === "" ? destinationNamespace : namespace;
  return `${group}/${kind}:${actual}/${name}`;
}

/** An object that is in the cluster before a sync begins, as its manifest describes it: healthy, and of the application. */
export function liveObject(
  resource: LiveObject["resource"] & { readonly annotations: Annotations },
  destinationNamespace: string,
): LiveObject {
  const key = keyOf(resource, destinationNamespace);
  return { key, resource, health: "healthy", appliedBy: undefined, isTracked: true, isHeld: false, isMarked: false };
}

/** Deletes an object: at once, or, while its finalizer holds it, by a mark. Whether there was one to delete. */
export function deleteFrom(cluster: Cluster, key: string): "deleted" | "marked" | "missing" {
  const live = cluster.get(key);
  if (live === undefined) return "missing";
  if (live.isHeld) {
    cluster.set(key, { ...live, isMarked: true });
    return "marked";
  }
  cluster.delete(key);
  return "deleted";
}

/** Removes the hook finalizer from an object, which then vanishes if a deletion had marked it. Mirrors `removeHookFinalizer` in gitops-engine/pkg/sync/sync_context.go. */
export function release(cluster: Cluster, key: string): void {
  const live = cluster.get(key);
  if (live?.isHeld !== true) return;
  if (live.isMarked) cluster.delete(key);
  else cluster.set(key, { ...live, isHeld: false });
}
