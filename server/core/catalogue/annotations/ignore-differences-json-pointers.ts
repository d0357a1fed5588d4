import type { AnnotationSpec } from "../annotation.ts";
import { filledText } from "../values.ts";

/** Mirrors `StateDiffs` in util/argo/diff/diff.go, since argoproj/argo-cd pull request 29616. */
export const ignoreDifferencesJsonPointers: AnnotationSpec = {
  key: "argocd.argoproj.io/ignore-differences-json-pointers",
  summary: "Lists fields of this resource that Argo CD leaves out when it compares Git with the cluster.",
  details: `
Each field is a JSON pointer, such as \`/spec/replicas\`, and commas separate them; \`~1\` stands for a slash in a key.
They are added to what \`spec.ignoreDifferences\` of the Application says about the resource.
As there, a sync leaves these fields unchanged only with the sync option \`RespectIgnoreDifferences=true\`.
On an Application that an ApplicationSet creates, it names fields that the ApplicationSet leaves alone.
Before Argo CD 3.6, use \`spec.ignoreDifferences\`.
`,
  value: filledText("a list of JSON pointers, separated by commas"),
  absent: "All fields are compared, except those that `spec.ignoreDifferences` of the Application names.",
  badValue: "An empty list leaves out nothing.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "3.6",
  link: "https://argo-cd.readthedocs.io/en/latest/user-guide/diffing/",
};
