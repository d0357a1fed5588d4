import type { ItemSpec } from "./annotation.ts";

/**
 * The options in `spec.syncPolicy.syncOptions` of an Application. Those that also work in an annotation are spelt the same there.
 * Mirrors `SyncAppState` in controller/sync.go, and for `Delete=` `shouldBeDeleted` in controller/appcontroller.go.
 */
export const applicationSyncOptions: readonly ItemSpec[] = [
  {
    value: "CreateNamespace=true",
    summary:
      "Creates the destination namespace before anything else; before Argo CD 3.1, only after the dry run of all resources.",
    since: "1.7",
  },
  { value: "ApplyOutOfSyncOnly=true", summary: "Applies only the resources that are out of sync.", since: "2.0" },
  {
    value: "PrunePropagationPolicy=foreground",
    summary: "Waits until the dependents of a pruned resource are gone.",
    since: "2.0",
  },
  {
    value: "PrunePropagationPolicy=background",
    summary: "Leaves the dependents of a pruned resource to the garbage collector.",
    since: "2.0",
  },
  { value: "PrunePropagationPolicy=orphan", summary: "Keeps the dependents of a pruned resource.", since: "2.0" },
  {
    value: "FailOnSharedResource=true",
    summary: "Fails the sync if a resource already belongs to another Application.",
    since: "2.2",
  },
  {
    value: "RespectIgnoreDifferences=true",
    summary: "Also leaves the fields in `ignoreDifferences` unchanged during a sync.",
    since: "2.3",
  },
  {
    value: "ClientSideApplyMigration=false",
    summary: "Turns off the migration of fields from client-side to server-side apply.",
    since: "3.1",
  },
  {
    value: "PruneLast=true",
    summary:
      "Prunes at the end of the Sync phase, when everything else in that phase is applied and healthy. It does not turn pruning on, and it does not order the deletion of the application.",
    since: "2.0",
  },
  {
    value: "Replace=true",
    summary:
      "Uses `kubectl replace` or `kubectl create` instead of `kubectl apply`; existing CRDs and Namespaces are updated instead. Fields that cannot change, such as the template of a Job, need `Force=true` in the annotation of the resource too.",
    since: "2.0",
  },
  {
    value: "ServerSideApply=true",
    summary: "Uses server-side apply for the resources of the application.",
    since: "2.5",
  },
  { value: "Validate=false", summary: "Applies resources without validating them against their schema.", since: "1.5" },
  {
    value: "SkipDryRunOnMissingResource=true",
    summary: "Skips the dry run of resources whose kind the cluster does not yet know.",
    since: "3.1",
  },
  {
    value: "Prune=false",
    summary:
      "Keeps resources in the cluster when they are removed from Git; when the application is deleted, only `Delete=false` keeps them.",
    since: "3.4",
  },
  {
    value: "Prune=confirm",
    summary: "Asks for confirmation before resources are pruned or deleted with the application.",
    since: "3.4",
  },
  {
    value: "Delete=false",
    summary:
      "Keeps resources in the cluster when the application is deleted; when they are removed from Git, only `Prune=false` keeps them.",
    since: "3.4",
  },
  {
    value: "Delete=confirm",
    summary: "Asks for confirmation before resources are deleted with the application.",
    since: "3.4",
  },
];
