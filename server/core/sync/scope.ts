/** Kubernetes' own cluster-scoped kinds, by API group. */
const clusterScopedKinds: Readonly<Record<string, readonly string[]>> = {
  "": ["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
  "admissionregistration.k8s.io": [
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
  ],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "apiregistration.k8s.io": ["APIService"],
  "authentication.k8s.io": ["SelfSubjectReview", "TokenReview"],
  "authorization.k8s.io": ["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
  "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
  "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
  "internal.apiserver.k8s.io": ["StorageVersion"],
  "networking.k8s.io": ["IngressClass", "IPAddress", "ServiceCIDR"],
  "node.k8s.io": ["RuntimeClass"],
  policy: ["PodSecurityPolicy"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
  "resource.k8s.io": ["DeviceClass", "DeviceTaintRule", "ResourceSlice"],
  "scheduling.k8s.io": ["PriorityClass"],
  "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment", "VolumeAttributesClass"],
  "storagemigration.k8s.io": ["StorageVersionMigration"],
};

const clusterScoped: ReadonlySet<string> = new Set(
  Object.entries(clusterScopedKinds).flatMap(([group, kinds]) => kinds.map((kind) => `${group}/${kind}`)),
);

/**
 * Whether a kind is one of Kubernetes' own cluster-scoped kinds. Custom kinds never are, whatever their definition says: in a
 * first sync the cluster does not know them yet, and Argo CD treats an unknown kind as namespaced.
 * Mirrors `IsNamespacedOrUnknown` in gitops-engine/pkg/utils/kube/kube.go.
 */
export function isClusterScoped(group: string, kind: string): boolean {
  return clusterScoped.has(`${group}/${kind}`);
}

/** Those of the other API groups of Kubernetes itself, which have only kinds in namespaces. */
const namespacedGroups: readonly string[] = [
  "apps",
  "autoscaling",
  "batch",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "extensions",
];

const builtInGroups: ReadonlySet<string> = new Set([...Object.keys(clusterScopedKinds), ...namespacedGroups]);

/** Whether an API group is one of Kubernetes itself, whose kinds need no CustomResourceDefinition. */
export function isBuiltInGroup(group: string): boolean {
  return builtInGroups.has(group);
}
