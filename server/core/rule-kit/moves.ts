/** How fixes remove entries from mappings and add them to others. */
import type { TextEdit } from "../manifest/file.ts";
import { type Entry, type MapNode, type Span, nodeAt } from "../manifest/node.ts";
import { sameBranch } from "./annotations.ts";
import type { Fix, Subject } from "./rule.ts";
import { writtenSpan } from "./values.ts";

/** An entry with its mapping, and the entry whose value that mapping is, if that one may be removed too. */
export interface Spot {
  readonly entry: Entry;
  readonly map: MapNode;
  readonly owner?: Spot | undefined;
}

/** Key and value as they are to be written. */
export interface WrittenEntry {
  readonly key: string;
  readonly value: string;
  /** The comment after it, with the spaces before the comment; left out between braces. */
  readonly comment?: string;
  /** A value that is not a string stays without quotes, even if everything else has them. */
  readonly type?: "number";
}

/** The fix that removes an annotation; none if its text cannot be removed by itself. */
export function removeEntry(title: string, subject: Subject, entry: Entry): Fix[] {
  const spot = annotationSpot(subject, entry);
  const span = spot === undefined ? undefined : removalOf(subject.text, spot);
  return span === undefined ? [] : [{ title, edits: [{ span, text: "" }] }];
}

/** The fix that writes another key in the same style of quotes. */
export function renameKey({ key, merged, pointer }: Entry, name: string): Fix[] {
  if (merged) return [];
  const text = pointer === true ? name.replaceAll("~", "~0").replaceAll("/", "~1") : inStyleOf(key, name);
  return [{ title: `Change the key to "${name}"`, edits: [{ span: key.span, text }] }];
}

function inStyleOf(key: Entry["key"], name: string): string {
  return key.style === "double" ? JSON.stringify(name) : key.style === "single" ? `'${name}'` : name;
}

/** Where an annotation is, by the place of its key. */
function annotationSpot({ manifest }: Subject, entry: Entry): Spot | undefined {
  const owner = manifest.annotationBlocks.find(({ value }) => holds(value, entry));
  // Without its annotations, the operation of a patch would do something else.
  if (owner?.value.type !== "map" || entry.merged || manifest.place === "patch operation") return undefined;
  const holders = [nodeAt(manifest.node, "metadata"), manifest.node];
  const map = holders.find((it) => it?.type === "map" && it.entries.includes(owner));
  return { entry, map: owner.value, owner: map?.type === "map" ? { entry: owner, map } : undefined };
}

function holds(value: Entry["value"], { key }: Entry): boolean {
  return value.type === "map" && value.entries.some((it) => it.key.span.start === key.span.start);
}

/** What to delete to remove an entry: its lines, its text and one comma in braces, or its owner if that would be left empty. */
export function removalOf(text: string, { entry, map, owner }: Spot): Span | undefined {
  if (map.entries.length === 1 && owner !== undefined && !entry.merged) {
    const before = { start: owner.entry.key.span.end, end: entry.key.span.start };
    const after = { start: nextLineAfter(text, endOf(text, entry)), end: map.span.end };
    const whole = holdsComment(text, before) || holdsComment(text, after) ? undefined : removalOf(text, owner);
    if (whole !== undefined) return whole;
  }
  return map.flow ? removalInBraces(text, entry) : linesOf(text, entry);
}

/** Whether there is a comment in a part of the text. */
export function holdsComment(text: string, { start, end }: Span): boolean {
  const written = text.slice(start, end).replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "");
  return /(?:^|\s)#/.test(written);
}

/** The comment after an entry on its last line, with the spaces before it. */
export function commentBehind(text: string, entry: Entry): string {
  const end = endOf(text, entry);
  return /^[ \t]+#[^\r\n]*/.exec(text.slice(end, nextLineAfter(text, end)))?.[0] ?? "";
}

function removalInBraces(text: string, entry: Entry): Span {
  const end = endOf(text, entry);
  const comma = /^\s*,\s*/.exec(text.slice(end));
  if (comma !== null) return { start: entry.key.span.start, end: end + comma[0].length };
  const before = /,\s*$/.exec(text.slice(0, entry.key.span.start));
  return { start: entry.key.span.start - (before?.[0].length ?? 0), end };
}

/** The lines of an entry in a block mapping, with the comment after it; `undefined` if something else is before it on its line. */
export function linesOf(text: string, entry: Entry): Span | undefined {
  const start = lineStartOf(text, entry.key.span.start);
  if (!/^[ \t]*$/.test(text.slice(start, entry.key.span.start))) return undefined;
  return { start, end: nextLineAfter(text, endOf(text, entry)) };
}

