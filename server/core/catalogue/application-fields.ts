import { applicationSyncOptions } from "./application-sync-options.ts";
import type { FieldSpec } from "./field.ts";
import { applicationOption, duration, flag, integer, mapping } from "./values.ts";

const documentation = "https://argo-cd.readthedocs.io/en/stable";
const autoSync = `${documentation}/user-guide/auto_sync`;
const namespaceMetadata = `${documentation}/user-guide/sync-options/#namespace-metadata`;

/**
 * The fields of `spec.syncPolicy` of an Application. Mirrors `autoSync` and `processRequestedAppOperation` in
 * controller/appcontroller.go, `NextRetryAt` in pkg/apis/application/v1alpha1/types.go and `syncNamespace` in
 * controller/sync_namespace.go.
 */
export const applicationFields: readonly FieldSpec[] = [
  {
    path: "spec.syncPolicy",
    on: "Application",
    summary: "Controls how and when the application is synced.",
    value: mapping("a mapping"),
    absent: "Somebody has to start each sync, and no option is set.",
    since: "1.0",
    link: `${autoSync}/`,
  },
  {
    path: "spec.syncPolicy.automated",
    on: "Application",
    summary: "Syncs the application automatically when Git and the cluster differ.",
    value: mapping("a mapping"),
    absent: "Somebody has to start each sync.",
    since: "1.0",
    link: `${autoSync}/`,
  },
  {
    path: "spec.syncPolicy.automated.enabled",
    on: "Application",
    summary: "Turns automated syncs off without losing their settings.",
    value: flag("3.1", "The application is synced automatically.", "Somebody has to start each sync."),
    absent: "`true`: automated syncs are on if `automated` is set.",
    since: "3.1",
    link: `${autoSync}/`,
  },
  {
    path: "spec.syncPolicy.automated.prune",
    on: "Application",
    summary: "Allows automated syncs to delete resources that were removed from Git.",
    value: flag(
      "1.0",
      "Resources that were removed from Git are deleted.",
      "Resources that were removed from Git stay, and the application is OutOfSync.",
    ),
    absent: "`false`: resources that were removed from Git stay in the cluster.",
    since: "1.0",
    link: `${autoSync}/#automatic-pruning`,
  },
  {
    path: "spec.syncPolicy.automated.selfHeal",
    on: "Application",
    summary: "Also syncs when the cluster has been changed by somebody else; hooks do not run then.",
    value: flag("1.2", "Changes in the cluster are undone.", "Only changes in Git start a sync."),
    absent: "`false`: only changes in Git start a sync.",
    since: "1.2",
    link: `${autoSync}/#automatic-self-healing`,
  },
  {
    path: "spec.syncPolicy.automated.allowEmpty",
    on: "Application",
    summary: "Allows automated syncs to delete every resource when Git has none left.",
    value: flag("1.8", "A sync may delete all resources.", "A sync that would delete all resources is refused."),
    absent: "`false`: a sync that would delete all resources is refused.",
    since: "1.8",
    link: `${autoSync}/#automatic-pruning-with-allow-empty-v18`,
  },
  {
    path: "spec.syncPolicy.syncOptions[]",
    on: "Application",
    summary: "Sets options for all syncs of the application, one string each.",
    value: applicationOption(applicationSyncOptions),
    absent: "No option is set.",
    since: "1.5",
    link: `${documentation}/user-guide/sync-options/`,
  },
  {
    path: "spec.syncPolicy.retry",
    on: "Application",
    summary: "Retries a failed sync.",
    value: mapping("a mapping"),
    absent: "A failed automated sync is retried five times, any other is not.",
    since: "1.7",
    link: `${autoSync}/#automatic-retry-with-a-limit`,
  },
  {
    path: "spec.syncPolicy.retry.limit",
    on: "Application",
    summary: "Sets how often a failed sync is retried.",
    value: integer,
    absent: "`0`: it is not retried.",
    since: "1.7",
    link: `${autoSync}/#automatic-retry-with-a-limit`,
  },
  {
    path: "spec.syncPolicy.retry.refresh",
    on: "Application",
    summary: "Retries a failed sync with the newest commit instead of the one that failed.",
    value: flag("3.2", "Each retry uses the newest commit.", "Each retry uses the commit of the first try."),
    absent: "`false`: each retry uses the commit of the first try.",
    since: "3.2",
    link: `${autoSync}/#automatic-retry-refresh-on-new-revisions`,
  },
  {
    path: "spec.syncPolicy.retry.backoff",
    on: "Application",
    summary: "Sets how long to wait between retries.",
    value: mapping("a mapping"),
    absent:
      "The first retry comes after five seconds, each later one after twice as long, but no more than three minutes.",
    since: "1.7",
    link: `${autoSync}/#automatic-retry-with-a-limit`,
  },
  {
    path: "spec.syncPolicy.retry.backoff.duration",
    on: "Application",
    summary: "Sets how long to wait before the first retry; a number without a unit is in seconds.",
    value: duration,
    absent: "`5s`: the first retry comes after five seconds.",
    since: "1.7",
    link: `${autoSync}/#automatic-retry-with-a-limit`,
  },
  {
    path: "spec.syncPolicy.retry.backoff.factor",
    on: "Application",
    summary: "Sets the factor by which the wait grows with each retry.",
    value: integer,
    absent: "`2`: each wait is twice as long as the previous one.",
    since: "1.7",
    link: `${autoSync}/#automatic-retry-with-a-limit`,
  },
  {
    path: "spec.syncPolicy.retry.backoff.maxDuration",
    on: "Application",
    summary: "Limits how long a wait can become; a number without a unit is in seconds.",
    value: duration,
    absent: "`3m`: no wait is longer than three minutes.",
    since: "1.7",
    link: `${autoSync}/#automatic-retry-with-a-limit`,
  },
  {
    path: "spec.syncPolicy.managedNamespaceMetadata",
    on: "Application",
    summary: "Sets labels and annotations of the namespace that `CreateNamespace=true` creates.",
    value: mapping("a mapping"),
    absent: "Argo CD leaves the metadata of the namespace alone.",
    since: "2.6",
    link: namespaceMetadata,
  },
  {
    path: "spec.syncPolicy.managedNamespaceMetadata.labels",
    on: "Application",
    summary: "Sets labels of the namespace; needs the option `CreateNamespace=true`.",
    value: mapping("a mapping"),
    absent: "Argo CD sets no labels.",
    since: "2.6",
    link: namespaceMetadata,
  },
  {
    path: "spec.syncPolicy.managedNamespaceMetadata.annotations",
    on: "Application",
    summary: "Sets annotations of the namespace; Argo CD overwrites `sync-options` among them.",
    value: mapping("a mapping"),
    absent: "Argo CD sets no annotations.",
    since: "2.6",
    link: namespaceMetadata,
  },
];
