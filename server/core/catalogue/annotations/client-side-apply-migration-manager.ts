import type { AnnotationSpec } from "../annotation.ts";
import { filledText, words } from "../values.ts";

/** Mirrors `SyncAppState` in controller/sync.go and `needsClientSideApplyMigration` in gitops-engine/pkg/sync/sync_context.go. */
export const clientSideApplyMigrationManager: AnnotationSpec = {
  key: "argocd.argoproj.io/client-side-apply-migration-manager",
  summary: "Names the field manager whose fields Argo CD takes over when it starts to use server-side apply.",
  details: `
It has an effect only with \`ServerSideApply=true\`, and none with \`ClientSideApplyMigration=false\`, which turns the migration off.
`,
  value: filledText(
    "the name of a field manager",
    words("3.1", { "kubectl-client-side-apply": "The manager of `kubectl apply`, and the default." }),
  ),
  absent: "`kubectl-client-side-apply`: Argo CD takes over the fields of client-side apply.",
  badValue: "An empty value is treated as absent, and a manager that no object has migrates nothing.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "3.1",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#client-side-apply-migration",
};
