import { annotationKeys } from "../../sync/annotations.ts";
import type { AnnotationSpec } from "../annotation.ts";
import { integer } from "../values.ts";

/**
 * Mirrors `Wave` in gitops-engine/pkg/sync/syncwaves/waves.go, `Less` in gitops-engine/pkg/sync/sync_tasks.go and `Sync` in
 * gitops-engine/pkg/sync/sync_context.go; for deletions `FilterObjectsForDeletion` in controller/sort_delete.go.
 */
export const syncWave: AnnotationSpec = {
  key: annotationKeys.syncWave,
  summary: "Orders the resource within its phase: lower waves are applied first.",
  details: `
Argo CD applies the next wave once every resource of the previous one is healthy; it waits for the last wave only if a hook runs in it.
Within a wave, resources are ordered by kind, then by name.
Waves of different phases are unrelated, and gaps between the numbers cost nothing.
Deletion and pruning start with the highest wave.
A Service is awaited only as a load balancer, and an Application only if somebody has added a health check for it.
Health checks that files of the workspace add are known: those in \`argocd-cm\`, in the values of the \`argo-cd\` chart and in an \`ArgoCD\` object of the operator.
`,
  value: integer,
  absent: "The weight in `helm.sh/hook-weight` if there is one, otherwise wave 0.",
  badValue: "A value that is not a whole number is ignored: the wave is the weight in `helm.sh/hook-weight`, or 0.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.1",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/",
  mistakenFor: [
    "argocd.argoproj.io/wave",
    "argocd.argoproj.io/sync-waves",
    "argocd.argoproj.io/syncwave",
    "argocd.argoproj.io/hook-weight",
    "argocd.argoproj.io/weight",
    "argocd.argoproj.io/hook-wave",
    "argocd.argoproj.io/wave-sync",
  ],
};
