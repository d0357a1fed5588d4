import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt } from "../manifest/node.ts";

const inTemplate = ["spec", "template", "spec"] as const;

/** Where each kind that runs Pods has their `spec`. */
const places: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["/Pod", ["spec"]],
  ["/ReplicationController", inTemplate],
  ["apps/DaemonSet", inTemplate],
  ["apps/Deployment", inTemplate],
  ["apps/ReplicaSet", inTemplate],
  ["apps/StatefulSet", inTemplate],
  ["argoproj.io/Rollout", inTemplate],
  ["batch/CronJob", ["spec", "jobTemplate", ...inTemplate]],
  ["batch/Job", inTemplate],
]);

/** The `spec` of the Pods that a resource runs; `undefined` where it runs none, or does not say which. */
export function podSpecOf({ node, group, kind }: Manifest): Node | undefined {
  const path = places.get(`${group}/${kind}`);
  return path === undefined ? undefined : nodeAt(node, ...path);
}
