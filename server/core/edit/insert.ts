/** How entries are put into mappings. */
import { type Entry, entryOf } from "../manifest/node.ts";
import { inSameBranch } from "../manifest/template.ts";
import { lineBreak, lineStart, nextLineStart, type Span, type TextEdit } from "../text.ts";
import { endOf, indentOf } from "./entries.ts";
import type { Target } from "./target.ts";

/** Key and value as they are to be written. */
export interface WrittenEntry {
  readonly key: string;
  readonly value: string;
  /** A comment to stand behind it, with the blanks before it; left out between braces. */
  readonly comment?: string;
  /** A number, or what has its quotes already: no quotes are added, also where everything else has them. */
  readonly type?: "number" | "written";
}

/** Puts an entry into the annotations, as the first; makes them where there are none. `undefined` where there is no place for it. */
export function insertAnnotation({ manifest, text, actions }: Target, written: WrittenEntry): TextEdit | undefined {
  const block = manifest.annotationBlocks.at(-1);
  if (block !== undefined) return insertInto(text, block, written);
  const metadataKey = entryOf(manifest.node, "metadata");
  const metadata = metadataKey?.value;
  if (metadata?.type !== "map" || metadataKey === undefined) return undefined;
  const first = metadata.entries.find((it) => !it.merged);
  if (first === undefined || !inSameBranch(actions, first.key.span.start, metadataKey.key.span.start)) return undefined;
  if (metadata.flow) return insertBefore(text, first, asFlowMap(first, written));
  const name = entryOf(metadata, "name");
  const indent = indentOf(text, first);
  if (indent === undefined) return undefined;
  const eol = lineBreak(text);
  const step = indent.slice(0, Math.max(2, indent.length - (indentOf(text, metadataKey)?.length ?? 0)));
  const lines = `${indent}annotations:${eol}${indent}${step}${written.key}: ${written.value}${written.comment ?? ""}${eol}`;
  if (name?.oneLine === true && !name.merged && inSameBranch(actions, name.key.span.start, first.key.span.start)) {
    return insertLines(text, nextLineStart(text, endOf(text, name)), lines);
  }
  return insertLines(text, lineStart(text, first.key.span.start), lines);
}

/** Puts an entry into the mapping below another, as the first; `undefined` where there is no place for it. */
export function insertInto(text: string, { key, value }: Entry, written: WrittenEntry): TextEdit | undefined {
  if (value.type === "scalar") return value.style === "empty" ? insertBelow(text, key.span, "  ", written) : undefined;
  if (value.type !== "map" || text.startsWith("*", value.span.start)) return undefined;
  const first = value.entries.find((it) => !it.merged);
  if (value.flow) {
    if (first !== undefined) return insertBefore(text, first, written);
    return { span: value.span, text: `{ ${asFlowEntry({ key }, written)} }` };
  }
  const indent = first === undefined ? undefined : indentOf(text, first);
  if (first === undefined || indent === undefined) return undefined;
  // What a merge key brings in takes the place of what stands above it (goyaml.v2/decode.go of sigs.k8s.io/yaml).
  if (value.entries[0]?.merged === true) {
    const line = `${indent}${written.key}: ${written.value}${written.comment ?? ""}${lineBreak(text)}`;
    return insertLines(text, lineStart(text, first.key.span.start), line);
  }
  const outer = indentOf(text, { key }) ?? "";
  return insertBelow(text, key.span, indent.slice(outer.length), written);
}

/** Puts a mapping with one entry before a key that stands in a line of its own; `undefined` where it does not. */
export function insertBlock(text: string, before: Entry, name: string, written: WrittenEntry): TextEdit | undefined {
  const indent = indentOf(text, before);
  if (indent === undefined) return undefined;
  const eol = lineBreak(text);
  const lines = `${indent}${name}:${eol}${indent}  ${written.key}: ${written.value}${eol}`;
  return insertLines(text, lineStart(text, before.key.span.start), lines);
}

function insertBelow(
  text: string,
  key: Span,
  step: string,
  { key: name, value, comment = "" }: WrittenEntry,
): TextEdit | undefined {
  const next = nextLineStart(text, key.end);
  // An anchor or a comment may stand behind the key, but nothing that is a value.
  if (!/^[ \t]*:[ \t]*(?:&\S+(?:[ \t]+(?:#.*)?)?|#.*)?\r?\n?$/.test(text.slice(key.end, next))) return undefined;
  const indent = text.slice(lineStart(text, key.start), key.start);
  if (!/^ *$/.test(indent)) return undefined;
  return insertLines(text, next, `${indent}${step}${name}: ${value}${comment}${lineBreak(text)}`);
}

function insertLines(text: string, at: number, lines: string): TextEdit {
  const isEnd = at === text.length && at > 0 && text.charAt(at - 1) !== "\n";
  const eol = lineBreak(text);
  return { span: { start: at, end: at }, text: isEnd ? eol + lines.slice(0, -eol.length) : lines };
}

function insertBefore(text: string, first: Entry, written: WrittenEntry): TextEdit {
  const at = first.key.span.start;
  const indent = indentOf(text, first);
  const gap = indent === undefined ? " " : lineBreak(text) + indent;
  return { span: { start: at, end: at }, text: `${asFlowEntry(first, written)},${gap}` };
}

function asFlowMap(sibling: Pick<Entry, "key">, written: WrittenEntry): WrittenEntry {
  return { key: "annotations", value: `{ ${asFlowEntry(sibling, written)} }` };
}

/** An entry between braces, in quotes where the keys around it are. */
function asFlowEntry({ key: { style } }: Pick<Entry, "key">, { key, value, type }: WrittenEntry): string {
  if (style !== "double") return `${key}: ${value}`;
  return `${inQuotes(key)}: ${type === undefined ? inQuotes(value) : value}`;
}

function inQuotes(written: string): string {
  return /^["[{]/.test(written) ? written : JSON.stringify(written);
}
