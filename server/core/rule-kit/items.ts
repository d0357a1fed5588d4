/** The items of a comma-separated list: where they are, and how fixes change them. */
import { nearest } from "../catalogue/near.ts";
import { replaceValue } from "../edit/values.ts";
import { derive } from "../memo.ts";
import { csvItems, trimSpace } from "../sync/annotations.ts";
import { type KnownAnnotation, valueSpan } from "./annotations.ts";
import type { Span, TextEdit } from "../text.ts";
import { removeEntry } from "./entry-fixes.ts";
import type { Fix } from "./rule.ts";

/**
 * The longest list that fixes write anew: each of its items may have such a fix, so a list of thousands would be written thousands
 * of times. Nobody writes such a list by hand.
 */
const longestRewritten = 200;

/** One item of a comma-separated list. */
export interface ListItem {
  /** Trimmed. */
  readonly text: string;
  /** Where a finding on it is. */
  readonly span: Span;
  /** Where the item can be replaced; `undefined` if the written text is not the value itself (escapes, several lines). */
  readonly editable: Span | undefined;
}

/** The items of a comma-separated list as they are written, without empty ones; only the first of a repeated item. */
export function itemsOf(known: KnownAnnotation): readonly ListItem[] {
  return derive(known, readItems);
}

function readItems(known: KnownAnnotation): readonly ListItem[] {
  const inner = innerStart(known);
  const items = new Map<string, ListItem>();
  let offset = 0;
  for (const part of known.value.text.split(",")) {
    const text = trimSpace(part);
    if (text !== "" && !items.has(text)) {
      const start = (inner ?? 0) + offset + part.indexOf(text);
      const editable = inner === undefined ? undefined : { start, end: start + text.length };
      items.set(text, { text, editable, span: editable ?? valueSpan(known.subject, known.annotation) });
    }
    offset += part.length + 1;
  }
  return [...items.values()];
}

/** Where the text begins, if the file has it letter for letter on the line of its key. */
function innerStart({ subject, annotation, value }: KnownAnnotation): number | undefined {
  const { start } = value.span;
  const inner = value.style === "double" || value.style === "single" ? start + 1 : start;
  const isVerbatim = subject.text.startsWith(value.text, inner) && !value.text.includes("\n");
  return isVerbatim && valueSpan(subject, annotation) === value.span ? inner : undefined;
}

/** Whether a list has an item with this text. */
export function hasItem(known: KnownAnnotation, text: string): boolean {
  return derive(known, textsOf).has(text);
}

function textsOf(known: KnownAnnotation): ReadonlySet<string> {
  return new Set(itemsOf(known).map(({ text }) => text));
}

/** Replaces one item, or rewrites the whole value if the item cannot be edited in place; `undefined` for a list that is too long for that. */
function replaceItem(known: KnownAnnotation, item: ListItem, text: string): TextEdit | undefined {
  // An item that is already there must not be written twice.
  if (csvItems(text).some((part) => part !== item.text && hasItem(known, part))) return rewrite(known, item, text);
  if (item.editable !== undefined && /^[\w=,.-]+$/.test(text)) return { span: item.editable, text };
  return rewrite(known, item, text);
}

function rewrite(known: KnownAnnotation, item: ListItem, text: string): TextEdit | undefined {
  if (itemsOf(known).length > longestRewritten) return undefined;
  const items = itemsOf(known).flatMap((other) => (other.text === item.text ? csvItems(text) : [other.text]));
  return replaceValue(known.subject, known.annotation, [...new Set(items)].join(","));
}

/** The fix that removes items from a list, or the whole annotation if nothing would be left; none for a list that is too long. */
export function removeItems(title: string, known: KnownAnnotation, remove: (item: ListItem) => boolean): Fix[] {
  if (itemsOf(known).length > longestRewritten) return [];
  const left = itemsOf(known).filter((item) => !remove(item));
  if (left.length === 0) return removeEntry(title, known.subject, known.annotation);
  return [{ title, edits: [replaceValue(known.subject, known.annotation, left.map((item) => item.text).join(","))] }];
}

/** The fix that writes the nearest known word; it is unambiguous. */
export function changeTo(known: KnownAnnotation, item: ListItem, meant: string | undefined): Fix[] {
  const edit = meant === undefined ? undefined : replaceItem(known, item, meant);
  if (meant === undefined || edit === undefined) return [];
  return [{ title: `Change to "${meant}"`, edits: [edit], preferred: true }];
}

/** The fix for items separated by something other than a comma, `PreSync;PostSync`: commas were probably meant. */
export function separateByCommas(known: KnownAnnotation, item: ListItem, words: readonly string[]): Fix[] {
  const list = splitAtOtherSeparators(item.text, words);
  const edit = list === undefined ? undefined : replaceItem(known, item, list.join(","));
  if (list === undefined || edit === undefined) return [];
  return [{ title: `Change to "${list.join(",")}"`, edits: [edit] }];
}

/** The known words that an item consists of, if something other than a comma separates them. */
export function splitAtOtherSeparators(text: string, words: readonly string[]): readonly string[] | undefined {
  const parts = text.split(/[\s;|+&]+/).filter((part) => part !== "");
  const list = parts.map((part) => nearest(part, words));
  if (parts.length < 2 || list.includes(undefined)) return undefined;
  return [...new Set(list)].filter((word) => word !== undefined);
}
