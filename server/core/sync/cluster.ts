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
  /** It has been deleted, and a finalizer keeps it. */
  readonly isDeleting?: true;
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

/** The keys of objects. */
export function keysOf(objects: readonly Pick<LiveObject, "key">[]): ReadonlySet<string> {
  return new Set(objects.map(({ key }) => key));
}

/** An object that is in the cluster before a sync begins, as its manifest describes it: healthy, and of the application. */
export function liveObject(
  resource: LiveObject["resource"] & { readonly annotations: Annotations },
  destinationNamespace: string,
): LiveObject {
  const key = keyOf(resource, destinationNamespace);
  return { key, resource, health: "healthy", appliedBy: undefined, isTracked: true };
}
