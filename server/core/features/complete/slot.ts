/** What may be written at the cursor: which vocabulary applies there, and for which object. */
import type { KeySpec } from "../../catalogue/annotation.ts";
import type { FieldSpec } from "../../catalogue/field.ts";
import { findAnnotation } from "../../catalogue/index.ts";
import { labels } from "../../catalogue/labels.ts";
import { shift } from "../../text.ts";
import { belowSlot, underLineSlot } from "./below-slot.ts";
import { cursorAt } from "./block-lines.ts";
import { isManifestFile, isTemplateFile } from "./file-name.ts";
import { type Cursor, mapsAround, type OutlineMap, type Token } from "./line-node.ts";
import { fieldAt, fieldsAt, type FieldValue, itemsAt, type ObjectPlace, placeBelow, placeOf } from "./object-place.ts";
import { specsFor, targetOf } from "./target.ts";

/** What may be written at a place. All spans are offsets in the document. */
export type Slot =
  | (KeySlot & { readonly type: "metadata"; readonly specs: readonly KeySpec[]; readonly kind: string })
  | (KeySlot & {
      readonly type: "field";
      readonly fields: readonly (readonly [key: string, FieldSpec])[];
      readonly place: ObjectPlace;
      readonly kind: string;
    })
  | (ValueSlot & { readonly type: "metadata value"; readonly spec: KeySpec })
  | (ValueSlot & { readonly type: "field value"; readonly spec: FieldValue; readonly others: readonly string[] })
  | { readonly type: "document"; readonly token: Token; readonly isTemplate: boolean };

/** A key, begun or still to be written. */
export interface KeySlot {
  /** The span takes in what has been written of it, quotes included. */
  readonly token: Token;
  /** The line break and the blanks to write before it, "" where it stands at its place. */
  readonly lead: string;
  /** The quote to write around it. */
  readonly quote: string;
  readonly hasColon: boolean;
  /** Another entry follows, and a comma is missing between them. */
  readonly followed: boolean;
  /** In braces. */
  readonly flow: boolean;
  /** The value needs quotes, because the entries around it are JSON. */
  readonly json: boolean;
  /** The other keys of the mapping. */
  readonly siblings: readonly string[];
  /** The blanks before it; `undefined` where something else is before it on its line. */
  readonly indent: string | undefined;
}

/** A value or an item of a list, begun or still to be written. */
export interface ValueSlot {
  /** What has been written of it, between its quotes. */
  readonly token: Token;
  /** The line break, the blanks and the dash to write before it, "" where it stands at its place. */
  readonly lead: string;
  /** Where in it the cursor is, from 0. */
  readonly at: number;
  readonly json: boolean;
  /** The kind of the object, "" where it is not known. */
  readonly kind: string;
}

/** How deep a text may stand in the text of another document. */
const deepestText = 3;

/**
 * The vocabularies at an offset of a document, the likeliest first; none where we have none for it. The name of the file tells
 * values of a chart.
 */
export function slotsAt(text: string, offset: number, fileName: string, depth = 0): readonly Slot[] {
  const cursor = cursorAt(text, offset);
  switch (cursor?.type) {
    case undefined:
      return [];
    case "key":
      return known(keySlot(cursor, text, fileName), underLineSlot(cursor.entry, text, fileName));
    case "value":
      return known(valueSlot(cursor, text, { offset, fileName }));
    case "item":
      return known(itemSlot(cursor, offset));
    case "text":
      return depth < deepestText ? slotsInText(text, offset, cursor.span, depth) : [];
  }
}

function known(...slots: readonly (Slot | undefined)[]): readonly Slot[] {
  return slots.filter((slot) => slot !== undefined);
}

