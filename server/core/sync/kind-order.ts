import type { ArgoCdVersion } from "../versions.ts";
import { does } from "./behaviour-versions.ts";

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

/** What 2.1 gave a place of its own. */
const addedIn21: ReadonlySet<string> = new Set([
  "NetworkPolicy",
  "SecretList",
  "ClusterRoleList",
  "ClusterRoleBindingList",
  "RoleList",
  "RoleBindingList",
  "HorizontalPodAutoscaler",
]);

const orderOf21 = kindOrder.filter((kind) => kind !== "IngressClass");
const orderOf20 = orderOf21
  .filter((kind) => !addedIn21.has(kind) && kind !== "ServiceAccount")
  .flatMap((kind) => (kind === "CustomResourceDefinition" ? (["ServiceAccount", kind] as const) : [kind]));

const [ranks, ranksOf21, ranksOf20] = [ranksOf(kindOrder), ranksOf(orderOf21), ranksOf(orderOf20)];

function ranksOf(order: readonly string[]): ReadonlyMap<string, number> {
  return new Map(order.map((kind, rank) => [kind, rank]));
}

/** The position of a kind in that order, from 0; the same number for all kinds that are not in it. The API group is ignored. */
export function kindRank(kind: string): number {
  return ranks.get(kind) ?? kindOrder.length;
}

/** The same for the order of a version. */
export function kindRanker(version: ArgoCdVersion | undefined): typeof kindRank {
  if (does("IngressClass early", version)) return kindRank;
  const older = does("ServiceAccount early", version) ? ranksOf21 : ranksOf20;
  return (kind) => older.get(kind) ?? kindOrder.length;
}
