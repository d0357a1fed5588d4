/** The types that the fields of Argo CD's own objects have, and what is written there in another one. */
import type { ObjectField } from "../catalogue/object-fields.ts";
import { isOwnKey } from "../catalogue/keys.ts";
import type { Entry, Node } from "../manifest/node.ts";
import type { Span } from "../text.ts";
import type { WrittenField } from "./object-fields.ts";

/** The types of YAML, as Argo CD reads it. */
export type FieldType = "mapping" | "list" | "string" | "number" | "whole number" | "boolean";

/** Something in a field, or in an item or a key of it, that has another type than the schema asks for. */
export interface WrongType {
  readonly written: WrittenField;
  /** The entry that it is the value of; none for an item of a list. */
  readonly entry: Entry | undefined;
  readonly node: Node;
  readonly span: Span;
  readonly expected: FieldType;
  readonly found: string;
}

/** What has the wrong type in a field: its value, the first such item of a list, or what is under keys that are up to the user. */
export function wrongTypesIn(written: WrittenField): readonly WrongType[] {
  const { field, spot } = written;
  const { entry } = spot;
  const expected = expectedIn(written);
  if (field === undefined || expected === undefined) return textsIn(written);
  const wrong = wrongType(written, entry, expected);
  if (wrong !== undefined) return [wrong];
  const item = itemTypeOf(field, entry.key.text);
  if (item === undefined || entry.value.type !== "list") return textsIn(written);
  return entry.value.items.flatMap((node) => wrongItem(written, node, item) ?? []).slice(0, 1);
}

/** What the schema asks for; `undefined` where it allows several types, or another rule reports it. */
function expectedIn({ field, spot }: WrittenField): FieldType | undefined {
  if (field === undefined || field.until !== undefined || spot.entry.key.text === "annotations") return undefined;
  if (field.list === true) return "list";
  if (field.shape !== undefined || field.texts === true) return "mapping";
  return field.open === true ? undefined : singleTypeOf(field);
}

function singleTypeOf({
  type = "string",
}: Pick<ObjectField, "type"> | { readonly type?: "string" }): FieldType | undefined {
  return type === "any" ? undefined : type === "integer" ? "number" : type;
}

/** What each item of a list has to be. Another rule looks at sync options. */
function itemTypeOf(field: ObjectField, key: string): FieldType | undefined {
  if (field.open === true || key === "syncOptions") return undefined;
  return field.shape === undefined ? singleTypeOf(field) : "mapping";
}

function wrongType(written: WrittenField, entry: Entry, expected: FieldType): WrongType | undefined {
  const found = typeOf(entry.value);
  if (found === undefined) return undefined;
  const common = { written, entry, node: entry.value, span: entry.key.span };
  if (found !== expected) return { ...common, expected, found: `a ${found}` };
  return isFraction(entry.value) ? { ...common, expected: "whole number", found: "a fraction" } : undefined;
}

function wrongItem(written: WrittenField, node: Node, expected: FieldType): WrongType | undefined {
  const found = typeOf(node);
  if (found === undefined || found === expected) return undefined;
  return { written, entry: undefined, node, span: node.span, expected, found: `a ${found}` };
}

/** Other rules look at the annotations of Argo CD. */
function textsIn(written: WrittenField): readonly WrongType[] {
  const { field, spot } = written;
  const { value } = spot.entry;
  if (field?.texts !== true || field.until !== undefined || value.type !== "map") return [];
  return value.entries
    .filter(({ key, merged }) => !merged && key.scalarType !== "unknown" && !isOwnKey(key.text))
    .flatMap((entry) => wrongType(written, entry, "string") ?? []);
}

/** An empty value counts as absent, and one that a template fills in is not known. */
function typeOf(node: Node): FieldType | undefined {
  if (node.type === "map") return "mapping";
  if (node.type === "list") return "list";
  return node.scalarType === "unknown" || node.scalarType === "null" ? undefined : node.scalarType;
}

function isFraction(node: Node): boolean {
  return node.type === "scalar" && node.scalarType === "number" && Math.abs(Number(node.text)) % 1 > 0;
}
