/** Keys that Argo CD, a tool beside it or Helm does read, as annotation or label, and that have no page here yet. */
export const otherKeys: ReadonlySet<string> = new Set([
  ...[
    "application-set-refresh",
    "auto-label-cluster-info",
    "client-side-apply-migration-manager",
    "deletion-approved",
    "hook-finalizer",
    "hydrate",
    "hydrate-timestamp",
    "ignore-default-links",
    "ignore-healthcheck",
    "ignore-resource-updates",
    "ignore-restart-policy",
    "installation-id",
    "instance",
    "kubernetes-version",
    "managed-by",
    "managed-by-cluster-argocd",
    "managed-by-url",
    "manifest-generate-paths",
    "refresh",
    "refresh-timestamp",
    "secret-type",
    "skip-reconcile",
    "tracking-id",
  ].map((name) => `argocd.argoproj.io/${name}`),
  ...["chart", "hook-output-log-policy", "namespace", "resource-policy"].map((name) => `helm.sh/${name}`),
]);

/** Keys that people write in the belief that Argo CD reads them, and what to do instead. No version reads them. */
export const inventedKeys: ReadonlyMap<string, string> = new Map([
  ["argocd.argoproj.io/depends-on", "Order the two resources with sync waves."],
  ["argocd.argoproj.io/ignore-differences", 'Use "spec.ignoreDifferences" of the Application.'],
  ["argocd.argoproj.io/sync-policy", 'Use "spec.syncPolicy" of the Application.'],
  ["argocd.argoproj.io/finalizer", 'Use "metadata.finalizers".'],
  ["argocd.argoproj.io/project", 'Use "spec.project" of the Application.'],
]);
