import type { AnnotationSpec } from "../annotation.ts";
import { text } from "../values.ts";

/** Mirrors `getAppInstanceValue` and `SetAppInstance` in util/argo/resource_tracking.go. */
export const installationId: AnnotationSpec = {
  key: "argocd.argoproj.io/installation-id",
  summary: "Says which Argo CD installation a resource belongs to; Argo CD writes it itself.",
  details: `
It keeps apart several installations that manage the same cluster, and is written if the ConfigMap \`argocd-cm\` sets \`installationID\`.
Do not commit it to Git.
`,
  value: text("the `installationID` from the ConfigMap `argocd-cm`"),
  absent: "Argo CD writes it at the next sync if its installation has an ID.",
  badValue: "An installation with another ID treats the object as untracked.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD",
  writer: "Argo CD",
  since: "2.13",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/#installation-id",
};
