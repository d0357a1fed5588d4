import type { AnnotationSpec } from "../annotation.ts";
import { boolean, words } from "../values.ts";

/** Mirrors `canProcessApp` in controller/appcontroller.go and `IsManagedCluster` in controller/sharding/cache.go. */
export const skipReconcile: AnnotationSpec = {
  key: "argocd.argoproj.io/skip-reconcile",
  summary: "Makes Argo CD leave an application alone: it neither compares nor syncs it.",
  details: `
On the Secret of a cluster, it applies to every application that is deployed there.
Such an application shows its last state, and is not deleted while the annotation is there.
`,
  value: boolean(
    words("2.7", { true: "Argo CD leaves the application alone.", false: "Argo CD manages the application as usual." }),
  ),
  absent: "Argo CD manages the application as usual.",
  badValue: "A value that is neither `true` nor `false` is treated as `false`.",
  readOn: ["Application", "Secret"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "2.7",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/skip_reconcile/",
  mistakenFor: ["argocd.argoproj.io/skip-reconciliation", "argocd.argoproj.io/skip-reconciling"],
};
