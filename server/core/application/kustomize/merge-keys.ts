/** By which field kustomize tells the items of a list apart. */

/** The lists whose items are merged, by the name of the field, where that is the same in all kinds that have it. */
const keysByField: ReadonlyMap<string, string> = new Map([
  ["containers", "name"],
  ["env", "name"],
  ["ephemeralContainers", "name"],
  ["hostAliases", "ip"],
  ["initContainers", "name"],
  ["ownerReferences", "uid"],
  ["secrets", "name"],
  ["topologySpreadConstraints", "topologyKey"],
  ["volumeDevices", "devicePath"],
  ["volumeMounts", "mountPath"],
  ["volumes", "name"],
  ["webhooks", "name"],
]);

/** The kinds in which such a field is another one, or one that is replaced as a whole. */
const wholeLists: ReadonlySet<string> = new Set([
  "ServiceAccount imagePullSecrets",
  "NetworkPolicy ports",
  "Endpoints ports",
  "EndpointSlice ports",
  "PodSecurityPolicy volumes",
]);

/**
 * The field by which the items of a list are told apart; `text` where the items are texts, `undefined` where a patch replaces the list.
 * Mirrors `x-kubernetes-patch-merge-key` in kyaml/openapi/kubernetesapi of kustomize.
 */
export function mergeKeyOf(kind: string, field: string): string | undefined {
  if (wholeLists.has(`${kind} ${field}`)) return undefined;
  if (field === "finalizers") return "text";
  if (field === "imagePullSecrets") return "name";
  if (field === "ports") return kind === "Service" ? "port" : "containerPort";
  return keysByField.get(field);
}
