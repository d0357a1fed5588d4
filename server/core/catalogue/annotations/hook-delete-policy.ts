import { annotationKeys } from "../../sync/annotations.ts";
import { type DeletePolicy, deletePolicies } from "../../sync/delete-policy.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

const words: Readonly<Record<DeletePolicy, Omit<ItemSpec, "value">>> = {
  BeforeHookCreation: {
    summary: "Deletes what is left of the hook's last run just before the hook is created again. The default.",
    since: "1.3",
  },
  HookSucceeded: {
    summary: "Deletes the hook at the end of a successful sync, not when the hook itself finishes.",
    since: "1.0",
  },
  HookFailed: {
    summary: "Deletes the hook when the sync has failed, even if the hook itself succeeded.",
    since: "1.0",
  },
};

/**
 * Mirrors `DeletePolicies` in gitops-engine/pkg/sync/hook/delete_policy.go, `Sync` in gitops-engine/pkg/sync/sync_context.go and `cleanupHooks` in controller/hook.go.
 */
export const hookDeletePolicy: AnnotationSpec = {
  key: annotationKeys.hookDeletePolicy,
  summary: "Controls when Argo CD deletes a hook.",
  details: `
The policies depend on the outcome of the whole sync, not on that of the hook.
Listing HookSucceeded or HookFailed turns off the default: a Job that no policy deletes stays, and the next sync patches it instead of running it again.
\`BeforeHookCreation,HookSucceeded\` is right for most hooks.
The policies of \`helm.sh/hook-delete-policy\` are added to these.
PreDelete and PostDelete hooks follow the deletion of the application instead: a PostDelete hook stays unless HookSucceeded is among its policies.
`,
  value: list(
    "delete policy",
    deletePolicies.map((value) => ({ value, ...words[value] })),
  ),
  absent: "`BeforeHookCreation`: the hook stays until the next sync recreates it.",
  badValue:
    "Argo CD ignores delete policies that it does not know; if none is left, the default `BeforeHookCreation` applies.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.0",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#hook-lifecycle-and-cleanup",
  mistakenFor: [
    "argocd.argoproj.io/hook-deletion-policy",
    "argocd.argoproj.io/hooks-delete-policy",
    "argocd.argoproj.io/hook-delete-policies",
    "argocd.argoproj.io/delete-policy",
    "argocd.argoproj.io/deletion-policy",
  ],
};
