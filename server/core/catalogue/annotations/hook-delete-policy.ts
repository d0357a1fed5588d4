import { annotationKeys } from "../../sync/annotations.ts";
import { type DeletePolicy, deletePolicies } from "../../sync/delete-policy.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

const words: Readonly<Record<DeletePolicy, Omit<ItemSpec, "value">>> = {
  BeforeHookCreation: {
    summary: "Deletes what is left of the hook's last run just before it is created again. The default.",
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

export const hookDeletePolicy: AnnotationSpec = {
  key: annotationKeys.hookDeletePolicy,
  summary: "Says when Argo CD deletes a hook.",
  details: `
The policies follow the outcome of the whole sync, not that of the hook.
Listing HookSucceeded or HookFailed turns the default off: a Job that failed stays, and the next sync patches it instead of running it anew.
\`BeforeHookCreation,HookSucceeded\` is what most hooks want.
The policies of \`helm.sh/hook-delete-policy\` are added to these.
`,
  value: list(
    "delete policy",
    deletePolicies.map((value) => ({ value, ...words[value] })),
  ),
  absent: "`BeforeHookCreation`: the hook stays until the next sync creates it again.",
  badValue:
    "A policy that Argo CD does not know is ignored; with no valid one left the default `BeforeHookCreation` holds.",
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
