import { type Node, nodeAt, type Span } from "../manifest/node.ts";

/** The kind of an object, with its API group. */
export interface ObjectKind {
  /** "" for the core API. */
  readonly group: string;
  readonly kind: string;
}

/** An object that a manifest names, and cannot do without. */
export interface Reference extends ObjectKind {
  readonly name: string;
  /** It lives in no namespace; any other one is meant in the namespace of the manifest. */
  readonly isClusterWide: boolean;
  /** What it is needed for: by the Pods that a workload runs, or by the resource itself to become healthy. */
  readonly neededBy: "pods" | "resource";
  /** The name, counted from the start of the document. */
  readonly span: Span;
}

/** How long the name of an object can be. */
const longestName = 253;

/** Whether a text can be the name of an object: templates and placeholders cannot. */
export function isKnownName(text: string): boolean {
  return text.length <= longestName && /^[a-z0-9](?:[a-z0-9:._-]*[a-z0-9])?$/.test(text);
}

/** The reference that a name makes; none where the name is not known before rendering. */
export function referenceTo(kind: ObjectKind, name: Node | undefined): Reference[] {
  if (name?.type !== "scalar" || name.scalarType !== "string" || !isKnownName(name.text)) return [];
  return [{ ...kind, name: name.text, isClusterWide: false, neededBy: "pods", span: name.span }];
}

/** The items of the list at a key; none where there is no list. */
export function itemsAt(node: Node | undefined, key: string): readonly Node[] {
  const list = nodeAt(node, key);
  return list?.type === "list" ? list.items : [];
}
