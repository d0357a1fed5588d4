import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Alias,
  type Document,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { DocumentText } from "./document-text.ts";
import type { Entry, Node, ScalarNode, ScalarStyle, Span } from "./node.ts";
import { scalarNode } from "./scalar-node.ts";

/** What one document holds, and the first thing that is wrong with it. */
export interface YamlContent {
  readonly root: Node | undefined;
  readonly error: string | undefined;
  /** The offset at which the error stands; 0 where nothing is wrong. */
  readonly errorAt: number;
}

/** How deep a document is read; what is nested deeper counts as unknown. */
const maxDepth = 200;

/** How many entries the merge keys of a document may bring in, so that merges of merges end; real files have a few dozen. */
const maxMergedEntries = 20_000;

/** Reads any part of a document with the `yaml` package. */
export function readYaml(whole: DocumentText, { start, end }: Span): YamlContent {
  // The failsafe schema leaves every scalar a string: what a plain one means is decided by `typeOfPlain` alone.
  const document = parseDocument(whole.masked.slice(start, end), {
    schema: "failsafe",
    logLevel: "silent",
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
  });
  const { text, actions } = whole;
  const reader: Reader = { text, actions, start, anchors: new Map(), mergesLeft: maxMergedEntries };
  const root = document.contents === null ? undefined : readNode(document.contents, reader, 0);
  return {
    root: root?.type === "scalar" && root.style === "empty" ? undefined : root,
    error: firstError(document) ?? (reader.mergesLeft < 0 ? "The merge keys bring in too many entries." : undefined),
    errorAt: document.errors[0] === undefined ? 0 : start + document.errors[0].pos[0],
  };
}

/** The words of the parser, but for what it says when it gives up. */
function firstError({ errors: [first] }: Document.Parsed): string | undefined {
  return first?.code === "RESOURCE_EXHAUSTION" ? "The document is nested too deeply." : first?.message;
}

interface Reader extends Omit<DocumentText, "masked"> {
  /** Where the part begins that is read. */
  readonly start: number;
  /** The anchors so far, by name: a later one of the same name takes the place of the earlier. */
  readonly anchors: Map<string, Anchored>;
  /** How many more entries merge keys may bring in; below 0 where some were left out. */
  mergesLeft: number;
}

/** What stands at an anchor, read once, so that aliases of aliases cost nothing; `undefined` while it is being read. */
interface Anchored {
  node: Node | undefined;
}

type YamlNode = Document.Parsed["contents"];

function readNode(node: unknown, reader: Reader, depth: number): Node {
  if (isAlias(node)) return readAlias(node, reader);
  const yamlNode = node as YamlNode;
  if (depth > maxDepth) return unknownScalar(spanOf(yamlNode, reader));
  if (yamlNode === null || isAlias(yamlNode) || yamlNode.anchor === undefined)
    return readContent(yamlNode, reader, depth);
  const anchored: Anchored = { node: undefined };
  reader.anchors.set(yamlNode.anchor, anchored);
  return (anchored.node = readContent(yamlNode, reader, depth));
}

function readContent(node: YamlNode, reader: Reader, depth: number): Node {
  const span = spanOf(node, reader);
  if (isMap(node)) {
    const entries = node.items.flatMap((pair) => readPair(pair as Pair, reader, depth + 1));
    return { type: "map", flow: node.flow === true, entries, span };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => readNode(item, reader, depth + 1));
    return { type: "list", flow: node.flow === true, items, span };
  }
  return isScalar(node) ? readScalar(node, reader) : unknownScalar(span);
}

function readScalar(scalar: Scalar, reader: Reader): ScalarNode {
  const span = spanOf(scalar, reader);
  const text = typeof scalar.value === "string" ? scalar.value : "";
  const node = scalarNode(reader, styleOf(scalar, span), text, span);
  // `!!str 5` is a string; any other explicit tag is left to the text.
  const isString = scalar.tag === "tag:yaml.org,2002:str" && node.scalarType !== "unknown";
  return isString ? { ...node, scalarType: "string" } : node;
}

function styleOf(scalar: Scalar, span: Span): ScalarStyle {
  switch (scalar.type) {
    case "QUOTE_DOUBLE":
      return "double";
    case "QUOTE_SINGLE":
      return "single";
    case "BLOCK_LITERAL":
      return "literal";
    case "BLOCK_FOLDED":
      return "folded";
    default:
      return span.start === span.end ? "empty" : "plain";
  }
}

/** An alias stands for what its anchor holds, with the span of the alias, so that a finding is where the user wrote it. */
function readAlias(alias: Alias, reader: Reader): Node {
  const span = spanOf(alias, reader);
  // An alias inside its own anchor has no value that could be written down.
  const node = reader.anchors.get(alias.source)?.node;
  return node === undefined ? unknownScalar(span) : { ...node, span };
}

function readPair(pair: Pair, reader: Reader, depth: number): Entry[] {
  const key = readNode(pair.key, reader, depth);
  if (key.type !== "scalar") return [];
  const value = pair.value === null ? emptyScalar(key.span.end) : readNode(pair.value, reader, depth);
  if (key.text === "<<" && key.style === "plain") return mergedEntries(value, reader);
  return [{ key, value, merged: false, oneLine: !reader.text.slice(key.span.start, value.span.end).includes("\n") }];
}

/** The entries that `<<` brings in: those of a mapping, or of a list of mappings in which the first one wins. */
function mergedEntries(value: Node, reader: Reader): Entry[] {
  if (reader.mergesLeft < 0) return [];
  const byKey = new Map<string, Entry>();
  for (const map of value.type === "list" ? value.items.toReversed() : [value]) {
    if (map.type === "map") for (const entry of map.entries) byKey.set(entry.key.text, { ...entry, merged: true });
  }
  reader.mergesLeft -= byKey.size;
  return reader.mergesLeft < 0 ? [] : [...byKey.values()];
}

function spanOf(node: { readonly range?: readonly number[] | null | undefined } | YAMLMap | null, part: Reader): Span {
  const [start = 0, end = start] = node?.range ?? [];
  return { start: part.start + start, end: part.start + end };
}

function emptyScalar(at: number): ScalarNode {
  return { type: "scalar", scalarType: "null", style: "empty", text: "", span: { start: at, end: at } };
}

function unknownScalar(span: Span): ScalarNode {
  return { type: "scalar", scalarType: "unknown", style: "plain", text: "", span };
}
