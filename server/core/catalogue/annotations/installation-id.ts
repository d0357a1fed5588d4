import type { AnnotationSpec } from "../annotation.ts";
import { text } from "../values.ts";

export const installationId: AnnotationSpec = {
  key: "argocd.argoproj.io/installation-id",
  summary: "Says which Argo CD installation a resource belongs to; Argo CD writes it itself.",
  details: `
It keeps several installations that manage one cluster apart, and is written where \`installationID\` is set in the ConfigMap \`argocd-cm\`.
Never keep it in Git.
`,
  value: text("the `installationID` of the ConfigMap `argocd-cm`"),
  absent: "Argo CD writes it at the next sync, if its installation has an id.",
  badValue: "An installation of another id takes the object for one that it does not track.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD",
  writer: "Argo CD",
  since: "2.13",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/#installation-id",
};
