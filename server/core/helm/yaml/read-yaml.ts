import type { Node, ScalarNode } from "../../manifest/node.ts";
import { type ParsedDocument, parsePlainText } from "../../manifest/parse.ts";
import { typeOfPlain } from "../../manifest/scalar.ts";
import { splitDocuments } from "../../manifest/split.ts";
import { printed } from "../value/print.ts";
import type { Source } from "../template/node.ts";
import type { MapValue, Value, ValuePlace } from "../value/value.ts";

/** A text that is no YAML, or too much of it: what is wrong, in the words of the parser. */
export interface NotYaml {
  readonly problem: string;
  /** It may be YAML, and is more than is read here. */
  readonly reason?: "limit";
}

/** Whether a reading has failed. */
export function isNotYaml(reading: unknown): reading is NotYaml {
  return typeof reading === "object" && reading !== null && "problem" in reading;
}

/**
 * The value of a document, as `Unmarshal` of sigs.k8s.io/yaml gives it: all numbers are floats. With a source, each entry of a map
 * knows where it is written in it; the text begins at `at` there.
 */
export function readYamlValue(text: string, source?: Source, at = 0): Value | NotYaml {
  return valueIn(parsePlainText(text), source && { source, at });
}

/** The same for a text that is only read where that takes no longer than reading `mostUnusual` characters that are not plain YAML. */
export function readShortYaml(text: string, mostUnusual: number): ShortYaml {
  const parsed = parsePlainText(text, mostUnusual);
  return { value: valueIn(parsed), unusual: parsed.unusual };
}

/** A value, and how many characters of its text are not plain YAML. */
export interface ShortYaml {
  readonly value: Value | NotYaml;
  readonly unusual: number;
}

/** The values of all documents of a file, without empty ones. */
export function readYamlValues(source: Source): readonly Value[] | NotYaml {
  const values: Value[] = [];
  let at = 0;
  for (const text of splitDocuments(source.text)) {
    const value = readYamlValue(text, source, at);
    if (isNotYaml(value)) return value;
    if (value !== null) values.push(value);
    at += text.length;
  }
  return values;
}

function valueIn({ root, error, refusal }: ParsedDocument, base?: Base): Value | NotYaml {
  if (error !== undefined) return { problem: error };
  if (refusal !== undefined) return { problem: refusal, reason: "limit" };
  return root === undefined ? null : valueOfNode(root, base);
}

/** Where the text of a node begins in its source. */
interface Base {
  readonly source: Source;
  readonly at: number;
}

/** The value of a node of a text that no template engine reads. Of an entry that is written twice, the last one counts. */
export function valueOfNode(node: Node, base?: Base): Value {
  if (node.type === "list") return node.items.map((item) => valueOfNode(item, base));
  if (node.type === "scalar") return scalarValue(node);
  const map: MapValue = { kind: "map", entries: new Map(), places: new Map() };
  for (const { key, value } of node.entries) {
    const name = keyText(key);
    map.entries.set(name, valueOfNode(value, base));
    if (base !== undefined) map.places.set(name, placeIn(base, value));
  }
  return map;
}

function placeIn({ source, at }: Base, { span }: Node): ValuePlace {
  return { source, start: at + span.start, end: at + span.end };
}

function keyText(key: ScalarNode): string {
  const value = scalarValue(key);
  return typeof value === "number" ? String(value) : value === null ? "null" : printed(value);
}

/** What another tool fills in, such as `${VAR}`, is a string for Helm. */
function scalarValue({ scalarType, style, text }: ScalarNode): Value {
  const isPlain = style === "plain" || style === "empty";
  const type = scalarType !== "unknown" ? scalarType : isPlain ? typeOfPlain(text) : "string";
  switch (type) {
    case "null":
      return null;
    case "boolean":
      return /^[yYtToO][^fF]*$/.test(text);
    case "number":
      return numberOf(text);
    default:
      return text;
  }
}

/** Mirrors `resolve` in goyaml.v2/resolve.go of sigs.k8s.io/yaml. */
function numberOf(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  const bare = text.replace(/^[-+]/, "").replaceAll("_", "");
  if (/^\.inf$/i.test(bare)) return sign * Infinity;
  if (/^\.nan$/i.test(bare)) return Number.NaN;
  const octal = /^0o?([0-7]+)$/i.exec(bare);
  return sign * (octal === null ? Number(bare) : Number.parseInt(octal[1] ?? "", 8));
}
