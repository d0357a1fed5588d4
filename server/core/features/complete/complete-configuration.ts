import { configurationIndex } from "../../configuration/configuration.ts";
import { configurationShape } from "../../configuration/configuration-shape.ts";
import { type KeyShape, type MapShape, type Shape, shapeAt } from "../../configuration/shape.ts";
import { documentStart, type ManifestFile } from "../../manifest/file.ts";
import { contains, shift } from "../../text.ts";
import { cursorAt } from "./block-lines.ts";
import type { Completion } from "./complete.ts";
import type { Hover } from "../hover.ts";
import { type Cursor, type OutlineEntry, pathOf, type Token } from "./line-node.ts";

/** What could be written at an offset of a configuration: its keys, rules and words. Only one document is read. */
export function completeConfiguration(file: ManifestFile, offset: number): Completion[] {
  const { start, cursor } = cursorIn(file, offset);
  return completionsAt(cursor).map((it) => ({ ...it, span: shift(it.span, start) }));
}

function completionsAt(cursor: Cursor | undefined): Completion[] {
  switch (cursor?.type) {
    case "key": {
      const { entry } = cursor;
      const shape = shapeAt(configurationShape, pathOf(entry.owner));
      if (shape?.type === "map") return keysFor(entry, shape);
      return [];
    }
    case "value": {
      const shape = shapeAt(configurationShape, [...pathOf(cursor.entry.owner), cursor.entry.key.text]);
      return wordsOf(shape).map(([word, summary]) => valueFor(cursor.token, word, summary));
    }
    case "item":
    case "text":
    case undefined:
      return [];
  }
}

/** Explains the key, the rule or the word at an offset of a configuration. */
export function hoverConfiguration(file: ManifestFile, offset: number): Hover | undefined {
  const { start, cursor } = cursorIn(file, offset);
  if (cursor?.type !== "key" && cursor?.type !== "value") return undefined;
  const around = shapeAt(configurationShape, pathOf(cursor.entry.owner));
  const known = around?.type === "map" ? around.keys.find(({ key }) => key === cursor.entry.key.text) : undefined;
  if (known === undefined) return undefined;
  const { span } = cursor.type === "key" ? cursor.entry.key : cursor.token;
  if (!contains(span, offset - start)) return undefined;
  const word = cursor.type === "key" ? undefined : wordsOf(known.of).find(([it]) => it === cursor.token.text.trim());
  const markdown = word === undefined ? describe(known) : `\`${word[0]}\`: ${word[1]}`;
  return { span: shift(span, start), markdown };
}

/** Where the document begins that is read, and what is at an offset of the file; spans are from that beginning. */
function cursorIn(file: ManifestFile, offset: number): { readonly start: number; readonly cursor: Cursor | undefined } {
  const index = configurationIndex(file);
  const start = documentStart(file, index);
  const text = file.documents[index]?.text ?? "";
  const isInside = start <= offset && offset <= start + text.length;
  return { start, cursor: isInside ? cursorAt(text, offset - start) : undefined };
}

function describe({ key, summary, absent }: KeyShape): string {
  return [`\`${key}\`: ${summary}`, ...(absent === undefined ? [] : [`If absent: ${absent}`])].join("\n\n");
}

function keysFor(entry: OutlineEntry, { keys }: MapShape): Completion[] {
  const { owner, key, hasColon } = entry;
  const taken = new Set(owner.entries.filter((it) => it !== entry).map((it) => it.key.text));
  return keys
    .filter((it) => !taken.has(it.key))
    .map((it) => ({
      kind: "key",
      label: it.key,
      detail: it.summary,
      markdown: describe(it),
      span: key.span,
      text: `${key.quote}${it.key}${key.quote}${hasColon ? "" : beginning(it.of)}`,
      cursor: undefined,
      filter: `${key.quote}${it.key}`,
      ...(!hasColon && wordsOf(it.of).length > 0 && { leadsToValues: true }),
    }));
}

/** What is written behind a key, so that its value can be typed. */
function beginning({ type }: Shape): string {
  return type === "map" || type === "list" || type === "mapping" ? ":" : ": ";
}

/** The words that a value can be, each with a sentence. */
function wordsOf(shape: Shape | undefined): readonly (readonly [word: string, summary: string])[] {
  if (shape?.type === "word") return shape.words.map(({ word, summary }) => [word, summary]);
  return shape?.type === "switch"
    ? [
        ["true", "Yes."],
        ["false", "No."],
      ]
    : [];
}

function valueFor(token: Token, word: string, summary: string): Completion {
  return {
    kind: "value",
    label: word,
    detail: summary,
    markdown: "",
    span: token.span,
    text: word,
    cursor: undefined,
    filter: word,
  };
}
