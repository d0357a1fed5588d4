import { derive } from "../../memo.ts";
import type { Source } from "../template/node.ts";
import { isList, isMap, type MapValue, type Value } from "../value/value.ts";
import { isNotYaml, type NotYaml } from "../yaml/read-yaml.ts";
import { readJsonValue } from "../yaml/read-json.ts";

/** The versions of the language of schemas, as numbers that grow. */
export type Draft = 4 | 6 | 7 | 2019 | 2020;

/** A schema that has been read. */
export interface Schema {
  readonly root: Value;
  readonly draft: Draft;
  /** `elsewhere`: parts of it have addresses of their own, which what refers to them may mean. */
  readonly references: "here" | "elsewhere";
}

/** How deep a schema may be nested: nobody writes half of it. */
const deepest = 200;

/**
 * The schema in a file; `undefined` where it is written in a language that is not known here, or is more than is read.
 * Mirrors `draftFromURL` in draft.go of santhosh-tekuri/jsonschema.
 */
export function readSchema(source: Source): Schema | NotYaml | undefined {
  return derive(source, readText);
}

function readText({ text }: Source): Schema | NotYaml | undefined {
  if (isDeep(text)) return undefined;
  const root = readJsonValue(text);
  if (isNotYaml(root)) return root;
  const language = isMap(root) ? root.entries.get("$schema") : undefined;
  const draft = language === undefined ? 2020 : typeof language === "string" ? draftOf(language) : undefined;
  if (draft === undefined) return undefined;
  const id = draft === 4 ? /"id"\s*:\s*"(?!#)/g : /"\$id"\s*:\s*"(?!#)/g;
  const own = isMap(root) && typeof root.entries.get(draft === 4 ? "id" : "$id") === "string" ? 1 : 0;
  return { root, draft, references: [...text.matchAll(id)].length > own ? "elsewhere" : "here" };
}

function draftOf(language: string): Draft | undefined {
  const [, name] = /^(?:https?:\/\/)?json-schema\.org\/(.*?)schema#?$/.exec(language) ?? [];
  switch (name) {
    case "draft-04/":
      return 4;
    case "draft-06/":
      return 6;
    case "draft-07/":
      return 7;
    case "draft/2019-09/":
      return 2019;
    case "":
    case "draft/2020-12/":
      return 2020;
    default:
      return undefined;
  }
}

/** Counts brackets, those in strings too: there may be fewer than it says, never more. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > deepest) return true;
  }
  return false;
}

/** What a reference stands for: `#` and `#/definitions/name`; `undefined` where that is elsewhere, or nowhere. */
export function referenced({ root, references }: Schema, reference: string): Value | undefined {
  if (references === "elsewhere" || !/^#(?:\/|$)/.test(reference)) return undefined;
  return reference
    .split("/")
    .slice(1)
    .reduce<Value | undefined>((at, part) => (at === undefined ? undefined : partOf(at, part)), root);
}

function partOf(value: Value, part: string): Value | undefined {
  if (part.includes("%")) return undefined;
  const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
  if (isList(value)) return /^\d{1,6}$/.test(key) ? value[Number(key)] : undefined;
  return isMap(value) ? value.entries.get(key) : undefined;
}

/** The number at a key of a schema. */
export function numberAt({ entries }: MapValue, key: string): number | undefined {
  const value = entries.get(key);
  return typeof value === "number" ? value : undefined;
}

/** The list at a key of a schema. */
export function listAt({ entries }: MapValue, key: string): readonly Value[] | undefined {
  const value = entries.get(key);
  return value !== undefined && isList(value) ? value : undefined;
}

/** The strings in the list at a key of a schema. */
export function textsAt(schema: MapValue, key: string): readonly string[] {
  return (listAt(schema, key) ?? []).filter((it) => typeof it === "string");
}

/** The map at a key of a schema: its entries. */
export function entriesAt({ entries }: MapValue, key: string): ReadonlyMap<string, Value> {
  const value = entries.get(key);
  return value !== undefined && isMap(value) ? value.entries : new Map<string, Value>();
}
