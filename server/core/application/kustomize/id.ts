import { groupOf, type KustomizeObject, type ObjectId } from "./object.ts";

/** The kinds that kustomize 5.5 takes for cluster-scoped, by `apiVersion`; any other one, a custom one above all, gets a namespace. */
const clusterScopedKinds: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    v1: ["ComponentStatus", "Namespace", "Node", "NodeProxyOptions", "PersistentVolume"],
    "admissionregistration.k8s.io/v1": ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
    "admissionregistration.k8s.io/v1beta1": ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
    "apiextensions.k8s.io/v1": ["CustomResourceDefinition"],
    "apiextensions.k8s.io/v1beta1": ["CustomResourceDefinition"],
    "apiregistration.k8s.io/v1": ["APIService"],
    "apiregistration.k8s.io/v1beta1": ["APIService"],
    "certificates.k8s.io/v1": ["CertificateSigningRequest"],
    "certificates.k8s.io/v1beta1": ["CertificateSigningRequest"],
    "flowcontrol.apiserver.k8s.io/v1beta1": ["FlowSchema", "PriorityLevelConfiguration"],
    "networking.k8s.io/v1": ["IngressClass"],
    "networking.k8s.io/v1beta1": ["IngressClass"],
    "node.k8s.io/v1": ["RuntimeClass"],
    "node.k8s.io/v1beta1": ["RuntimeClass"],
    "policy/v1beta1": ["PodSecurityPolicy"],
    "rbac.authorization.k8s.io/v1": ["ClusterRole", "ClusterRoleBinding"],
    "rbac.authorization.k8s.io/v1beta1": ["ClusterRole", "ClusterRoleBinding"],
    "scheduling.k8s.io/v1": ["PriorityClass"],
    "scheduling.k8s.io/v1beta1": ["PriorityClass"],
    "storage.k8s.io/v1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
    "storage.k8s.io/v1beta1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
  }),
);

/** Whether kustomize gives no namespace to a kind. Mirrors `IsCertainlyClusterScoped` in kyaml/openapi/openapi.go. */
export function takesNoNamespace({ apiVersion, kind }: Pick<ObjectId, "apiVersion" | "kind">): boolean {
  return clusterScopedKinds.get(apiVersion)?.includes(kind) ?? false;
}

/** The namespace that counts when ids are compared. Mirrors `EffectiveNamespace` in kyaml/resid/resid.go. */
export function effectiveNamespace(id: ObjectId): string {
  if (takesNoNamespace(id)) return "_non_namespaceable_";
  return id.namespace === "" ? "default" : id.namespace;
}

/** A text that is equal for equal ids. Mirrors `Equals` in kyaml/resid/resid.go. */
export function idKey(id: ObjectId): string {
  return JSON.stringify([id.apiVersion, id.kind, effectiveNamespace(id), id.name]);
}

/** The objects that are or were known under an id. Mirrors `GetMatchingResourcesByAnyId` in api/resmap/reswrangler.go. */
export function findByAnyId(objects: readonly KustomizeObject[], id: ObjectId): readonly KustomizeObject[] {
  const key = idKey(id);
  // Names nearly always differ, and are cheap to compare.
  const isIt = (known: ObjectId): boolean => known.name === id.name && idKey(known) === key;
  return objects.filter((object) => isIt(object.id) || object.formerIds.some(isIt));
}

/** The id in words: `ConfigMap "settings"`. */
export function describeId({ kind, name, namespace }: ObjectId): string {
  return namespace === "" ? `${kind} "${name}"` : `${kind} "${name}" in the namespace "${namespace}"`;
}

/** Whether kustomize leaves the name as it is. Mirrors `prefixFieldSpecsToSkip` in api/internal/builtins/PrefixTransformer.go. */
export function keepsName({ apiVersion, kind }: ObjectId): boolean {
  if (kind === "CustomResourceDefinition" || kind === "Namespace") return true;
  return kind === "APIService" && groupOf(apiVersion) === "apiregistration.k8s.io";
}
