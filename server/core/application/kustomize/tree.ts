/** Changes in the contents of an object: each gives a new tree, which shares with the old one what did not change. */
import { entryOf, type Entry, type ListNode, type MapNode, type Node, type ScalarNode } from "../../manifest/node.ts";

/** Pays for that many entries of mappings and lists which are copied; false where a build may not copy more. */
export type Charge = (entries: number) => boolean;

/** As how many characters an entry counts that is copied. */
export const entrySize = 8;

/** Pays for a text that is written or taken apart. */
export function mayWriteText(text: string, charge: Charge): boolean {
  return charge(1 + Math.floor(text.length / entrySize));
}

/**
 * Pays for a value of an object that stands in one more place, with all that is in it: what is copied into itself again and again
 * becomes as deep as there are copies, and twice as large with each.
 */
export function mayRepeat(node: Node, charge: Charge): boolean {
  if (node.type === "scalar") return mayWriteText(node.text, charge);
  if (!charge(1)) return false;
  if (node.type === "list") return node.items.every((item) => mayRepeat(item, charge));
  return node.entries.every(({ value }) => mayRepeat(value, charge));
}

/** The mapping with a value at a key, in the place of the value that is there; `undefined` where it is too much to copy. */
export function withValue(map: MapNode, key: string, value: Node, charge: Charge): MapNode | undefined {
  const old = entryOf(map, key);
  if (old?.value === value) return map;
  if (!charge(map.entries.length + 1)) return undefined;
  const entry: Entry = { key: old?.key ?? keyNode(key, map), value, merged: false, oneLine: false };
  if (old === undefined) return { ...map, entries: [...map.entries, entry] };
  return { ...map, entries: map.entries.flatMap((it) => (it === old ? [entry] : it.key.text === key ? [] : [it])) };
}

/** The mapping without a key; `undefined` where it is too much to copy. */
export function withoutKey(map: MapNode, key: string, charge: Charge): MapNode | undefined {
  if (entryOf(map, key) === undefined) return map;
  if (!charge(map.entries.length)) return undefined;
  return { ...map, entries: map.entries.filter((it) => it.key.text !== key) };
}

/** The list with other items; `undefined` where it is too much to copy. */
export function withItems(list: ListNode, items: readonly Node[], charge: Charge): ListNode | undefined {
  return charge(items.length) ? { ...list, items } : undefined;
}

/** A scalar that is a string, where another node is written. */
export function stringNode(text: string, { span }: Pick<Node, "span">): ScalarNode {
  return { type: "scalar", scalarType: "string", style: "plain", text, span };
}

/** A mapping with nothing in it, where another node is written. */
export function emptyMap({ span }: Pick<Node, "span">): MapNode {
  return { type: "map", flow: true, entries: [], span };
}

function keyNode(text: string, map: MapNode): ScalarNode {
  return stringNode(text, map);
}

/** Whether a value stands for nothing. */
export function isNull(node: Node): boolean {
  return node.type === "scalar" && node.scalarType === "null";
}
