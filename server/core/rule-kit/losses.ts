/** What people lose when an object is deleted, even if it is recreated at once. */
import type { Manifest } from "../manifest/manifest.ts";
import { nodeAt, stringAt } from "../manifest/node.ts";

const noPods = "its Pods stop, and nothing serves until new ones are ready";
const noRoute = "nothing is routed through it until it is there again";

/** What goes with an object, as `GROUP/KIND`: kinds that hold data, or that serve requests. Others lose nothing when they are recreated. */
const losses: ReadonlyMap<string, string> = new Map([
  ["/Namespace", "everything in the namespace goes with it"],
  ["/PersistentVolumeClaim", "its data is lost, unless its volume is retained"],
  ["/ReplicationController", noPods],
  ["/Service", "it answers nobody until it is there again, perhaps under another address"],
  ["apiextensions.k8s.io/CustomResourceDefinition", "every custom resource of that kind in the cluster goes with it"],
  ["apps/DaemonSet", noPods],
  ["apps/Deployment", noPods],
  ["apps/ReplicaSet", noPods],
  ["apps/StatefulSet", noPods],
  ["argoproj.io/Rollout", noPods],
  ["gateway.networking.k8s.io/GRPCRoute", noRoute],
  ["gateway.networking.k8s.io/Gateway", noRoute],
  ["gateway.networking.k8s.io/HTTPRoute", noRoute],
  ["gateway.networking.k8s.io/TCPRoute", noRoute],
  ["gateway.networking.k8s.io/TLSRoute", noRoute],
  ["networking.istio.io/Gateway", noRoute],
  ["networking.istio.io/VirtualService", noRoute],
  ["networking.k8s.io/Ingress", noRoute],
  ["route.openshift.io/Route", noRoute],
]);

/** What goes with an object, as the end of a sentence; `undefined` where nothing does, or where that is not known. */
export function lossWith({ group, kind, node }: Manifest): string | undefined {
  if (group !== "argoproj.io" || kind !== "Application") return losses.get(`${group}/${kind}`);
  const finalizers = nodeAt(node, "metadata", "finalizers");
  const names = finalizers?.type === "list" ? finalizers.items.map((it) => stringAt(it)) : [];
  const cascades = names.some((name) => name?.startsWith("resources-finalizer.argocd.argoproj.io") === true);
  return cascades ? "all its resources go with it" : undefined;
}
