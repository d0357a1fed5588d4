/** The API groups of Kubernetes itself. */
const builtInGroups: ReadonlySet<string> = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "extensions",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);

/** The kinds in those groups that have a health check, as `GROUP/KIND`. */
const checkedKinds: ReadonlySet<string> = new Set([
  "/PersistentVolumeClaim",
  "/Pod",
  "/Service",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
  "apps/DaemonSet",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "autoscaling/HorizontalPodAutoscaler",
  "batch/CronJob",
  "batch/Job",
  "extensions/Ingress",
  "networking.k8s.io/Ingress",
  "policy/PodDisruptionBudget",
]);

/**
 * Whether Argo CD may find a resource unhealthy. Kinds without a health check are done as soon as they are applied: most of
 * Kubernetes' own kinds, and Argo CD's Application. Other custom kinds may have one, so they are assumed to.
 * Mirrors `GetHealthCheckFunc` in gitops-engine/pkg/health/health.go and the scripts in resource_customizations.
 */
export function mayHaveHealth({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  if (builtInGroups.has(group)) return checkedKinds.has(`${group}/${kind}`);
  return !(group === "argoproj.io" && (kind === "Application" || kind === "AppProject"));
}
