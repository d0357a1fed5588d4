import type { SyncResource } from "./resource.ts";
import { isClusterScoped } from "./scope.ts";

/** A resource and the later one with the same group, kind, namespace and name that replaces it, as indices of resources. */
export interface Overridden {
  readonly resource: number;
  readonly by: number;
}

/**
 * The resources that a later duplicate replaces, in their order. Argo CD fills in their namespaces and compares them before it
 * looks at hooks. Mirrors `NormalizeTargetObjects` in controller/state.go.
 */
export function findOverridden(
  resources: readonly SyncResource[],
  destinationNamespace: string,
): readonly Overridden[] {
  const winners = new Map<string, number>();
  const keys = resources.map((resource, index) => keyOf(resource, index, destinationNamespace));
  keys.forEach((key, index) => winners.set(key, index));
  return keys.flatMap((key, resource) => {
    const by = winners.get(key) ?? resource;
    return by === resource ? [] : [{ resource, by }];
  });
}

function keyOf(resource: SyncResource, index: number, destinationNamespace: string): string {
  const { group, kind, namespace, name, generateName } = resource;
  // Argo CD appends the position, so that two resources with one generateName are never duplicates of each other.
  const keyName = name === "" && generateName !== "" ? `${generateName}${index}` : name;
  return JSON.stringify([group, kind, namespaceOf(group, kind, namespace, destinationNamespace), keyName]);
}

function namespaceOf(group: string, kind: string, declared: string, destinationNamespace: string): string {
  if (isClusterScoped(group, kind)) return "";
  return declared === "" ? destinationNamespace : declared;
}
