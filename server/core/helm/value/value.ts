import type { Spent } from "../evaluate/budget.ts";
import type { Source } from "../template/node.ts";
import type { RenderedText } from "./rendered-text.ts";

/**
 * A value as templates see it. Go's `int` is a `bigint`, its `float64` is a `number`: all numbers of values files are floats, which is
 * why 1000000 is printed as 1e+06. A list is one of any values; other integers and lists are objects that hold them.
 */
export type Value =
  null | boolean | bigint | number | string | RenderedText | readonly Value[] | MapValue | ObjectValue | Unknown;

/** A Go map from strings. Templates change it: `set` and the like. */
export interface MapValue {
  readonly kind: "map";
  /** As `%T` prints it, where it is no map of any values. */
  readonly type?: "map[string]string" | "common.Values";
  readonly entries: Map<string, Value>;
  /** Where entries are written, as far as that is known. */
  readonly places: Map<string, ValuePlace>;
}

/** Where a value is written: a file and the offsets of the value in it. */
export interface ValuePlace {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A Go value with methods, such as `.Files` or what `semver` returns, or an integer or a list of another type. */
export interface ObjectValue {
  readonly kind: "object";
  /** As `%T` prints it. */
  readonly type: string;
  readonly fields: ReadonlyMap<string, Value>;
  readonly methods: Readonly<Record<string, Method>>;
  /** What it is for `range`, `index`, `has` and the like, where it is a map, a list or an integer. */
  readonly holds: MapValue | readonly Value[] | bigint | undefined;
  /** What its method `String` returns, where it has one. */
  readonly text: string | undefined;
}

/** A method of an object. Throws `TemplateFailure` where Go returns an error. */
export type Method = (given: readonly Value[], spent: Spent) => Value;

/** What cannot be known without a cluster, a clock, a file that is not here or something random. Two of them are never equal. */
export interface Unknown {
  readonly kind: "unknown";
  /** Its number in one rendering, from 0. */
  readonly id: number;
  /** Why: `what lookup finds in the cluster`. */
  readonly reason: string;
}

/** A map with these entries. */
export function mapOf(entries: Iterable<readonly [string, Value]> = []): MapValue {
  return { kind: "map", entries: new Map(entries), places: new Map() };
}

/** A map of strings alone, as `split` makes it. */
export function textMapOf(entries: Iterable<readonly [string, string]>): MapValue {
  return { ...mapOf(entries), type: "map[string]string" };
}

/** The same map as one of any values: what changes in one changes in the other. */
export function asPlainMap({ entries, places }: MapValue): MapValue {
  return { kind: "map", entries, places };
}

/** A list or an integer of a type of Go that is neither `[]interface {}` nor `int`. */
export function typed(
  type: "[]string" | "[]int" | "[][]interface {}" | "int64" | "uint64" | "uint8",
  holds: readonly Value[] | bigint,
): ObjectValue {
  return { kind: "object", type, fields: new Map(), methods: {}, holds, text: undefined };
}

/** An entry of a map; what is not there is nil, or an empty string where all are strings. */
export function entryOf({ entries, type }: MapValue, key: string): Value {
  return entries.get(key) ?? (type === "map[string]string" ? "" : null);
}

/** Whether a value is a map. */
export function isMap(value: Value): value is MapValue {
  return isTagged(value) && value.kind === "map";
}

/** Whether a value is not known. */
export function isUnknown(value: Value): value is Unknown {
  return isTagged(value) && value.kind === "unknown";
}

/** Whether a value has methods. */
export function isObject(value: Value): value is ObjectValue {
  return isTagged(value) && value.kind === "object";
}

/** Whether a value is a text that knows where it comes from. */
export function isRendered(value: Value): value is RenderedText {
  return isTagged(value) && value.kind === "text";
}

/** Whether a value is a list. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isTagged(value: Value): value is MapValue | ObjectValue | Unknown | RenderedText {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value without what is known about where its text comes from. */
export function withoutOrigin(value: Value): Exclude<Value, RenderedText> {
  return isRendered(value) ? value.text : value;
}

/** The value without what is known about where its text comes from, and an object as what it holds. */
export function plain(value: Value): Exclude<Value, RenderedText> {
  if (isRendered(value)) return value.text;
  return isObject(value) && value.holds !== undefined ? value.holds : value;
}

/** Whether Go takes it for true. Mirrors `IsTrue` in text/template/exec.go. */
export function isTrue(value: Value): boolean {
  if (isObject(value)) return value.holds === undefined || isTrue(value.holds);
  if (isRendered(value)) return value.text !== "";
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return value.entries.size > 0;
  // In JavaScript NaN is false, in Go it is not 0.
  return Boolean(value) || Number.isNaN(value);
}

/** What reflect calls its kind. */
export function kindOf(value: Value): string {
  if (value === null) return "invalid";
  if (isRendered(value)) return "string";
  if (isList(value)) return "slice";
  if (isMap(value)) return "map";
  if (isObject(value)) {
    if (typeof value.holds === "bigint") return value.type;
    return value.holds !== undefined ? kindOf(value.holds) : value.type.startsWith("*") ? "ptr" : "struct";
  }
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "float64";
    default:
      return typeof value;
  }
}

/** Its type as `%T` prints it. */
export function typeOf(value: Value): string {
  if (isObject(value)) return value.type;
  if (isMap(value) && value.type !== undefined) return value.type;
  const kind = kindOf(value);
  switch (kind) {
    case "invalid":
      return "<nil>";
    case "slice":
      return "[]interface {}";
    case "map":
      return "map[string]interface {}";
    default:
      return kind;
  }
}

/** The keys in the order in which Go prints and ranges over them: that of their bytes. */
export function sortedKeys({ entries }: MapValue): readonly string[] {
  return [...entries.keys()].sort(byBytes);
}

/** The order of the UTF-8 bytes of two strings, which differs from that of UTF-16 only beyond surrogates. */
export function byBytes(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a === b) continue;
    const [aPair, bPair] = [isSurrogate(a), isSurrogate(b)];
    return aPair === bPair ? a - b : aPair ? 1 : -1;
  }
  return one.length - other.length;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
