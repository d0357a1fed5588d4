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
import type { Entry, MapNode, Node, ScalarNode, ScalarStyle, Span } from "./node.ts";
import { typeOfPlain } from "./scalar.ts";
import { isPlaceholder, maskTemplate, type TemplateAction } from "./template.ts";

/** What one document says. Parsing never fails: where the YAML is broken, `root` is what could be read of it. */
export interface ParsedDocument {
  /** `undefined` for a document without content. */
  readonly root: Node | undefined;
  /** The first thing that is wrong with the YAML, in the words of the parser. */
  readonly error: string | undefined;
  readonly actions: readonly TemplateAction[];
}

/** How deep a document is read; what is nested deeper counts as unknown. */
const maxDepth = 200;

/** Reads the text of one document, with its markers. */
export function parseDocumentText(text: string): ParsedDocument {
  const masked = maskTemplate(text);
  // The failsafe schema leaves every scalar a string: what a plain one means is decided by `typeOfPlain` alone.
  const document = parseDocument(masked.text, {
    schema: "failsafe",
    logLevel: "silent",
    uniqueKeys: false,
    strict: false,
    prettyErrors: false,
  });
  const reader: Reader = { text, document, actions: masked.actions, anchored: new Map() };
  const root = document.contents === null ? undefined : readNode(document.contents, reader, 0);
  return {
    root: root?.type === "scalar" && root.style === "empty" ? undefined : root,
    error: document.errors[0]?.message,
    actions: masked.actions,
  };
}

interface Reader {
  /** The text as it was before masking. */
  readonly text: string;
  readonly document: Document.Parsed;
  readonly actions: readonly TemplateAction[];
  /** What the aliases lead to, read once each, so that aliases of aliases cost nothing; `undefined` while it is being read. */
  readonly anchored: Map<unknown, Node | undefined>;
}

type YamlNode = Document.Parsed["contents"];

function readNode(node: unknown, reader: Reader, depth: number): Node {
  if (isAlias(node)) return readAlias(node, reader, depth);
  const yamlNode = node as YamlNode;
  const span = spanOf(yamlNode);
  if (depth > maxDepth) return unknownScalar(span);
  if (isMap(yamlNode)) {
    const entries = yamlNode.items.flatMap((pair) => readPair(pair as Pair, reader, depth + 1));
    return { type: "map", flow: yamlNode.flow === true, entries, span };
  }
  if (isSeq(yamlNode)) {
    return {
      type: "list",
      flow: yamlNode.flow === true,
      items: yamlNode.items.map((item) => readNode(item, reader, depth + 1)),
      span,
    };
  }
  return isScalar(yamlNode) ? readScalar(yamlNode, reader) : unknownScalar(span);
}

function readScalar(scalar: Scalar, reader: Reader): ScalarNode {
  const span = spanOf(scalar);
  const text = typeof scalar.value === "string" ? scalar.value : "";
  const style = styleOf(scalar, span);
  if (reader.actions.some((action) => action.span.start < span.end && span.start < action.span.end)) {
    const written = reader.text.slice(span.start, span.end).trimEnd();
    const unquoted = style === "double" || style === "single" ? written.slice(1, -1) : written;
    return { type: "scalar", scalarType: "unknown", style, text: unquoted, span };
  }
  if (isPlaceholder(text)) return { type: "scalar", scalarType: "unknown", style, text, span };
  const plain = style === "plain" || style === "empty";
  // `!!str 5` is a string; any other explicit tag is left to the text.
  const scalarType = plain && scalar.tag !== "tag:yaml.org,2002:str" ? typeOfPlain(text) : "string";
  return { type: "scalar", scalarType, style, text, span };
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
  const span = spanOf(alias);
  const target = alias.resolve(reader.document);
  if (target === undefined) return unknownScalar(span);
  if (!reader.anchored.has(target)) {
    reader.anchored.set(target, undefined);
    reader.anchored.set(target, readNode(target, reader, depth + 1));
  }
  const node = reader.anchored.get(target);
  // An alias inside its own anchor has no value that could be written down.
  return node === undefined ? unknownScalar(span) : { ...node, span };
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
  const maps: MapNode[] =
    value.type === "map" ? [value] : value.type === "list" ? value.items.filter((it) => it.type === "map") : [];
  return maps.toReversed().flatMap((map) => map.entries.map((entry) => ({ ...entry, merged: true })));
}

function spanOf(node: { readonly range?: readonly number[] | null | undefined } | YAMLMap | null): Span {
  const [start = 0, end = start] = node?.range ?? [];
  return { start, end };
}

function emptyScalar(at: number): ScalarNode {
  return { type: "scalar", scalarType: "null", style: "empty", text: "", span: { start: at, end: at } };
}

function unknownScalar(span: Span): ScalarNode {
  return { type: "scalar", scalarType: "unknown", style: "plain", text: "", span };
}
