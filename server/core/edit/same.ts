import type { Entry, MapNode, Node } from "../manifest/node.ts";

/**
 * Whether two documents say the same, whatever their spans and styles, but for the annotations in some mappings of the first
 * one: the metadata of the manifests that were to be changed. Aliases and merge keys are compared as what they stand for, so
 * a change that an anchor carries to another place is a difference there.
 */
export function isSameBut(before: Node | undefined, after: Node | undefined, changed: ReadonlySet<Node>): boolean {
  // An anchor stands before its aliases, so the first visit is the one of the place that was to be changed.
  const open = new Set(changed);
  // Aliases share the contents of their anchor: each pair is compared once, or aliases of aliases would take exponential time.
  const equal = new Map<unknown, unknown>();
  return isSame(before, after);

  function isSame(one: Node | undefined, other: Node | undefined): boolean {
    if (one === undefined || other === undefined) return one === other;
    if (one.type === "scalar" || other.type === "scalar") return isSameScalar(one, other);
    const [content, otherContent] = [contentOf(one), contentOf(other)];
    if (equal.get(content) === otherContent) return true;
    const leftOpen = open.size;
    if (!isSameContent(one, other)) return false;
    if (leftOpen === open.size) equal.set(content, otherContent);
    return true;
  }

  function isSameContent(one: Exclude<Node, { type: "scalar" }>, other: Exclude<Node, { type: "scalar" }>): boolean {
    if (one.type === "list") return other.type === "list" && isSameList(one.items, other.items, isSame);
    if (other.type !== "map") return false;
    const isOpen = open.delete(one);
    const entries = (map: MapNode): readonly Entry[] => (isOpen ? withoutAnnotations(map) : map.entries);
    return isSameList(entries(one), entries(other), (entry, otherEntry) => {
      const { key, value, merged } = entry;
      return isSameScalar(key, otherEntry.key) && merged === otherEntry.merged && isSame(value, otherEntry.value);
    });
  }
}

function contentOf(node: Exclude<Node, { type: "scalar" }>): unknown {
  return node.type === "list" ? node.items : node.entries;
}

function isSameList<T>(ones: readonly T[], others: readonly T[], isSame: (one: T, other: T) => boolean): boolean {
  return (
    ones.length === others.length &&
    ones.every((one, index) => {
      const other = others[index];
      return other !== undefined && isSame(one, other);
    })
  );
}

function isSameScalar(one: Node, other: Node): boolean {
  if (one.type !== "scalar" || other.type !== "scalar") return false;
  return one.scalarType === other.scalarType && one.text === other.text;
}

function withoutAnnotations({ entries }: MapNode): readonly Entry[] {
  return entries.filter(({ key }) => key.text !== "annotations");
}
