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
import { limits, refusals } from "./limits.ts";
import type { Entry, Node, ScalarNode, ScalarStyle, Span } from "./node.ts";
import { scalarNode } from "./scalar-node.ts";

/** What one document holds, and the first thing that is wrong with it. */
export interface YamlContent {
  readonly root: Node | undefined;
  readonly error: string | undefined;
  /** The offset at which the error stands; 0 where nothing is wrong. */
  readonly errorAt: number;
  /** Whether other readers may see more in it: a value has a tag, such as `!!binary`, or is nested too deep to be read. */
  readonly isPartial: boolean;
}

/** Reads any part of a document with the `yaml` package; a text says why that would be too much. */
export function readYaml(whole: DocumentText, { start, end }: Span): YamlContent | string {
  // The failsafe schema leaves every scalar a string: what a plain one means is decided by `typeOfPlain` alone.
  const document = parseDocument(whole.masked.slice(start, end), {
    schema: "failsafe",
    logLevel: "silent",
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
  });
  const { text, actions } = whole;
  const [error] = document.errors;
  // The parser ran out of stack.
  if (error?.code === "RESOURCE_EXHAUSTION") return refusals.depth;
  const counts: Reader["counts"] = {
    read: 0,
    readText: 0,
    unread: 0,
    deepest: 0,
    aliasedLeft: limits.aliased + end - start,
    aliasedTextLeft: limits.aliasedText,
  };
  const reader: Reader = { text, actions, start, anchors: new Map(), counts };
  const root = document.contents === null ? undefined : readNode(document.contents, reader, 0);
  if (counts.aliasedLeft < 0) return refusals.aliased;
  if (counts.aliasedTextLeft < 0) return refusals.aliasedText;
  return {
    root: root?.type === "scalar" && root.style === "empty" ? undefined : root,
    error: error?.message,
    errorAt: error === undefined ? 0 : start + error.pos[0],
    isPartial: counts.unread > 0,
  };
}

interface Reader extends Omit<DocumentText, "masked"> {
  /** Where the part begins that is read. */
  readonly start: number;
  /** The anchors so far, by name: a later one of the same name takes the place of the earlier. */
  readonly anchors: Map<string, Anchored>;
  readonly counts: {
    /** How many values were read, with those that aliases stand for. */
    read: number;
    /** How many characters they have. */
    readText: number;
    /** How many of them mean something to others that is not known here. */
    unread: number;
    /** How deep it has come, counted from the root, in what stands at the innermost anchor. */
    deepest: number;
    /** How many more values aliases may stand for; below 0 where some were left out. */
    aliasedLeft: number;
    /** The same for their characters. */
    aliasedTextLeft: number;
  };
}

/** What stands at an anchor, read once, so that aliases of aliases cost nothing; `undefined` while it is being read. */
interface Anchored {
  node: Node | undefined;
  /** How many values that is. */
  size: number;
  /** How many characters they have. */
  textSize: number;
  /** How many collections are in each other there. */
  height: number;
}

type YamlNode = Document.Parsed["contents"];

function readNode(node: unknown, reader: Reader, depth: number): Node {
  if (isAlias(node)) return readAlias(node, reader, depth);
  const yamlNode = node as YamlNode;
  const { counts } = reader;
  counts.read++;
  counts.deepest = Math.max(counts.deepest, depth);
  if (depth > limits.depth || hasTag(yamlNode)) counts.unread++;
  if (depth > limits.depth) return unknownScalar(spanOf(yamlNode, reader));
  if (yamlNode === null || isAlias(yamlNode) || yamlNode.anchor === undefined)
    return readContent(yamlNode, reader, depth);
  const { deepest } = counts;
  counts.deepest = depth;
  const anchored: Anchored = { node: undefined, size: -counts.read, textSize: -counts.readText, height: 0 };
  reader.anchors.set(yamlNode.anchor, anchored);
  anchored.node = readContent(yamlNode, reader, depth);
  anchored.size += counts.read + 1;
  anchored.textSize += counts.readText;
  anchored.height = counts.deepest - depth;
  counts.deepest = Math.max(counts.deepest, deepest);
  return anchored.node;
}

/** Whether a node has another tag than the one that it has anyway. */
function hasTag(node: YamlNode): boolean {
  if (node === null || isAlias(node) || node.tag === undefined) return false;
  return node.tag !== `tag:yaml.org,2002:${isMap(node) ? "map" : isSeq(node) ? "seq" : "str"}`;
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
  const { start, end } = span;
  // `!!binary aGk=` is a text that only decoding tells.
  const isEncoded = scalar.tag !== undefined && typeof scalar.value !== "string";
  if (isEncoded) return { ...unknownScalar(span), text: reader.text.slice(start, end) };
  const text = typeof scalar.value === "string" ? scalar.value : "";
  reader.counts.readText += text.length;
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
function readAlias(alias: Alias, reader: Reader, depth: number): Node {
  const span = spanOf(alias, reader);
  // An alias inside its own anchor has no value that could be written down.
  const { node, size = 0, textSize = 0, height = 0 } = reader.anchors.get(alias.source) ?? {};
  const { counts } = reader;
  counts.aliasedLeft -= size;
  counts.aliasedTextLeft -= textSize;
  // What is too deep by aliases is as unknown as what is written so.
  const isTooMuch = counts.aliasedLeft < 0 || counts.aliasedTextLeft < 0 || depth + height > limits.depth;
  if (node === undefined || isTooMuch) {
    counts.unread++;
    return unknownScalar(span);
  }
  counts.read += size;
  counts.readText += textSize;
  counts.deepest = Math.max(counts.deepest, depth + height);
  return { ...node, span };
}

function readPair(pair: Pair, reader: Reader, depth: number): Entry[] {
  const key = readNode(pair.key, reader, depth);
  if (key.type !== "scalar") return [];
  const value = pair.value === null ? emptyScalar(key.span.end) : readNode(pair.value, reader, depth);
  if (key.text === "<<" && key.style === "plain") return mergedEntries(value);
  return [{ key, value, merged: false, oneLine: !reader.text.slice(key.span.start, value.span.end).includes("\n") }];
}

/** The entries that `<<` brings in: those of a mapping, or of a list of mappings in which the first one wins. */
function mergedEntries(value: Node): Entry[] {
  const byKey = new Map<string, Entry>();
  for (const map of value.type === "list" ? value.items.toReversed() : [value]) {
    if (map.type === "map") for (const entry of map.entries) byKey.set(entry.key.text, { ...entry, merged: true });
  }
  return [...byKey.values()];
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
