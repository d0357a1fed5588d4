import { annotationKeys } from "../../sync/annotations.ts";
import type { AnnotationSpec } from "../annotation.ts";
import { integer } from "../values.ts";

export const syncWave: AnnotationSpec = {
  key: annotationKeys.syncWave,
  summary: "Orders the resource inside its phase: lower waves are applied first.",
  details: `
Argo CD applies the next wave when every resource of the one before is healthy; after the last wave it waits only for hooks.
Inside one wave the kind decides, then the name.
Waves of different phases have nothing to do with each other, and gaps between the numbers cost nothing.
On deletion and pruning the highest wave goes first.
`,
  value: integer,
  absent: "The weight in `helm.sh/hook-weight` if there is one, else wave 0.",
  badValue: "A value that is not a whole number is ignored: the weight in `helm.sh/hook-weight` counts, else wave 0.",
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
