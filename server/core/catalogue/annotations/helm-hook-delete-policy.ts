import { annotationKeys } from "../../sync/annotations.ts";
import { type HelmDeletePolicy, helmDeletePolicies, helmDeletePolicyMeaning } from "../../sync/delete-policy.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

/** Mirrors `DeletePolicies` in gitops-engine/pkg/sync/hook/delete_policy.go and in gitops-engine/pkg/sync/hook/helm/delete_policy.go. */
export const helmHookDeletePolicy: AnnotationSpec = {
  key: annotationKeys.helmHookDeletePolicy,
  summary: "Controls when a Helm hook is deleted; Argo CD maps the values to its own delete policies.",
  details: `
These policies are added to those of \`argocd.argoproj.io/hook-delete-policy\`, even on a resource with an Argo CD hook.
They depend on the outcome of the whole sync, not on that of the hook.
`,
  value: list("Helm delete policy", helmDeletePolicies.map(toItem)),
  absent: "`before-hook-creation`, unless Argo CD's own annotation sets a policy.",
  badValue: "Argo CD ignores policies that it does not know.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.3",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks",
  mistakenFor: ["helm.sh/hook-deletion-policy", "helm.sh/delete-policy"],
};

function toItem(value: HelmDeletePolicy): ItemSpec {
  return { value, summary: `Argo CD treats it as ${helmDeletePolicyMeaning(value) ?? "nothing"}.`, since: "1.3" };
}
