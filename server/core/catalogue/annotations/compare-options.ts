import type { AnnotationSpec } from "../annotation.ts";
import { list } from "../values.ts";

/** Mirrors `CompareAppState` in controller/state.go. */
export const compareOptions: AnnotationSpec = {
  key: "argocd.argoproj.io/compare-options",
  summary: "Sets options for how Argo CD compares this resource with Git.",
  details: `
IgnoreExtraneous works on any resource and is written without a value.
ServerSideDiff and IncludeMutationWebhook work only in the metadata of the Application itself.
`,
  value: list("compare option", [
    {
      value: "IgnoreExtraneous",
      summary: "Keeps a resource that needs pruning from making the application OutOfSync.",
      since: "1.1",
      mistakenFor: ["IgnoreExtraneousFields", "IgnoreExtraneousResources"],
    },
    {
      value: "ServerSideDiff=true",
      summary: "Uses server-side diff for the whole application.",
      since: "2.10",
      onlyOn: ["Application"],
    },
    {
      value: "ServerSideDiff=false",
      summary: "Uses client-side diff for the whole application, even if the controller is set to server-side diff.",
      since: "2.10",
      onlyOn: ["Application"],
    },
    {
      value: "IncludeMutationWebhook=true",
      summary: "Includes changes made by mutating webhooks in a server-side diff.",
      since: "2.10",
      onlyOn: ["Application"],
    },
  ]),
  absent: "Argo CD compares the resource as usual.",
  badValue: "Argo CD ignores options that it does not know.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.1",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/compare-options/",
  mistakenFor: ["argocd.argoproj.io/compare-option", "argocd.argoproj.io/compareOptions"],
};
