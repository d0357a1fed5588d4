import { annotationKeys } from "../../sync/annotations.ts";
import type { AnnotationSpec } from "../annotation.ts";
import { integer } from "../values.ts";

/** Mirrors `Wave` in gitops-engine/pkg/sync/syncwaves/waves.go and `Weight` in gitops-engine/pkg/sync/hook/helm/weight.go. */
export const helmHookWeight: AnnotationSpec = {
  key: annotationKeys.helmHookWeight,
  summary: "Orders Helm hooks; Argo CD uses it as the sync wave.",
  details: `
Argo CD uses it on any resource, hook or not, if \`argocd.argoproj.io/sync-wave\` is absent or not a whole number.
`,
  value: integer,
  absent: "Wave 0, unless `argocd.argoproj.io/sync-wave` sets another one.",
  badValue: "A value that is not a whole number is ignored, so the resource is in wave 0.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.3",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks",
  mistakenFor: ["helm.sh/weight", "helm.sh/hook-weights"],
};
