import type { AnnotationSpec } from "../annotation.ts";
import { boolean, words } from "../values.ts";

/** Mirrors `shouldHashManifest` in controller/cache/cache.go. */
export const ignoreResourceUpdates: AnnotationSpec = {
  key: "argocd.argoproj.io/ignore-resource-updates",
  summary: "Keeps updates of objects that Argo CD does not track from refreshing the application.",
  details: `
It works on objects that other resources create, such as the Jobs of a CronJob or the Pods of a Job, so put it into their templates.
On a resource that Argo CD itself deploys, it has no effect.
The ConfigMap \`argocd-cm\` sets the ignored fields, in \`resource.customizations.ignoreResourceUpdates\`.
`,
  value: boolean(
    words("2.13", {
      true: "Updates of the ignored fields do not refresh the application.",
      false: "Every update refreshes the application.",
    }),
  ),
  absent: "Every update of an untracked object refreshes the application.",
  badValue: "A value that is neither `true` nor `false` is treated as `false`.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "2.13",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/reconcile/#ignoring-updates-for-untracked-resources",
  mistakenFor: ["argocd.argoproj.io/ignore-resource-update"],
  reachesPods: true,
};
