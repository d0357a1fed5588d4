import { annotationKeys } from "../../sync/annotations.ts";
import { type HelmDeletePolicy, helmDeletePolicies, helmDeletePolicyMeaning } from "../../sync/delete-policy.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

export const helmHookDeletePolicy: AnnotationSpec = {
  key: annotationKeys.helmHookDeletePolicy,
  summary: "Says when a Helm hook is deleted; Argo CD reads it as delete policies of its own.",
  details: `
The policies are added to those of \`argocd.argoproj.io/hook-delete-policy\`, also on a resource that has an Argo CD hook.
They follow the outcome of the whole sync, not that of the hook.
`,
  value: list("Helm delete policy", helmDeletePolicies.map(toItem)),
  absent: "`before-hook-creation`, unless Argo CD's own annotation names a policy.",
  badValue: "A policy that Argo CD does not know is ignored.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.1",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks",
  mistakenFor: ["helm.sh/hook-deletion-policy", "helm.sh/delete-policy"],
};

function toItem(value: HelmDeletePolicy): ItemSpec {
  return { value, summary: `Argo CD reads it as ${helmDeletePolicyMeaning(value) ?? "nothing"}.`, since: "1.3" };
}
