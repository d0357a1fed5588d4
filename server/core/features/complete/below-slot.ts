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
  if (entry.owner.flow || written.quote !== "" || /\s/.test(written.text)) return undefined;
  if (/^[^\r\n]*\S/.test(text.slice(written.span.end))) return undefined;
  // What is replaced begins behind the colon, so that no blank is left there.
  const token: Token = {
    ...written,
    span: { start: text.indexOf(":", entry.key.span.end) + 1, end: written.span.end },
  };
  const indent = indentBelow(entry, text);
  return slotIn(entry, fileName, { token, lead: `\n${indent}`, indent });
}

/**
 * The same for a key without a colon right under an entry that has no value on its line. Many editors do not indent behind a colon,
 * so the cursor is there when a user has written `annotations:` and pressed Enter; what is written brings the blanks along.
 */
export function underLineSlot(
  { key: token, hasColon, owner }: OutlineEntry,
  text: string,
  fileName: string,
): Slot | undefined {
  const above = owner.entries[owner.entries.findIndex(({ key }) => key === token) - 1];
  if (above === undefined || hasColon || owner.flow) return undefined;
  if (!/^[ \t]*:[ \t]*(?:#.*)?\r?\n[ \t]*$/.test(text.slice(above.key.span.end, token.span.start))) return undefined;
  const indent = indentBelow(above, text);
  return slotIn(above, fileName, { token, lead: indent.slice(columnOf(above.key, text)), indent });
}

function slotIn(
  { owner, key, value }: OutlineEntry,
  fileName: string,
  written: Pick<KeySlot, "token" | "lead" | "indent">,
): Slot | undefined {
  if (value?.type === "list") return undefined;
  const place = placeBelow(placeOf(owner), key.text);
  const siblings = value?.type === "map" ? value.entries.map((it) => it.key.text) : [];
  const { quote } = written.token;
  const slot: KeySlot = {
    ...written,
    ...{ quote, hasColon: false, followed: false, flow: false, json: false, siblings },
  };
  const target = targetOf(place, fileName);
  if (target !== undefined) return { ...slot, type: "metadata", specs: specsFor(target), kind: target.kind };
  const fields = fieldsAt(place);
  if (fields.length > 0) return { ...slot, type: "field", fields, place, kind: place.kind };
  const spec = siblings.length > 0 ? undefined : itemsAt(place);
  const { token, lead } = written;
  return (
    spec && { type: "field value", spec, others: [], token, lead: `${lead}- `, at: 0, json: false, kind: place.kind }
  );
}

/** The blanks before what stands below an entry: as there is something already, or two more than before the entry. */
function indentBelow({ key, value }: OutlineEntry, text: string): string {
  const first = value?.type === "map" ? value.entries[0] : undefined;
  return " ".repeat(columnOf(first?.key ?? key, text)) + (first === undefined ? step : "");
}

function columnOf({ span: { start } }: Token, text: string): number {
  return start - text.lastIndexOf("\n", start - 1) - 1;
}
