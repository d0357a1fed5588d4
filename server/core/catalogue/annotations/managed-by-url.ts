import type { AnnotationSpec } from "../annotation.ts";
import { url } from "../values.ts";

/** Mirrors `ValidateManagedByURL` in util/argo/argo.go. */
export const managedByUrl: AnnotationSpec = {
  key: "argocd.argoproj.io/managed-by-url",
  summary: "Gives the URL of the Argo CD that manages the application, so that links to the application lead there.",
  details: `
Use it on an Application that is managed by another Argo CD than its parent.
It is the only annotation that Argo CD validates: a URL that is not \`http\` or \`https\` is an error of the Application.
`,
  value: url,
  absent: "Links lead to the Argo CD that shows them.",
  badValue: "The Application gets the condition InvalidSpecError and is neither compared nor synced.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "3.3",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/managed-by-url/",
};
