import type { AnnotationSpec } from "../annotation.ts";
import { onlyTrue, words } from "../values.ts";

/** Mirrors `setApplicationHealth` in controller/health.go; `Sync` in gitops-engine/pkg/sync/sync_context.go does not read it. */
export const ignoreHealthcheck: AnnotationSpec = {
  key: "argocd.argoproj.io/ignore-healthcheck",
  summary: "Leaves the health of the resource out of the health of the application.",
  details: `
The value must be exactly \`true\`.
It works only on resources that the application itself deploys, not on those that they create.
Argo CD reads it from the object in the cluster, so it takes effect with the next sync.
A sync still waits until the resource is healthy, if something comes after its wave.
`,
  value: onlyTrue(
    words("2.14", { true: "The health of the resource does not affect the application; a sync still waits for it." }),
  ),
  absent: "The health of the resource affects the application.",
  badValue: "Any value other than `true` is ignored, so the health of the resource affects the application.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "2.14",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#ignoring-child-resource-health-check-in-applications",
  mistakenFor: ["argocd.argoproj.io/ignore-health-check", "argocd.argoproj.io/ignore-health"],
};
