/**
 * The kinds that Argo CD applies in a fixed order within a wave, the first one first. Every other kind comes after them.
 * Mirrors `kindOrder` in gitops-engine/pkg/sync/sync_tasks.go.
 */
export const kindOrder = [
  "Namespace",
  "NetworkPolicy",
  "ResourceQuota",
  "LimitRange",
  "PodSecurityPolicy",
  "PodDisruptionBudget",
  "ServiceAccount",
  "Secret",
  "SecretList",
  "ConfigMap",
  "StorageClass",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "CustomResourceDefinition",
  "ClusterRole",
  "ClusterRoleList",
  "ClusterRoleBinding",
  "ClusterRoleBindingList",
  "Role",
  "RoleList",
  "RoleBinding",
  "RoleBindingList",
  "Service",
  "DaemonSet",
  "Pod",
  "ReplicationController",
  "ReplicaSet",
  "Deployment",
  "HorizontalPodAutoscaler",
  "StatefulSet",
  "Job",
  "CronJob",
  "IngressClass",
  "Ingress",
  "APIService",
] as const;

const ranks: ReadonlyMap<string, number> = new Map(kindOrder.map((kind, rank) => [kind, rank]));

/** The position of a kind in that order, from 0; the same number for all kinds that are not in it. The API group is ignored. */
export function kindRank(kind: string): number {
  return ranks.get(kind) ?? kindOrder.length;
}
