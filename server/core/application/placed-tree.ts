/** Where the contents of a changed object stand: every node of it gets a place in the manifest as it is written. */
import { type Entry, entryOf, type MapNode, type Node, type Span } from "../manifest/node.ts";

/**
 * The tree with places in the written one: what stands in both is where it is written, and what was put in is at the key of the
 * nearest written thing around it.
 */
export function placedOn(tree: MapNode, written: MapNode): MapNode {
  const first = written.entries[0]?.key.span ?? written.span;
  return placeMap(tree, written, first);
}

function place(node: Node, written: Node | undefined, around: Span): Node {
  if (node === written) return node;
  if (node.type === "map") return placeMap(node, written, around);
  if (node.type === "scalar") return { ...node, span: written?.type === "scalar" ? written.span : around };
  const items = written?.type === "list" ? written.items : [];
  const known = new Set(items);
  return {
    ...node,
    span: written?.type === "list" ? written.span : around,
    items: node.items.map((item, index) => (known.has(item) ? item : place(item, items[index], around))),
  };
}

function placeMap(map: MapNode, written: Node | undefined, around: Span): MapNode {
  if (map === written) return map;
  const entries = map.entries.map((entry): Entry => {
    const there = entryOf(written, entry.key.text);
    if (there === entry) return entry;
    const span = there?.key.span ?? around;
    return { ...entry, key: { ...entry.key, span }, value: place(entry.value, there?.value, span) };
  });
  return { ...map, span: written?.type === "map" ? written.span : around, entries };
}
