import type { AnnotationSpec } from "../annotation.ts";
import { pattern } from "../values.ts";

/** Mirrors `SetAppInstance` and `ParseAppInstanceValue` in util/argo/resource_tracking.go. */
export const trackingId: AnnotationSpec = {
  key: "argocd.argoproj.io/tracking-id",
  summary: "Says which application a resource belongs to; Argo CD writes it itself.",
  details: `
The value has the form \`application:group/Kind:namespace/name\`; an application outside Argo CD's own namespace is written \`namespace_application\`.
Where Argo CD tracks by annotation, the default since version 3.0, it overwrites the value at every sync.
Do not commit it to Git: copied to another resource, it makes that resource look like one of another application, or one to prune.
`,
  value: pattern(
    "`application:group/Kind:namespace/name`",
    /^[^:]+:[^:/]*\/[^:/]+:[^:/]*\/[^:/]+$/,
    'does not have the form "application:group/Kind:namespace/name"',
  ),
  absent: "Argo CD writes it at the next sync.",
  badValue: "Argo CD treats the object as untracked.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD",
  writer: "Argo CD",
  since: "2.2",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/#tracking-kubernetes-resources-by-annotation",
};
