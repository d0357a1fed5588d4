/** Strategic merge patches in whole objects. Mirrors kyaml/yaml/merge2/merge2.go and kyaml/yaml/walk of kustomize. */
import { entryOf, type ListNode, type MapNode, type Node, nodeAt, stringAt } from "../../manifest/node.ts";
import { isBuiltInGroup } from "../../sync/scope.ts";
import { mergeKeyOf } from "./merge-keys.ts";
import { groupOf } from "./object.ts";
import { type Charge, isNull, withItems, withoutKey, withValue } from "./tree.ts";

/**
 * An object after a strategic merge patch, its metadata included; `undefined` where that is not known: the patch uses a directive that
 * is rarely written, or it is too much to copy.
 */
export function mergeObject(object: MapNode, patch: MapNode, charge: Charge): MapNode | undefined {
  const apiVersion = stringAt(object, "apiVersion") ?? "";
  const kind = stringAt(object, "kind") ?? "";
  const merge = mergerFor(isBuiltInGroup(groupOf(apiVersion)) ? kind : undefined, charge);
  const merged = merge.map(object, patch);
  return merged === undefined || merged === gone || merged.type !== "map" ? undefined : merged;
}

/** Stands for a value that the patch takes away. */
const gone = "gone";

type Merged = Node | typeof gone | undefined;

/** Merges for the objects of one kind, `undefined` for one of whose lists nothing is known: they are replaced as a whole. */
function mergerFor(
  kind: string | undefined,
  charge: Charge,
): { readonly map: (old: MapNode, patch: MapNode) => Merged } {
  const mergeNode = (old: Node | undefined, patch: Node, field: string): Merged => {
    if (isNull(patch)) return old === undefined ? patch : gone;
    if (patch.type === "map") {
      if (old === undefined || isNull(old)) return directiveOf(patch) === "delete" ? gone : withoutDirectives(patch);
      return old.type === "map" ? mergeMap(old, patch) : undefined;
    }
    if (patch.type === "list" && old?.type === "list" && kind !== undefined) return mergeList(old, patch, field);
    return patch;
  };
  const mergeMap = (old: MapNode, patch: MapNode): Merged => {
    const directive = directiveOf(patch);
    if (directive === "delete") return gone;
    if (directive === "replace") return withoutDirectives(patch);
    let merged: MapNode | undefined = old;
    for (const { key, value } of patch.entries) {
      if (key.text === "$patch") continue;
      // Such as `$retainKeys` and `$deleteFromPrimitiveList`.
      if (key.text.startsWith("$")) return undefined;
      const result = mergeNode(entryOf(merged, key.text)?.value, value, key.text);
      if (result === undefined) return undefined;
      merged = result === gone ? withoutKey(merged, key.text, charge) : withValue(merged, key.text, result, charge);
      if (merged === undefined) return undefined;
    }
    return merged;
  };
  const mergeList = (old: ListNode, patch: ListNode, field: string): Merged => {
    const by = mergeKeyOf(kind ?? "", field);
    if (by === undefined) return patch;
    if (by === "text") return withItems(old, textsOfBoth(old, patch), charge);
    if (patch.items.some((item) => directiveOf(item) === "replace")) {
      return withItems(
        patch,
        patch.items.filter((item) => directiveOf(item) === undefined),
        charge,
      );
    }
    if (!charge(old.items.length + patch.items.length)) return undefined;
    const left = new Map(old.items.map((item) => [textOf(item, by), item]));
    // Of two ports with one number, one is meant for another protocol.
    if (left.size < old.items.length) return undefined;
    const items: Node[] = [];
    for (const item of patch.items) {
      const key = textOf(item, by);
      if (item.type !== "map" || key === undefined) return undefined;
      const result = mergeNode(left.get(key), item, "");
      if (result === undefined) return undefined;
      if (result !== gone) items.push(result);
      left.delete(key);
    }
    // What the patch names comes first. Mirrors `setAssociativeSequenceElements` in kyaml/yaml/walk/associative_sequence.go.
    return { ...old, items: [...items, ...left.values()] };
  };
  return { map: mergeMap };
}

/** The texts of a patch, and then those of the list that the patch does not have. */
function textsOfBoth(old: ListNode, patch: ListNode): readonly Node[] {
  const known = new Set(patch.items.map((item) => (item.type === "scalar" ? item.text : undefined)));
  return [...patch.items, ...old.items.filter((item) => item.type !== "scalar" || !known.has(item.text))];
}

function textOf(item: Node, by: string): string | undefined {
  const value = nodeAt(item, by);
  return value?.type === "scalar" && value.scalarType !== "unknown" ? value.text : undefined;
}

function directiveOf(node: Node): string | undefined {
  const directive = nodeAt(node, "$patch");
  return directive?.type === "scalar" ? directive.text : undefined;
}

function withoutDirectives(map: MapNode): MapNode {
  if (entryOf(map, "$patch") === undefined) return map;
  return { ...map, entries: map.entries.filter(({ key }) => key.text !== "$patch") };
}
