import { type Annotations, annotationKeys, csvItems } from "./annotations.ts";

/** The items that Argo CD knows in `argocd.argoproj.io/hook-delete-policy`; case matters. */
export const deletePolicies = ["BeforeHookCreation", "HookSucceeded", "HookFailed"] as const;

/** When Argo CD deletes a hook. */
export type DeletePolicy = (typeof deletePolicies)[number];

/** The policy of a hook that has no valid one. */
export const defaultDeletePolicy: DeletePolicy = "BeforeHookCreation";

/** The items that Helm and Argo CD know in `helm.sh/hook-delete-policy`. */
export const helmDeletePolicies = ["before-hook-creation", "hook-succeeded", "hook-failed"] as const;

/** An item that Helm knows in `helm.sh/hook-delete-policy`. */
export type HelmDeletePolicy = (typeof helmDeletePolicies)[number];

const helmMeanings: ReadonlyMap<string, DeletePolicy> = new Map<HelmDeletePolicy, DeletePolicy>([
  ["before-hook-creation", "BeforeHookCreation"],
  ["hook-succeeded", "HookSucceeded"],
  ["hook-failed", "HookFailed"],
]);

/** Whether `item` is a delete policy; case matters. */
export function isDeletePolicy(item: string): item is DeletePolicy {
  return (deletePolicies as readonly string[]).includes(item);
}

/**
 * The policy that Argo CD makes of one item of `helm.sh/hook-delete-policy`, `undefined` for an item that it ignores.
 * Mirrors `hookDeletePolicies` in gitops-engine/pkg/sync/hook/helm/delete_policy.go.
 */
export function helmDeletePolicyMeaning(item: string): DeletePolicy | undefined {
  return helmMeanings.get(item);
}

/**
 * The policies written in either annotation, in alphabetical order, without duplicates and without the default.
 * `undefined` if one of the two values is unknown. Mirrors `DeletePolicies` in gitops-engine/pkg/sync/hook/delete_policy.go.
 */
export function writtenDeletePolicies(annotations: Annotations): readonly DeletePolicy[] | undefined {
  const keys = [annotationKeys.hookDeletePolicy, annotationKeys.helmHookDeletePolicy];
  if (keys.some((key) => annotations.has(key) && annotations.get(key) === undefined)) return undefined;
  const own = csvItems(annotations.get(annotationKeys.hookDeletePolicy)).filter(isDeletePolicy);
  const helm = csvItems(annotations.get(annotationKeys.helmHookDeletePolicy)).map(helmDeletePolicyMeaning);
  return [...new Set([...own, ...helm])].filter((policy) => policy !== undefined).sort();
}
