import type { AnnotationSpec } from "../annotation.ts";
import { list } from "../values.ts";

export const compareOptions: AnnotationSpec = {
  key: "argocd.argoproj.io/compare-options",
  summary: "Sets options for how Argo CD compares this one resource with Git.",
  details: `
IgnoreExtraneous is read on any resource and written without a value.
ServerSideDiff and IncludeMutationWebhook are read only in the metadata of the Application itself.
`,
  value: list("compare option", [
    {
      value: "IgnoreExtraneous",
      summary: "Leaves the resource out of the sync status while it needs pruning.",
      since: "1.1",
      mistakenFor: ["IgnoreExtraneousFields", "IgnoreExtraneousResources"],
    },
    {
      value: "ServerSideDiff=true",
      summary: "Compares the whole application on the server side.",
      since: "2.10",
      onlyOn: ["Application"],
    },
    {
      value: "ServerSideDiff=false",
      summary: "Compares the whole application on the client side, even where the controller says otherwise.",
      since: "2.10",
      onlyOn: ["Application"],
    },
    {
      value: "IncludeMutationWebhook=true",
      summary: "Counts changes made by mutating webhooks in a server-side comparison.",
      since: "2.10",
      onlyOn: ["Application"],
    },
  ]),
  absent: "The resource counts for the sync status as usual.",
  badValue: "An option that Argo CD does not know is ignored.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.1",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/compare-options/",
  mistakenFor: ["argocd.argoproj.io/compare-option", "argocd.argoproj.io/compareOptions"],
};
