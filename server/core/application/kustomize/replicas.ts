import { entryOf, type Node, nodeAt, type ScalarNode, stringAt } from "../../manifest/node.ts";
import { itemsOf } from "./kustomization.ts";
import type { KustomizeObject } from "./object.ts";
import { type Charge, withValue } from "./tree.ts";

/** The kinds whose replicas a kustomization sets. Mirrors api/internal/konfig/builtinpluginconsts/replicas.go of kustomize. */
const kinds: ReadonlySet<string> = new Set(["Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"]);

/** The objects with the `replicas` of a kustomization. Mirrors api/internal/builtins/ReplicaCountTransformer.go of kustomize. */
export function setReplicas(
  objects: readonly KustomizeObject[],
  root: Node,
  charge: Charge,
): readonly KustomizeObject[] {
  const counts = new Map(
    itemsOf(nodeAt(root, "replicas")).flatMap((item) => {
      const count = nodeAt(item, "count");
      return count?.type === "scalar" ? [[stringAt(item, "name") ?? "", count] as const] : [];
    }),
  );
  return counts.size === 0 ? objects : objects.map((object) => withReplicas(object, counts, charge));
}

function withReplicas(
  object: KustomizeObject,
  counts: ReadonlyMap<string, ScalarNode>,
  charge: Charge,
): KustomizeObject {
  const { content, id, formerIds } = object;
  const count = [id, ...formerIds].map(({ name }) => counts.get(name)).find((it) => it !== undefined);
  const spec = entryOf(content, "spec")?.value;
  if (content === undefined || count === undefined || !kinds.has(id.kind) || spec?.type !== "map") return object;
  const changed = withValue(spec, "replicas", count, charge);
  return { ...object, content: changed && withValue(content, "spec", changed, charge) };
}
