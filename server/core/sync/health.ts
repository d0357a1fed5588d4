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

/** Whether Argo CD checks the health of a kind: it does, it does not, or nobody knows, as Argo CD can be taught to. */
export type HealthCheck = "checked" | "unchecked" | "unknown";

/**
 * Whether Argo CD checks the health of a kind. What it does not check is done as soon as it is applied: most of Kubernetes' own
 * kinds, and Argo CD's Application. Of other custom kinds it is not known.
 * Mirrors `GetHealthCheckFunc` in gitops-engine/pkg/health/health.go and the scripts in resource_customizations.
 */
export function healthCheckOf({ group, kind }: { readonly group: string; readonly kind: string }): HealthCheck {
  if (builtInGroups.has(group)) return checkedKinds.has(`${group}/${kind}`) ? "checked" : "unchecked";
  return group === "argoproj.io" && (kind === "Application" || kind === "AppProject") ? "unchecked" : "unknown";
}
