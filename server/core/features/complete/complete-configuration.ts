import { configurationIndex } from "../../configuration/configuration.ts";
import { configurationShape } from "../../configuration/configuration-shape.ts";
import { type KeyShape, type Shape, shapeAt } from "../../configuration/shape.ts";
import { documentStart, type ManifestFile } from "../../manifest/file.ts";
import { contains, shift, type Span } from "../../text.ts";
import { cursorAt } from "./block-lines.ts";
import type { Completion } from "./complete.ts";
import type { Hover } from "../hover.ts";
import { plainText } from "../plain-text.ts";
import { type Cursor, pathOf, type Token } from "./line-node.ts";

/** What could be written at an offset of a configuration: its keys, rules and words. Only one document is read. */
export function completeConfiguration(file: ManifestFile, offset: number): Completion[] {
  const { start, text, cursor } = cursorIn(file, offset);
  return completionsAt(text, cursor).map((it) => ({ ...it, span: shift(it.span, start) }));
}

function completionsAt(text: string, cursor: Cursor | undefined): Completion[] {
  switch (cursor?.type) {
    case "key": {
      const { owner, key, hasColon } = cursor.entry;
      const taken = owner.entries.filter((it) => it !== cursor.entry).map((it) => it.key.text);
      const indent = hasColon || owner.flow ? undefined : indentBelow(text, key.span);
      return keysFor(shapeAt(configurationShape, pathOf(owner)), { key, hasColon, taken, indent });
    }
    case "value": {
      const shape = shapeAt(configurationShape, [...pathOf(cursor.entry.owner), cursor.entry.key.text]);
      return wordsOf(shape).map(([word, summary]) => valueFor(cursor.token, word, summary));
    }
    case "item": {
      const { parent, flow } = cursor.item.owner;
      if (flow || cursor.token.quote !== "" || parent === undefined || !("key" in parent)) return [];
      const shape = shapeAt(configurationShape, [...pathOf(parent.owner), parent.key.text, "[]"]);
      const indent = indentBelow(text, cursor.token.span);
      return keysFor(shape, { key: cursor.token, hasColon: false, taken: [], indent });
    }
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

/** Where the document begins that is read, its text, and what is at an offset of the file; spans are from that beginning. */
function cursorIn(
  file: ManifestFile,
  offset: number,
): { readonly start: number; readonly text: string; readonly cursor: Cursor | undefined } {
  const index = configurationIndex(file);
  const start = documentStart(file, index);
  const text = file.documents[index]?.text ?? "";
  const isInside = start <= offset && offset <= start + text.length;
  return { start, text, cursor: isInside ? cursorAt(text, offset - start) : undefined };
}

function describe({ key, summary, absent }: KeyShape): string {
  return [`\`${key}\`: ${summary}`, ...(absent === undefined ? [] : [`If absent: ${absent}`])].join("\n\n");
}

/** A place for a key of a mapping. */
interface KeyPlace {
  /** What is written of it. */
  readonly key: Token;
  readonly hasColon: boolean;
  /** The keys that the mapping has already. */
  readonly taken: readonly string[];
  /** What a line of its value begins with; `undefined` where its value cannot begin on a line of its own. */
  readonly indent: string | undefined;
}

function keysFor(shape: Shape | undefined, { key, hasColon, taken, indent }: KeyPlace): Completion[] {
  if (shape?.type !== "map") return [];
  return shape.keys
    .filter((it) => !taken.includes(it.key))
    .map((it) => ({
      kind: "key",
      label: it.key,
      detail: plainText(it.summary),
      markdown: describe(it),
      span: key.span,
      text: `${key.quote}${it.key}${key.quote}${hasColon ? "" : beginning(it.of, indent)}`,
      cursor: undefined,
      filter: `${key.quote}${it.key}`,
      ...(!hasColon && leadsOn(it.of, indent) && { leadsToValues: true }),
    }));
}

/** What is written behind a key, so that its value can be typed. */
function beginning({ type }: Shape, indent: string | undefined): string {
  if (type !== "map" && type !== "list" && type !== "mapping") return ": ";
  return indent === undefined ? ":" : `:\n${indent}${type === "list" ? "- " : ""}`;
}

/** Whether there is something to choose from where the value of a key begins. */
function leadsOn(shape: Shape, indent: string | undefined): boolean {
  const isMap = shape.type === "map" || (shape.type === "list" && shape.of.type === "map");
  return isMap ? indent !== undefined : wordsOf(shape).length > 0;
}

/** The blanks before what belongs to a key; `undefined` where something on its line, or in deeper lines below it, does already. */
function indentBelow(text: string, { start, end }: Span): string | undefined {
  const column = start - (text.lastIndexOf("\n", start - 1) + 1);
  const [line = "", ...below] = text.slice(end).split(/\r?\n/);
  const next = below.find((it) => it.trim() !== "") ?? "";
  const hasValue = line.trim() !== "" || next.search(/\S/) > column;
  return hasValue ? undefined : " ".repeat(column + 2);
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
    detail: plainText(summary),
    markdown: "",
    span: token.span,
    text: word,
    cursor: undefined,
    filter: word,
  };
}
