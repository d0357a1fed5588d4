import { isNameOpen, type SyncResource } from "./resource.ts";
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
  const overridden: Overridden[] = [];
  for (const indices of sharedNames(resources)) {
    const keys = indices.map((index) => keyOf(resources[index], destinationNamespace));
    const winners = new Map(keys.map((key, position) => [key, indices[position]]));
    for (const [position, resource] of indices.entries()) {
      const by = winners.get(keys[position] ?? "") ?? resource;
      if (by !== resource) overridden.push({ resource, by });
    }
  }
  return overridden.sort((left, right) => left.resource - right.resource);
}

/** The indices of the resources that Argo CD keeps under one name, for each name that several have. */
function sharedNames(resources: readonly SyncResource[]): Iterable<readonly number[]> {
  const first = new Map<string, number>();
  const shared = new Map<string, number[]>();
  for (const [index, { name, generateName, namespace }] of resources.entries()) {
    // Two that a template writes alike may still come to something else.
    if (isNameOpen(name) || isNameOpen(namespace)) continue;
    // Argo CD appends the position, so that two resources with one generateName are never duplicates of each other.
    const keyName = name === "" && generateName !== "" ? `${generateName}${index}` : name;
    const earlier = first.get(keyName);
    if (earlier === undefined) {
      first.set(keyName, index);
      continue;
    }
    const indices = shared.get(keyName);
    if (indices === undefined) shared.set(keyName, [earlier, index]);
    else indices.push(index);
  }
  return shared.values();
}

/** What tells resources of one name apart. */
function keyOf(resource: SyncResource | undefined, destinationNamespace: string): string {
  const { group = "", kind = "", namespace = "" } = resource ?? {};
  return JSON.stringify([group, kind, namespaceOf(group, kind, namespace, destinationNamespace)]);
}

function namespaceOf(group: string, kind: string, declared: string, destinationNamespace: string): string {
  if (isClusterScoped(group, kind)) return "";
  return declared === "" ? destinationNamespace : declared;
}