/** The same in a manifest inside a text, such as a patch in a kustomization. */
function slotsInText(
  text: string,
  offset: number,
  { start, end }: Extract<Cursor, { type: "text" }>["span"],
  depth: number,
): readonly Slot[] {
  const marks = [...text.slice(start, end).matchAll(/^[ \t]*---/gm)].map(({ index }) => start + index);
  const from = marks.findLast((mark) => mark < offset) ?? start;
  const to = marks.find((mark) => mark >= offset) ?? end;
  return (
    slotsAt(text.slice(from, to), offset - from, "", depth + 1)
      // What does not even say of which kind it is may be any text.
      .filter((slot) => slot.type !== "document" && slot.kind !== "")
      .map((slot) => ({ ...slot, token: { ...slot.token, span: shift(slot.token.span, from) } }))
  );
}

function keySlot(
  { entry, followed }: Extract<Cursor, { type: "key" }>,
  text: string,
  fileName: string,
): Slot | undefined {
  const { key, hasColon, owner } = entry;
  const { flow } = owner;
  const place = placeOf(owner);
  const json = isJson(owner);
  const siblings = owner.entries.filter((it) => it !== entry).map((it) => it.key.text);
  if (owner.parent === undefined && !flow) {
    const isAtLineStart = key.span.start === 0 || text.charAt(key.span.start - 1) === "\n";
    const isEmpty = siblings.length === 0 && !hasColon && isAtLineStart && isManifestFile(fileName);
    return isEmpty ? { type: "document", token: key, isTemplate: isTemplateFile(fileName) } : undefined;
  }
  const indent = indentBefore(text, key.span.start);
  const slot = {
    token: key,
    lead: "",
    quote: json ? '"' : key.quote,
    hasColon,
    followed,
    flow,
    json,
    siblings,
    indent,
  };
  const target = targetOf(place, fileName);
  if (target !== undefined) return { ...slot, type: "metadata", specs: specsFor(target), kind: target.kind };
  const fields = fieldsAt(place);
  if (fields.length > 0) return { ...slot, type: "field", fields, place, kind: place.kind };
  const spec = hasColon || flow || siblings.length > 0 ? undefined : itemsAt(place);
  return spec && { type: "field value", spec, others: [], token: key, lead: "- ", at: 0, json, kind: place.kind };
}

function indentBefore(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return before.trim() === "" ? before : undefined;
}

function valueSlot(
  cursor: Extract<Cursor, { type: "value" }>,
  text: string,
  { offset, fileName }: { readonly offset: number; readonly fileName: string },
): Slot | undefined {
  const { entry, token } = cursor;
  const { owner, key } = entry;
  const place = placeOf(owner);
  const slot = { token, lead: "", at: offset - token.span.start, json: isJson(owner), kind: place.kind };
  const target = targetOf(place, fileName);
  if (target !== undefined) {
    const spec = target.holds === "labels" ? labels.find((it) => it.key === key.text) : findAnnotation(key.text);
    return spec && { ...slot, type: "metadata value", spec, kind: target.kind };
  }
  const spec = fieldAt(placeBelow(place, key.text));
  if (spec !== undefined && spec.value.items.length > 0)
    return { ...slot, type: "field value", spec, others: [], kind: spec.on };
  return belowSlot(cursor, text, fileName) ?? (spec && { ...slot, type: "field value", spec, others: [] });
}

function itemSlot({ item, token }: Extract<Cursor, { type: "item" }>, offset: number): Slot | undefined {
  const { owner: list } = item;
  const { parent } = list;
  if (parent === undefined || !("key" in parent)) return undefined;
  const place = placeOf(parent.owner);
  const spec = itemsAt(placeBelow(place, parent.key.text));
  const others = list.items.flatMap((it) =>
    it !== item && it.value?.type === "scalar" ? [it.value.token.text.trim()] : [],
  );
  const at = offset - token.span.start;
  return (
    spec && {
      ...{ type: "field value", spec, others, token, lead: "", at, json: isJson(parent.owner), kind: place.kind },
    }
  );
}

/** Braces in which the keys have double quotes, as in JSON. */
function isJson(map: OutlineMap): boolean {
  const maps = mapsAround(map);
  if (!map.flow) return false;
  return (
    maps[0]?.flow === true || maps.some(({ flow, entries }) => flow && entries.some(({ key }) => key.quote === '"'))
  );
}
