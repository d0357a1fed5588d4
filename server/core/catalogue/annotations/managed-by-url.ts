import type { AnnotationSpec } from "../annotation.ts";
import { url } from "../values.ts";

export const managedByUrl: AnnotationSpec = {
  key: "argocd.argoproj.io/managed-by-url",
  summary: "Says which Argo CD manages the application, so that links to it lead to that installation.",
  details: `
It is for an Application that another Argo CD than the one of its parent looks after.
It is the one annotation that Argo CD validates: an address that is not \`http\` or \`https\` is an error of the application.
`,
  value: url,
  absent: "Links lead to the Argo CD that shows them.",
  badValue: "The Application gets the condition InvalidSpecError, and is neither compared nor synced.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "3.3",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/managed-by-url/",
};
