import type { SyncResource } from "./resource.ts";

/** Those that Argo CD gives to its hooks and takes away again, and those with which Kubernetes itself deletes in the foreground or not. */
const ownFinalizers: ReadonlySet<string> = new Set([
  "argocd.argoproj.io/hook-finalizer",
  "foregroundDeletion",
  "orphan",
]);

/**
 * The finalizers in a manifest that neither Argo CD nor Kubernetes takes care of: the object is gone only when a controller has removed
 * them. Mirrors `HookFinalizer` in gitops-engine/pkg/sync/hook/hook.go, the only one that a sync removes.
 */
export function foreignFinalizers({ finalizers = [] }: Pick<SyncResource, "finalizers">): readonly string[] {
  return finalizers.filter((finalizer) => !ownFinalizers.has(finalizer));
}
