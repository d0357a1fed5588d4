import { annotationKeys } from "../../sync/annotations.ts";
import type { AnnotationSpec } from "../annotation.ts";
import { list } from "../values.ts";

/**
 * Mirrors `applyObject`, `pruneObject` and `isPruningDisabled` in gitops-engine/pkg/sync/sync_context.go, `shouldBeDeleted` in
 * controller/appcontroller.go, and `isObjRequiresDeletionConfirmation` in controller/state.go.
 */
export const syncOptions: AnnotationSpec = {
  key: annotationKeys.syncOptions,
  summary: "Sets options for how Argo CD applies, prunes and deletes this resource.",
  details: `
Options must be spelt exactly, including case.
Of several \`Prune=\` or \`Delete=\` items the first one decides; before Argo CD 3.4, \`Prune=false\` and \`Delete=false\` count anywhere in the list.
Argo CD reads Prune, PruneLast and Delete from the object in the cluster, so they work only after they have been synced.
Some options exist only for the whole application, in \`spec.syncPolicy.syncOptions\` of the Application.
`,
  value: list("sync option", [
    {
      value: "Prune=false",
      summary:
        "Keeps the resource in the cluster when it is removed from Git; when the application is deleted, only `Delete=false` keeps it.",
      since: "1.1",
      protects: true,
      mistakenFor: [
        "SkipPrune",
        "SkipPrune=true",
        "NoPrune",
        "NoPrune=true",
        "PruneDisabled=true",
        "DisablePrune=true",
      ],
    },
    {
      value: "Prune=confirm",
      summary:
        "Asks for confirmation before the resource is pruned; since Argo CD 3.4, also before it is deleted with the application.",
      since: "2.14",
      protects: true,
    },
    {
      value: "Prune=true",
      summary: "Allows pruning the resource even if the application sets `Prune=false`. It does not turn pruning on.",
      since: "3.4",
    },
    {
      value: "PruneLast=true",
      summary:
        "Prunes the resource at the end of the Sync phase, when everything else in that phase is applied and healthy. It does not turn pruning on, and it does not order the deletion of the application.",
      since: "2.0",
    },
    {
      value: "Delete=false",
      summary:
        "Keeps the resource in the cluster when the application is deleted; when it is removed from Git, only `Prune=false` keeps it.",
      since: "2.7",
      protects: true,
      mistakenFor: ["SkipDelete", "SkipDelete=true", "NoDelete", "NoDelete=true"],
    },
    {
      value: "Delete=confirm",
      summary:
        "Asks for confirmation before the resource is deleted with the application; the whole deletion waits for it.",
      since: "2.14",
      protects: true,
    },
    {
      value: "Delete=true",
      summary: "Allows deleting the resource even if the application sets `Delete=false`.",
      since: "3.4",
    },
    {
      value: "Replace=true",
      summary:
        "Uses `kubectl replace` or `kubectl create` instead of `kubectl apply`; existing CRDs and Namespaces are updated instead. Fields that cannot change, such as the template of a Job, need `Force=true` too.",
      since: "2.0",
    },
    { value: "Replace=false", summary: "Has no effect: Argo CD reads only `Replace=true`.", since: "2.0" },
    {
      value: "Force=true",
      summary: "Deletes and recreates the resource if it cannot be changed in place, as with Jobs.",
      since: "2.12",
    },
    { value: "ServerSideApply=true", summary: "Uses server-side apply for the resource.", since: "2.4" },
    {
      value: "ServerSideApply=false",
      summary: "Uses client-side apply for the resource, even if the application uses server-side apply.",
      since: "2.14",
    },
    {
      value: "Validate=false",
      summary: "Applies the resource without validating it against its schema.",
      since: "1.2",
    },
    {
      value: "Validate=true",
      summary: "Has no effect: it cannot turn on what the application turned off.",
      since: "1.2",
    },
    {
      value: "SkipDryRunOnMissingResource=true",
      summary: "Skips the dry run while the cluster does not yet know the kind of the resource.",
      since: "1.6",
      mistakenFor: ["SkipDryRun", "SkipDryRun=true", "SkipDryRunOnMissing=true"],
    },
  ]),
  absent: "The options of the application apply.",
  badValue: "Argo CD ignores options that it does not know.",
  readOn: "any resource",
  readFrom: "manifest",
  reader: "Argo CD",
  writer: "people",
  since: "1.1",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/",
  mistakenFor: ["argocd.argoproj.io/sync-option", "argocd.argoproj.io/syncOptions", "argocd.argoproj.io/sync-opts"],
};
