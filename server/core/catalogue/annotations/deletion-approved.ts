import type { AnnotationSpec } from "../annotation.ts";
import { time } from "../values.ts";

export const deletionApproved: AnnotationSpec = {
  key: "argocd.argoproj.io/deletion-approved",
  summary: "Confirms that resources with `Prune=confirm` or `Delete=confirm` may be deleted.",
  details: `
It holds the time of the approval, which counts only for a sync or a deletion that began before it.
Argo CD writes it when somebody confirms: kept in Git it confirms nothing that begins later.
`,
  value: time,
  absent: "The resources that ask for a confirmation stay, and the deletion waits for them.",
  badValue: "A value that is not a time confirms nothing.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "request",
  since: "2.14",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation",
};
