import type { Span } from "../text.ts";

export type { Span } from "../text.ts";

/**
 * What a scalar means to Argo CD, which reads YAML the 1.1 way: a plain `yes`, `1_000` or `~` is not a string.
 * `unknown` is a value that is known only after rendering (a Helm action, `${VAR}`, `<path:...>`).
 */
export type ScalarType = "string" | "number" | "boolean" | "null" | "unknown";

/** How a scalar is written. `empty` is a key without any value. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded" | "empty";

/** One value: its text is decoded (as written if it is unknown); its span covers the source text, including quotes and block header. */
export interface ScalarNode {
  readonly type: "scalar";
  readonly scalarType: ScalarType;
  readonly style: ScalarStyle;
  readonly text: string;
  readonly span: Span;
}

/** A mapping with its entries in the order of the text, including duplicates. */
export interface MapNode {
  readonly type: "map";
  /** Written with braces. */
  readonly flow: boolean;
  readonly entries: readonly Entry[];
  readonly span: Span;
}

/** A sequence, in block or flow style; its span is made of offsets in the document. */
export interface ListNode {
  readonly type: "list";
  readonly flow: boolean;
  readonly items: readonly Node[];
  readonly span: Span;
}

/** The contents of a document as plain data. Anchors, aliases and merge keys are resolved; spans are those of the original text. */
export type Node = ScalarNode | MapNode | ListNode;

/** One `key: value` of a mapping. */
export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node;
  /** It comes from another place: a merge key `<<`. */
  readonly merged: boolean;
  /** Key and value are on one line. */
  readonly oneLine: boolean;
  /** The key is the end of a JSON pointer, in which `~1` stands for a slash. */
  readonly pointer?: true;
}

/** The last entry with that key, including a merged one. Mirrors `mapping` in goyaml.v2/decode.go of sigs.k8s.io/yaml. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  if (node?.type !== "map") return undefined;
  return node.entries.length > mostSearched
    ? indexOf(node).get(key)
    : node.entries.findLast((entry) => entry.key.text === key);
}

/** How many entries are looked at one by one. A larger mapping is indexed when it is first asked. */
const mostSearched = 50;

type Index = ReadonlyMap<string, Entry>;

/** The index is kept with the mapping, where nobody sees it who compares or copies mappings. */
function indexOf(map: MapNode & { readonly index?: Index }): Index {
  if (map.index !== undefined) return map.index;
  const index: Index = new Map(map.entries.map((entry) => [entry.key.text, entry]));
  Object.defineProperty(map, "index", { value: index });
  return index;
}

/** The node at a path of keys, or `undefined` if the path leaves the mappings. */
export function nodeAt(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((at, key) => entryOf(at, key)?.value, node);
}

/** The text of a string scalar at a path; `undefined` for anything else, including a number or an unknown value. */
export function stringAt(node: Node | undefined, ...path: readonly string[]): string | undefined {
  const found = nodeAt(node, ...path);
  return found?.type === "scalar" && found.scalarType === "string" ? found.text : undefined;
}
