import type { AnnotationSpec } from "../annotation.ts";
import { time } from "../values.ts";

/** Mirrors `IsDeletionConfirmed` in pkg/apis/application/v1alpha1/types.go. */
export const deletionApproved: AnnotationSpec = {
  key: "argocd.argoproj.io/deletion-approved",
  summary: "Confirms that resources with `Prune=confirm` or `Delete=confirm` may be deleted.",
  details: `
The value is the time of the approval, which is valid only for a sync or a deletion that started before it.
Argo CD writes it when somebody confirms: kept in Git, it confirms nothing that starts later.
`,
  value: time,
  absent: "Resources that need a confirmation stay, and the sync or the deletion waits for it.",
  badValue: "A value that is not a time confirms nothing.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "request",
  since: "2.14",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation",
};
