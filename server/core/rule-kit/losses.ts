/** What people lose when an object is deleted, even if it is recreated at once. */
import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt, stringAt } from "../manifest/node.ts";

const noPods = "its Pods stop, and nothing serves until new ones are ready";
const noDatabase = "what it runs stops, and its data may go with it";
const noRoute = "nothing is routed through it until it is there again";

/** What goes with an object, as `GROUP/KIND`: kinds that hold data, or that serve requests. Others lose nothing when they are recreated. */
const losses: ReadonlyMap<string, string> = new Map([
  ["/Namespace", "everything in the namespace goes with it"],
  ["/PersistentVolume", "the deletion waits for the claim that is bound to it"],
  ["/PersistentVolumeClaim", "its data is lost, unless its volume is retained"],
  ["/ReplicationController", noPods],
  ["/Service", "it answers nobody until it is there again, perhaps under another address"],
  ["acid.zalan.do/postgresql", noDatabase],
  ["apiextensions.k8s.io/CustomResourceDefinition", "every custom resource of that kind in the cluster goes with it"],
  ["apps/DaemonSet", noPods],
  ["apps/Deployment", noPods],
  ["apps/ReplicaSet", noPods],
  ["apps/StatefulSet", noPods],
  ["argoproj.io/Rollout", noPods],
  ["elasticsearch.k8s.elastic.co/Elasticsearch", noDatabase],
  ["gateway.networking.k8s.io/GRPCRoute", noRoute],
  ["gateway.networking.k8s.io/Gateway", noRoute],
  ["gateway.networking.k8s.io/HTTPRoute", noRoute],
  ["gateway.networking.k8s.io/TCPRoute", noRoute],
  ["gateway.networking.k8s.io/TLSRoute", noRoute],
  ["k8s.mariadb.com/MariaDB", noDatabase],
  ["kafka.strimzi.io/Kafka", noDatabase],
  ["kafka.strimzi.io/KafkaTopic", "its messages are deleted with it"],
  ["mongodbcommunity.mongodb.com/MongoDBCommunity", noDatabase],
  ["mysql.oracle.com/InnoDBCluster", noDatabase],
  ["networking.istio.io/Gateway", noRoute],
  ["networking.istio.io/VirtualService", noRoute],
  ["networking.k8s.io/Ingress", noRoute],
  ["postgres-operator.crunchydata.com/PostgresCluster", noDatabase],
  ["postgresql.cnpg.io/Cluster", noDatabase],
  ["psmdb.percona.com/PerconaServerMongoDB", noDatabase],
  ["pxc.percona.com/PerconaXtraDBCluster", noDatabase],
  ["rabbitmq.com/RabbitmqCluster", noDatabase],
  ["route.openshift.io/Route", noRoute],
]);

/** What goes with an object, as the end of a sentence; `undefined` where nothing does, or where that is not known. */
export function lossWith(manifest: Manifest): string | undefined {
  const { group, kind, node } = manifest;
  if (group === "argoproj.io" && kind === "Application") return lossWithApplication(node);
  if (group === "argoproj.io" && kind === "ApplicationSet") return lossWithApplicationSet(node);
  return (
    losses.get(`${group}/${kind}`) ??
    (isInCloud(manifest) ? "what it stands for in the cloud is deleted with it" : undefined)
  );
}

function lossWithApplication(node: Node): string {
  const finalizers = nodeAt(node, "metadata", "finalizers");
  const names = finalizers?.type === "list" ? finalizers.items.map((it) => stringAt(it)) : [];
  const cascades = names.some((name) => name?.startsWith("resources-finalizer.argocd.argoproj.io") === true);
  return cascades
    ? "all its resources go with it"
    : "its history goes with it, and a sync of it that still runs is cut off";
}

/** Mirrors `Reconcile` in applicationset/controllers/applicationset_controller.go and `RenderTemplateParams` in applicationset/utils/utils.go. */
function lossWithApplicationSet(node: Node): string | undefined {
  const policy = nodeAt(node, "spec", "syncPolicy");
  if (["create-only", "create-update"].includes(stringAt(policy, "applicationsSync") ?? "")) return undefined;
  const preserves = nodeAt(policy, "preserveResourcesOnDeletion");
  const isPreserving = preserves !== undefined && !(preserves.type === "scalar" && preserves.text === "false");
  return `the Applications that it makes go with it${isPreserving ? "" : ", and all their resources"}`;
}

/** Whether it stands for something at a cloud provider, which its controller deletes with it unless it says otherwise. */
function isInCloud({ group, kind, node, annotations }: Manifest): boolean {
  if (!cloudGroups.some((it) => group.endsWith(it)) || /(?:Config|ConfigUsage)$/.test(kind)) return false;
  const isKept = nodeAt(node, "spec", "deletionPolicy") ?? nodeAt(node, "spec", "managementPolicies");
  return isKept === undefined && !annotations.some(({ key }) => /\/(?:deletion|reconcile)-policy$/.test(key.text));
}

/** The ends of the API groups of Crossplane's providers, and of those of AWS, Google and Azure. */
const cloudGroups: readonly string[] = [".upbound.io", ".services.k8s.aws", ".cnrm.cloud.google.com", ".azure.com"];
