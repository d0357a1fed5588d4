/** The structure of a document that is still being written. All offsets are from the start of the document. */
import type { Span } from "../../manifest/node.ts";

/** A key or a value as it is written. */
export interface Token {
  /** Of a key with its quotes, of a value without them. */
  readonly span: Span;
  readonly text: string;
  /** The quote that it begins with, "" for none. */
  readonly quote: string;
}

/** A mapping as far as it is written; its entries are added while it is read. */
export interface OutlineMap {
  readonly type: "map";
  /** Written with braces. */
  readonly flow: boolean;
  readonly entries: OutlineEntry[];
  /** What it is the value of; `undefined` at the top of the document. */
  readonly parent: OutlineEntry | OutlineItem | undefined;
}

/** A list as far as it is written; its items are added while it is read. */
export interface OutlineList {
  readonly type: "list";
  readonly flow: boolean;
  readonly items: OutlineItem[];
  readonly parent: OutlineEntry | OutlineItem | undefined;
}

/** A value that is neither a mapping nor a list. */
export interface OutlineScalar {
  readonly type: "scalar";
  readonly token: Token;
}

/** One key of a mapping; its value is `undefined` while nothing is written there. */
export interface OutlineEntry {
  readonly key: Token;
  readonly hasColon: boolean;
  value: OutlineMap | OutlineList | OutlineScalar | undefined;
  readonly owner: OutlineMap;
}

/** One item of a list; its value is `undefined` while nothing is written there. */
export interface OutlineItem {
  value: OutlineMap | OutlineList | OutlineScalar | undefined;
  readonly owner: OutlineList;
}

/** Where the cursor is. What is not yet written has an empty token. */
export type Cursor =
  /** On a key; `followed`: another entry follows without a comma between them. */
  | { readonly type: "key"; readonly entry: OutlineEntry; readonly followed: boolean }
  | { readonly type: "value"; readonly entry: OutlineEntry; readonly token: Token }
  | { readonly type: "item"; readonly item: OutlineItem; readonly token: Token }
  /** In the lines of a block scalar, which may be YAML as well. */
  | { readonly type: "text"; readonly span: Span };

/** The text to read, and the cursor once it has been found. */
export interface OutlineReader {
  readonly text: string;
  readonly offset: number;
  cursor: Cursor | undefined;
}

/** The keys that lead to a mapping from the top of the document; `[]` stands for each item of a list. */
export function pathOf(map: OutlineMap): readonly string[] {
  const path: string[] = [];
  for (let node: OutlineMap | OutlineList | undefined = map; node !== undefined;) {
    const parent: OutlineEntry | OutlineItem | undefined = node.parent;
    if (parent !== undefined) path.unshift("key" in parent ? parent.key.text : "[]");
    node = parent?.owner;
  }
  return path;
}

/** The mappings around a mapping, from the top of the document to the mapping itself. */
export function mapsAround(map: OutlineMap): readonly OutlineMap[] {
  const maps: OutlineMap[] = [];
  for (let node: OutlineMap | OutlineList | undefined = map; node !== undefined; node = node.parent?.owner) {
    if (node.type === "map") maps.unshift(node);
  }
  return maps;
}

/** The text of a scalar in a mapping, "" where there is none. */
export function textIn(map: OutlineMap | undefined, key: string): string {
  const value = map?.entries.findLast((entry) => entry.key.text === key)?.value;
  return value?.type === "scalar" ? value.token.text.trim() : "";
}