function endOf(text: string, { key, value }: Entry): number {
  return Math.max(key.span.end, writtenSpan(text, value.span).end);
}

function lineStartOf(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function nextLineAfter(text: string, offset: number): number {
  return text.indexOf("\n", offset) + 1 || text.length;
}

/** Adds an entry at the start of the annotations, and creates them if there are none. `undefined` if no fix can do that. */
export function insertAnnotation(subject: Subject, written: WrittenEntry): TextEdit | undefined {
  const { manifest, text } = subject;
  const block = manifest.annotationBlocks.at(-1);
  if (block !== undefined) return insertInto(text, block, written);
  const metadata = nodeAt(manifest.node, "metadata");
  const metadataKey = manifest.node.entries.findLast((it) => it.value === metadata);
  if (metadata?.type !== "map" || metadataKey === undefined) return undefined;
  const first = metadata.entries.find((it) => !it.merged);
  if (first === undefined || !sameBranch(subject, first.key.span.start, metadataKey.key.span.start)) return undefined;
  if (metadata.flow) return insertBefore(text, first, asFlowMap(first, written));
  const name = metadata.entries.find((it) => it.key.text === "name" && it.oneLine && !it.merged);
  const indent = indentOf(text, first);
  if (indent === undefined) return undefined;
  const eol = lineBreakOf(text);
  const step = indent.slice(0, Math.max(2, indent.length - (indentOf(text, metadataKey)?.length ?? 0)));
  const lines = `${indent}annotations:${eol}${indent}${step}${written.key}: ${written.value}${written.comment ?? ""}${eol}`;
  if (name !== undefined && sameBranch(subject, name.key.span.start, first.key.span.start)) {
    return insertLines(text, nextLineAfter(text, endOf(text, name)), lines);
  }
  return insertLines(text, lineStartOf(text, first.key.span.start), lines);
}

/** Adds an entry at the start of the mapping below another entry. */
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
  const outer = indentOf(text, { key }) ?? "";
  return insertBelow(text, key.span, indent.slice(outer.length), written);
}

function insertBelow(
  text: string,
  key: Span,
  step: string,
  { key: name, value, comment = "" }: WrittenEntry,
): TextEdit | undefined {
  const next = nextLineAfter(text, key.end);
  // An anchor or a comment may follow the key, but not a value.
  if (!/^[ \t]*:[ \t]*(?:&\S+[ \t]*)?(?:#.*)?\r?\n?$/.test(text.slice(key.end, next))) return undefined;
  const indent = text.slice(lineStartOf(text, key.start), key.start);
  if (!/^ *$/.test(indent)) return undefined;
  return insertLines(text, next, `${indent}${step}${name}: ${value}${comment}${lineBreakOf(text)}`);
}

function insertLines(text: string, at: number, lines: string): TextEdit {
  const isEnd = at === text.length && at > 0 && text.charAt(at - 1) !== "\n";
  const eol = lineBreakOf(text);
  return { span: { start: at, end: at }, text: isEnd ? eol + lines.slice(0, -eol.length) : lines };
}

function insertBefore(text: string, first: Entry, written: WrittenEntry): TextEdit {
  const at = first.key.span.start;
  const indent = indentOf(text, first);
  const gap = indent === undefined ? " " : lineBreakOf(text) + indent;
  return { span: { start: at, end: at }, text: `${asFlowEntry(first, written)},${gap}` };
}

function asFlowMap(sibling: Pick<Entry, "key">, written: WrittenEntry): WrittenEntry {
  return { key: "annotations", value: `{ ${asFlowEntry(sibling, written)} }` };
}

/** An entry between braces, in quotes if the keys around it are. */
function asFlowEntry({ key: { style } }: Pick<Entry, "key">, { key, value, type }: WrittenEntry): string {
  if (style !== "double") return `${key}: ${value}`;
  return `${inQuotes(key)}: ${type === "number" ? value : inQuotes(value)}`;
}

function inQuotes(written: string): string {
  return /^["[{]/.test(written) ? written : JSON.stringify(written);
}

function indentOf(text: string, { key }: Pick<Entry, "key">): string | undefined {
  const before = text.slice(lineStartOf(text, key.span.start), key.span.start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

function lineBreakOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** The edits, with those that touch joined into one. */
export function joinEdits(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const last = joined.at(-1);
    if (last?.span.end !== edit.span.start) joined.push(edit);
    else joined.splice(-1, 1, { span: { start: last.span.start, end: edit.span.end }, text: last.text + edit.text });
  }
  return joined;
}
