import type { ArgoCdVersion } from "../versions.ts";
import { type Annotations, annotationKeys, csvItems } from "./annotations.ts";
import { does } from "./behaviour-versions.ts";
import { helmHookMeaning, helmSyncHookTypes, isHelmHook } from "./helm-hook.ts";

/** The items that Argo CD knows in `argocd.argoproj.io/hook`; case matters. */
export const hookTypes = ["PreSync", "Sync", "PostSync", "SyncFail", "Skip", "PreDelete", "PostDelete"] as const;

/** The kinds that do something and come to an end, so that it matters when they run; others are only applied. */
export const runningKinds: ReadonlySet<string> = new Set(["Job", "Pod", "Workflow"]);

/** A type of hook. */
export type HookType = (typeof hookTypes)[number];

/** Whether `item` is a hook type; case matters. */
export function isHookType(item: string): item is HookType {
  return (hookTypes as readonly string[]).includes(item);
}

/** A hook that runs when the application is deleted. */
export type DeletionHookType = "PreDelete" | "PostDelete";

// gitops-engine does not know the two types of a deletion: only the controller does.
const isEngineType = (type: string): type is Exclude<HookType, DeletionHookType> =>
  isHookType(type) && type !== "PreDelete" && type !== "PostDelete";

/**
 * The types that a sync uses: the valid items of `argocd.argoproj.io/hook` without PreDelete and PostDelete or, if there are
 * none, the types that `helm.sh/hook` asks for. An unknown value is treated as empty: check `hookState` first.
 * Mirrors `Types` in gitops-engine/pkg/sync/hook/hook.go.
 */
export function syncHookTypes(annotations: Annotations): readonly HookType[] {
  const types = csvItems(annotations.get(annotationKeys.hook)).filter(isEngineType);
  return types.length > 0 ? types : helmSyncHookTypes(annotations);
}

/** What the annotations make of a resource in a sync: a normal resource, a hook, skipped by `Skip`, or unknown before rendering. */
export type HookState = "not-a-hook" | "hook" | "skipped" | "unknown";

/**
 * Whether a resource is a hook. A hook may have no valid type: Argo CD then never applies it.
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
  // Helm's types apply only if Argo CD's annotation has no valid one.
  if (own.length === 0 && isHelmHook(annotations) === undefined) return "unknown";
  return own.length === 1 && own[0] === "Skip" ? "skipped" : "hook";
}

/**
 * Whether a resource is a hook of the application's deletion: one item of either annotation is enough.
 * An unknown value is treated as empty. Mirrors `isHookOfType` in controller/hook.go.
 */
export function isDeletionHook(annotations: Annotations, type: DeletionHookType, version?: ArgoCdVersion): boolean {
  if (!does(`${type} hooks`, version)) return false;
  const itemsOf = (key: string): readonly string[] => {
    const value = annotations.get(key);
    return does("listed deletion hooks", version) ? csvItems(value) : [value ?? ""];
  };
  return (
    itemsOf(annotationKeys.hook).includes(type) ||
    itemsOf(annotationKeys.helmHook).some((item) => helmHookMeaning(item) === type)
  );
}
