/** How entries are taken out of mappings, and how their keys are changed. */
import { type Entry, entryOf, type MapNode, nodeAt } from "../manifest/node.ts";
import { lineStart, nextLineStart, quoteEnds, type Span, type TextEdit } from "../text.ts";
import type { Target } from "./target.ts";
import { writtenSpan } from "./values.ts";

/** An entry with the mapping that holds it, and the entry whose value that mapping is, if that one may go as well. */
export interface Spot {
  readonly entry: Entry;
  readonly map: MapNode;
  readonly owner?: Spot | undefined;
}

/** Takes an annotation out, with the block if nothing else is in it; `undefined` where its text does not stand by itself. */
export function removeAnnotation(target: Target, annotation: Entry): TextEdit | undefined {
  const spot = annotationSpot(target, annotation);
  return spot && removeAt(target.text, spot);
}

/** Where an annotation stands, by the place of its key; `undefined` where it cannot be taken out. */
export function annotationSpot({ manifest }: Target, annotation: Entry): Spot | undefined {
  const owner = manifest.annotationBlocks.find(({ value }) => holds(value, annotation));
  // The operation of a patch that is left without annotations would be another one.
  if (owner?.value.type !== "map" || annotation.merged || manifest.place === "patch operation") return undefined;
  const holders = [nodeAt(manifest.node, "metadata"), manifest.node];
  const map = holders.find((it) => it?.type === "map" && it.entries.includes(owner));
  return { entry: annotation, map: owner.value, owner: map?.type === "map" ? { entry: owner, map } : undefined };
}

function holds(value: Entry["value"], { key }: Entry): boolean {
  const isKey = (entry: Entry | undefined): boolean => entry?.key.span.start === key.span.start;
  // Nearly always it is the last one of its key: only that is read.
  return (
    value.type === "map" && (isKey(entryOf(value, key.text)) || isWithin(value.span, key) || value.entries.some(isKey))
  );
}

function isWithin({ start, end }: Span, key: Entry["key"]): boolean {
  return start <= key.span.start && key.span.end <= end;
}

/** Takes an entry out: its lines, its text and one comma in braces, or its owner if that would be left empty. */
export function removeAt(text: string, spot: Spot): TextEdit | undefined {
  const span = removalOf(text, spot);
  return span && { span, text: "" };
}

function removalOf(text: string, { entry, map, owner }: Spot): Span | undefined {
  if (map.entries.length === 1 && owner !== undefined && !entry.merged) {
    const before = { start: owner.entry.key.span.end, end: entry.key.span.start };
    const after = { start: nextLineStart(text, endOf(text, entry)), end: map.span.end };
    // What an alias stands for is written elsewhere, with its comments.
    const isBesideOthers =
      isWithin(map.span, entry.key) &&
      (holdsComment(text, before) || holdsComment(text, after) || isBesideAction(text, before, after));
    const whole = isBesideOthers ? undefined : removalOf(text, owner);
    if (whole !== undefined) return whole;
  }
  return map.flow ? removalInBraces(text, entry) : linesOf(text, entry);
}

/** Whether a template prints something else into the block of an entry, or decides whether the entry is there. */
function isBesideAction(text: string, before: Span, after: Span): boolean {
  // What ends right behind the entry, but does not begin in its block, begins before the block.
  return (
    text.slice(before.start, before.end).includes("{{") ||
    /^\s*\{\{(?!-?\s*(?:end|else)\b)/.test(text.slice(after.start))
  );
}

function removalInBraces(text: string, entry: Entry): Span {
  return withComma(text, { start: entry.key.span.start, end: endOf(text, entry) });
}

/** A span between braces or brackets with one comma beside it, and the blanks around that. */
export function withComma(text: string, { start, end }: Span): Span {
  const after = /^\s*,\s*/.exec(text.slice(end));
  if (after !== null) return { start, end: end + after[0].length };
  let before = start;
  while (/\s/.test(text.charAt(before - 1))) before--;
  return { start: text.charAt(before - 1) === "," ? before - 1 : start, end };
}

/** The lines of an entry in a block mapping, with the comment behind it; `undefined` where something else stands before it. */
export function linesOf(text: string, entry: Entry): Span | undefined {
  if (indentOf(text, entry) === undefined) return undefined;
  return { start: lineStart(text, entry.key.span.start), end: nextLineStart(text, endOf(text, entry)) };
}

/** The blanks before the key of an entry; `undefined` where anything else stands before it on its line. */
export function indentOf(text: string, { key }: Pick<Entry, "key">): string | undefined {
  const before = text.slice(lineStart(text, key.span.start), key.span.start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The offset at which the text of an entry ends, without the comment behind it. */
export function endOf(text: string, { key, value }: Entry): number {
  return Math.max(key.span.end, writtenSpan(text, value.span).end);
}

/** Whether there is a comment in a part of the text. */
export function holdsComment(text: string, { start, end }: Span): boolean {
  return /(?:^|\s)#/.test(withoutQuoted(text.slice(start, end)));
}

/** A text without the parts of it that are in quotes. */
function withoutQuoted(text: string): string {
  const doubleEnds = quoteEnds(text, "");
  const lastSingle = text.lastIndexOf("'");
  let rest = "";
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    const end =
      character === '"'
        ? (doubleEnds[at + 1] ?? 0)
        : character === "'" && at < lastSingle
          ? text.indexOf("'", at + 1) + 1
          : 0;
    if (end === 0) rest += character;
    at = end === 0 ? at + 1 : end;
  }
  return rest;
}

/** The comment behind an entry on its last line, with the blanks before it. */
export function commentBehind(text: string, entry: Entry): string {
  const end = endOf(text, entry);
  return /^[ \t]+#[^\r\n]*/.exec(text.slice(end, nextLineStart(text, end)))?.[0] ?? "";
}

/** Writes another key, in the style of quotes that is there; `undefined` where the key stands elsewhere, behind `<<`. */
export function writeKey({ key, merged, pointer }: Entry, name: string): TextEdit | undefined {
  if (merged) return undefined;
  const text = pointer === true ? name.replaceAll("~", "~0").replaceAll("/", "~1") : inStyleOf(key, name);
  return { span: key.span, text };
}

function inStyleOf(key: Entry["key"], name: string): string {
  return key.style === "double" ? JSON.stringify(name) : key.style === "single" ? `'${name}'` : name;
}
