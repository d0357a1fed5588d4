import type { Cursor, OutlineEntry, Token } from "./line-node.ts";
import { fieldsAt, itemsAt, placeBelow, placeOf } from "./object-place.ts";
import type { KeySlot, Slot } from "./slot.ts";
import { specsFor, targetOf } from "./target.ts";

/** By how much what stands below a key is indented. */
const step = "  ";

/**
 * What may be written below an entry, for a cursor right behind its colon: the first key of a mapping or the first item of a
 * list, on a line of its own. `undefined` where nothing of it can stand there.
 */
export function belowSlot(
  { entry, token: written }: Extract<Cursor, { type: "value" }>,
  text: string,
  fileName: string,
): Slot | undefined {
  const { owner, key, value } = entry;
  if (owner.flow || written.quote !== "" || /\s/.test(written.text) || value?.type === "list") return undefined;
  if (/^[^\r\n]*\S/.test(text.slice(written.span.end))) return undefined;
  const place = placeBelow(placeOf(owner), key.text);
  const indent = indentBelow(entry, text);
  const lead = `\n${indent}`;
  // What is replaced begins behind the colon, so that no blank is left there.
  const token: Token = { ...written, span: { start: text.indexOf(":", key.span.end) + 1, end: written.span.end } };
  const siblings = value?.type === "map" ? value.entries.map((it) => it.key.text) : [];
  const slot: KeySlot = {
    ...{ token, lead, quote: "", hasColon: false, followed: false, flow: false, json: false, siblings, indent },
  };
  const target = targetOf(place, fileName);
  if (target !== undefined) return { ...slot, type: "metadata", specs: specsFor(target), kind: target.kind };
  const fields = fieldsAt(place);
  if (fields.length > 0) return { ...slot, type: "field", fields, place, kind: place.kind };
  const spec = siblings.length > 0 ? undefined : itemsAt(place);
  const { kind } = place;
  return spec && { type: "field value", spec, others: [], token, lead: `${lead}- `, at: 0, json: false, kind };
}

/** The blanks before what stands below an entry: as there is something already, or two more than before the entry. */
function indentBelow({ key, value }: OutlineEntry, text: string): string {
  const first = value?.type === "map" ? value.entries[0] : undefined;
  const { start } = (first?.key ?? key).span;
  const column = start - text.lastIndexOf("\n", start - 1) - 1;
  return " ".repeat(column) + (first === undefined ? step : "");
}
