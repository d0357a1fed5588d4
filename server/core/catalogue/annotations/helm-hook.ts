import { annotationKeys } from "../../sync/annotations.ts";
import { type HelmHookType, helmHookTypes, helmHookMeaning } from "../../sync/helm-hook.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

const since: Readonly<Partial<Record<HelmHookType, string>>> = { "pre-delete": "3.3", "post-delete": "2.10" };

/** Mirrors `IsHook` and `Types` in gitops-engine/pkg/sync/hook/helm/hook.go and type.go, and `isHookOfType` in controller/hook.go. */
export const helmHook: AnnotationSpec = {
  key: annotationKeys.helmHook,
  summary: "Makes the resource a Helm hook, which Argo CD runs as one of its own hooks.",
  details: `
Argo CD renders a chart with \`helm template\` and maps Helm hooks to its own; an install and an upgrade are the same to it.
If \`argocd.argoproj.io/hook\` has a valid hook type too, Argo CD uses that one; it reads PreDelete and PostDelete from both.
Before Argo CD 3.4, \`pre-delete\` and \`post-delete\` have no effect beside other Helm hooks.
Argo CD never applies a resource whose only hooks are tests or rollbacks.
`,
  value: list("Helm hook", helmHookTypes.map(toItem)),
  absent: "The resource is not a Helm hook.",
  badValue: "Argo CD ignores Helm hooks that it cannot map; if none is left, it never applies the resource.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.3",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks",
  mistakenFor: ["helm.sh/hooks", "helm.sh/hook-type"],
};

function toItem(value: HelmHookType): ItemSpec {
  return { value, summary: summaryOf(value), since: since[value] ?? "1.3" };
}

function summaryOf(value: HelmHookType): string {
  if (value === "crd-install") {
    return "On its own, it leaves a normal resource, which is applied in the Sync phase. Helm 3 leaves it out of a chart.";
  }
  const type = helmHookMeaning(value);
  return type === undefined ? "Argo CD ignores it." : `Argo CD runs it as a ${type} hook.`;
}
