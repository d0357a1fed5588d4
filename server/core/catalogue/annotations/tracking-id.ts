import type { AnnotationSpec } from "../annotation.ts";
import { pattern } from "../values.ts";

export const trackingId: AnnotationSpec = {
  key: "argocd.argoproj.io/tracking-id",
  summary: "Says to which application a resource belongs; Argo CD writes it itself.",
  details: `
The value has the form \`application:group/Kind:namespace/name\`, with the namespace of the application and \`_\` before its name where that is not Argo CD's own.
Argo CD overwrites it at every sync where it tracks by annotation, which is the default since version 3.0.
Never keep it in Git: copied to another resource it makes that one look like a foreign one, or like one to be pruned.
`,
  value: pattern(
    "`application:group/Kind:namespace/name`",
    /^[^:]+:[^:/]*\/[^:/]+:[^:/]*\/[^:/]+$/,
    'has not the form "application:group/Kind:namespace/name"',
  ),
  absent: "Argo CD writes it at the next sync.",
  badValue: "Argo CD takes the object for one that it does not track.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD",
  writer: "Argo CD",
  since: "2.2",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/#tracking-kubernetes-resources-by-annotation",
};
