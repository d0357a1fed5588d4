/** The types that the fields of Argo CD's own objects have, and those of what is written there. */
import { fieldIn } from "../catalogue/object-shape.ts";
import { writeKey } from "../edit/entries.ts";
import { writtenSpan } from "../edit/values.ts";
import { entryOf, type MapNode, type Node } from "../manifest/node.ts";
import type { WrittenField } from "./object-fields.ts";
import type { Fix, Subject } from "./rule.ts";

/** The types of YAML, as Argo CD reads it. */
export type FieldType = "mapping" | "list" | "string" | "number" | "boolean";

/** What the schema asks for; `undefined` where it allows several types, or another rule reports it. */
export function expectedIn({ field, spot }: WrittenField): FieldType | undefined {
  if (field === undefined || field.until !== undefined || spot.entry.key.text === "annotations") return undefined;
  if (field.list === true) return "list";
  if (field.shape !== undefined) return "mapping";
  if (field.open === true || field.type === "any") return undefined;
  return field.type === undefined ? "string" : field.type === "integer" ? "number" : "boolean";
}

/** An empty value counts as absent, and one that a template fills in is not known. */
export function typeOf(node: Node): FieldType | undefined {
  if (node.type === "map") return "mapping";
  if (node.type === "list") return "list";
  return node.scalarType === "unknown" || node.scalarType === "null" ? undefined : node.scalarType;
}

/** What to do with a value of the wrong type, as a sentence. */
export function adviceForType({ spot, level }: WrittenField, expected: FieldType): string {
  const { key, value } = spot.entry;
  if (key.text === "syncOptions") return 'Write each option as an item, such as "CreateNamespace=true".';
  const object = `${key.text}Object`;
  if (expected === "string" && value.type === "map" && fieldIn(level.shape, object) !== undefined)
    return `Use "${object}", which is a mapping.`;
  if (value.type === "scalar" && expected === "string") return "Put it in quotes.";
  if (withoutQuotes(value, expected) !== undefined) return "Remove the quotes.";
  return `Write it as a ${expected}.`;
}

/** The fix that writes a value in the type that is expected; none where nobody can tell what it would be. */
export function fixesForType({ text }: Subject, { spot, level }: WrittenField, expected: FieldType): Fix[] {
  const { key, value, oneLine } = spot.entry;
  const object = `${key.text}Object`;
  if (expected === "string" && value.type === "map" && fieldIn(level.shape, object) !== undefined) {
    const edit = entryOf(spot.map, object) === undefined ? writeKey(spot.entry, object) : undefined;
    return edit === undefined ? [] : [{ title: `Change the key to "${object}"`, edits: [edit], preferred: true }];
  }
  const quoted = value.type === "scalar" && expected === "string" ? JSON.stringify(value.text) : undefined;
  const plain = withoutQuotes(value, expected) ?? quoted;
  if (plain !== undefined && oneLine && isOneWord(value)) {
    const title = quoted === undefined ? "Remove the quotes" : "Put it in quotes";
    return [{ title, edits: [{ span: writtenSpan(text, value.span), text: plain }], preferred: true }];
  }
  if (expected !== "list") return [];
  if (value.type === "map" && key.text === "syncOptions") return asOptions(value);
  if (!oneLine || !isOneWord(value)) return [];
  const span = writtenSpan(text, value.span);
  const item = text.slice(span.start, span.end);
  return [{ title: "Make it a list", edits: [{ span, text: `[${item}]` }], preferred: true }];
}

/** A quoted number or boolean as it is without its quotes; `undefined` for anything else. */
function withoutQuotes(value: Node, expected: FieldType): string | undefined {
  if (value.type !== "scalar" || value.scalarType !== "string") return undefined;
  const form = expected === "boolean" ? /^(?:true|false)$/ : expected === "number" ? /^-?[0-9]{1,15}$/ : undefined;
  return form?.test(value.text) === true ? value.text : undefined;
}

function isOneWord(value: Node): boolean {
  return value.type === "scalar" && !/[,;\s[\]{}*&]/.test(value.text);
}

/** Each entry of a mapping as an option in a list. */
function asOptions({ entries, flow }: MapNode): Fix[] {
  const edits = entries.flatMap(({ key, value, merged, oneLine }) => {
    const option = value.type === "scalar" && value.scalarType !== "unknown" ? `${key.text}=${value.text}` : "";
    if (merged || !oneLine || !/^\w+=\w+$/.test(option)) return [];
    return [{ span: { start: key.span.start, end: value.span.end }, text: `- ${option}` }];
  });
  if (flow || edits.length < entries.length) return [];
  return [{ title: "Make it a list", edits, preferred: true }];
}
