import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt } from "../manifest/node.ts";
import { podSpecOf } from "./pod-spec.ts";
import { itemsAt, type ObjectKind, type Reference, referenceTo } from "./reference.ts";

/** What the Pods of a workload cannot start without. */
export function podReferences(manifest: Manifest): Reference[] {
  const spec = podSpecOf(manifest);
  if (spec === undefined) return [];
  const account = nodeAt(spec, "serviceAccountName") ?? nodeAt(spec, "serviceAccount");
  const containers = ["initContainers", "containers"].flatMap((key) => itemsAt(spec, key));
  return [
    ...referenceTo({ group: "", kind: "ServiceAccount" }, account).filter(({ name }) => name !== "default"),
    ...itemsAt(spec, "imagePullSecrets").flatMap((item) => referenceTo(secret, nodeAt(item, "name"))),
    ...containers.flatMap(environmentReferences),
    ...itemsAt(spec, "volumes").flatMap(volumeReferences),
    ...referenceTo({ group: "scheduling.k8s.io", kind: "PriorityClass" }, nodeAt(spec, "priorityClassName"))
      .filter(({ name }) => !name.startsWith("system-"))
      .map((reference) => ({ ...reference, isClusterWide: true })),
  ];
}

const secret: ObjectKind = { group: "", kind: "Secret" };
const configMap: ObjectKind = { group: "", kind: "ConfigMap" };

function environmentReferences(container: Node): Reference[] {
  return [
    ...itemsAt(container, "env").flatMap((variable) => [
      ...unlessOptional(configMap, nodeAt(variable, "valueFrom", "configMapKeyRef")),
      ...unlessOptional(secret, nodeAt(variable, "valueFrom", "secretKeyRef")),
    ]),
    ...itemsAt(container, "envFrom").flatMap((source) => [
      ...unlessOptional(configMap, nodeAt(source, "configMapRef")),
      ...unlessOptional(secret, nodeAt(source, "secretRef")),
    ]),
  ];
}

function volumeReferences(volume: Node): Reference[] {
  const claim = nodeAt(volume, "persistentVolumeClaim", "claimName");
  return [
    ...unlessOptional(configMap, nodeAt(volume, "configMap")),
    ...unlessOptional(secret, nodeAt(volume, "secret"), "secretName"),
    ...itemsAt(nodeAt(volume, "projected"), "sources").flatMap((source) => [
      ...unlessOptional(configMap, nodeAt(source, "configMap")),
      ...unlessOptional(secret, nodeAt(source, "secret")),
    ]),
    ...referenceTo({ group: "", kind: "PersistentVolumeClaim" }, claim),
  ];
}

function unlessOptional(kind: ObjectKind, source: Node | undefined, key = "name"): Reference[] {
  const optional = nodeAt(source, "optional");
  const isNeeded = optional === undefined || (optional.type === "scalar" && optional.text === "false");
  return isNeeded ? referenceTo(kind, nodeAt(source, key)) : [];
}
