import { annotationKeys } from "../../sync/annotations.ts";
import { type HelmHookType, helmHookTypes, helmHookMeaning } from "../../sync/helm-hook.ts";
import type { AnnotationSpec, ItemSpec } from "../annotation.ts";
import { list } from "../values.ts";

const since: Readonly<Partial<Record<HelmHookType, string>>> = { "pre-delete": "3.3", "post-delete": "2.10" };

export const helmHook: AnnotationSpec = {
  key: annotationKeys.helmHook,
  summary: "Makes the resource a Helm hook, which Argo CD runs as a hook of its own.",
  details: `
Argo CD renders a chart with \`helm template\` and maps the hooks to its own: installing and upgrading are one and the same to it.
Where \`argocd.argoproj.io/hook\` names a valid hook type as well, that one counts.
A resource whose only hooks are tests or rollbacks is never applied by Argo CD.
`,
  value: list("Helm hook", helmHookTypes.map(toItem)),
  absent: "The resource is no Helm hook.",
  badValue: "A Helm hook that Argo CD does not map is ignored; with none left the resource is never applied.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.1",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks",
  mistakenFor: ["helm.sh/hooks", "helm.sh/hook-type"],
};

function toItem(value: HelmHookType): ItemSpec {
  return { value, summary: summaryOf(value), since: since[value] ?? "1.1" };
}

function summaryOf(value: HelmHookType): string {
  if (value === "crd-install") return "Alone, it leaves the resource a normal one, applied in the Sync phase.";
  const type = helmHookMeaning(value);
  return type === undefined ? "Argo CD ignores it." : `Argo CD runs it as ${type}.`;
}
