import { type Annotations, annotationKeys, csvItems } from "./annotations.ts";
import { helmHookMeaning, helmSyncHookTypes, isHelmHook } from "./helm-hook.ts";

/** The items that Argo CD knows in `argocd.argoproj.io/hook`; case counts. */
export const hookTypes = ["PreSync", "Sync", "PostSync", "SyncFail", "Skip", "PreDelete", "PostDelete"] as const;

/** A type of hook. */
export type HookType = (typeof hookTypes)[number];

/** Whether `item` is a type of hook: case counts. */
export function isHookType(item: string): item is HookType {
  return (hookTypes as readonly string[]).includes(item);
}

/** A hook that runs when the application is deleted. */
export type DeletionHookType = "PreDelete" | "PostDelete";

// gitops-engine knows nothing of the two types of a deletion: they belong to the controller alone.
const isEngineType = (type: string): type is Exclude<HookType, DeletionHookType> =>
  isHookType(type) && type !== "PreDelete" && type !== "PostDelete";

/**
 * The types that count in a sync: the valid items of `argocd.argoproj.io/hook` without PreDelete and PostDelete, or where
 * there is none, what `helm.sh/hook` asks for. An unknown value counts as empty here: ask `hookState` first.
 * Mirrors `Types` in gitops-engine/pkg/sync/hook/hook.go.
 */
export function syncHookTypes(annotations: Annotations): readonly HookType[] {
  const types = csvItems(annotations.get(annotationKeys.hook)).filter(isEngineType);
  return types.length > 0 ? types : helmSyncHookTypes(annotations);
}

/** What the annotations make of a resource in a sync: applied as it is, a hook, left out by `Skip`, or not to be known before rendering. */
export type HookState = "not-a-hook" | "hook" | "skipped" | "unknown";

/**
 * Whether a resource is a hook. A hook may be without any valid type: Argo CD then never applies it.
 * Mirrors `IsHook` and `Skip` in gitops-engine/pkg/sync/hook/hook.go.
 */
export function hookState(annotations: Annotations): HookState {
  if (annotations.has(annotationKeys.hook)) return argoHookState(annotations);
  const helm = isHelmHook(annotations);
  if (helm === undefined) return "unknown";
  return helm ? "hook" : "not-a-hook";
}

function argoHookState(annotations: Annotations): HookState {
  const value = annotations.get(annotationKeys.hook);
  if (value === undefined) return "unknown";
  const own = csvItems(value).filter(isEngineType);
  // Helm's types count only where Argo CD's annotation has none that is valid.
  if (own.length === 0 && isHelmHook(annotations) === undefined) return "unknown";
  return own.length === 1 && own[0] === "Skip" ? "skipped" : "hook";
}

/**
 * Whether a resource is a hook of the application's deletion: any item of either annotation says so, whatever else is written.
 * An unknown value says nothing. Mirrors `isHookOfType` in controller/hook.go.
 */
export function isDeletionHook(annotations: Annotations, type: DeletionHookType): boolean {
  return (
    csvItems(annotations.get(annotationKeys.hook)).includes(type) ||
    csvItems(annotations.get(annotationKeys.helmHook)).some((item) => helmHookMeaning(item) === type)
  );
}
