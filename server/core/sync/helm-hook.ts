import { type Annotations, annotationKeys, csvItems } from "./annotations.ts";
import type { HookType } from "./hook.ts";

/** The items that Helm itself knows in `helm.sh/hook`. */
export const helmHookTypes = [
  "pre-install",
  "post-install",
  "pre-upgrade",
  "post-upgrade",
  "pre-delete",
  "post-delete",
  "pre-rollback",
  "post-rollback",
  "test",
  "test-success",
  "test-failure",
  "crd-install",
] as const;

/** An item that Helm knows in `helm.sh/hook`. */
export type HelmHookType = (typeof helmHookTypes)[number];

const meanings: ReadonlyMap<string, HookType> = new Map<HelmHookType, HookType>([
  ["pre-install", "PreSync"],
  ["pre-upgrade", "PreSync"],
  ["post-install", "PostSync"],
  ["post-upgrade", "PostSync"],
  ["pre-delete", "PreDelete"],
  ["post-delete", "PostDelete"],
]);

/**
 * The hook type that Argo CD makes of one item of `helm.sh/hook`; `undefined` if Argo CD ignores the item.
 * Mirrors `hookTypes` in gitops-engine/pkg/sync/hook/helm/type.go and `hookTypeAnnotations` in controller/hook.go.
 */
export function helmHookMeaning(item: string): HookType | undefined {
  return meanings.get(item);
}

/**
 * Whether `helm.sh/hook` makes a hook of a resource: it is present, and its whole value is not `crd-install`.
 * `undefined` if the value is unknown. Mirrors `IsHook` in gitops-engine/pkg/sync/hook/helm/hook.go.
 */
export function isHelmHook(annotations: Annotations): boolean | undefined {
  if (!annotations.has(annotationKeys.helmHook)) return false;
  const value = annotations.get(annotationKeys.helmHook);
  return value === undefined ? undefined : value !== "crd-install";
}

/**
 * The hook types of a sync that `helm.sh/hook` asks for, without those of a deletion; duplicates are kept.
 * Mirrors `Types` in gitops-engine/pkg/sync/hook/helm/type.go.
 */
export function helmSyncHookTypes(annotations: Annotations): readonly HookType[] {
  return csvItems(annotations.get(annotationKeys.helmHook))
    .map(helmHookMeaning)
    .filter((type) => type === "PreSync" || type === "PostSync");
}
