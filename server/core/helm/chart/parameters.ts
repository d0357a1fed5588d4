import { isList, isMap, type MapValue, mapOf, type Value } from "../value/value.ts";

/** A value that is set by the path of its keys, as `--set` does. */
export interface Parameter {
  /** With `.` between keys and numbers in brackets: `list[0].name`. */
  readonly name: string;
  readonly value: string;
  /** Whether it stays a string whatever it looks like. */
  readonly as: "string" | "what it looks like";
}

/** A place in values: a key, or an index in a list. */
type Key = string | number;

/** Longer lists are not made for an index. */
const mostItems = 65_536;

/** Sets parameters in values, the last one last. Mirrors `ParseInto` and `ParseIntoString` in pkg/strvals/parser.go of Helm. */
export function setParameters(values: MapValue, parameters: readonly Parameter[]): void {
  for (const { name, value, as } of parameters) {
    const keys = keysIn(name);
    if (keys.length > 0) setAt(values, keys, valueIn(value, as));
  }
}

function setAt(holder: MapValue, keys: readonly Key[], value: Value): void {
  const [first, ...rest] = keys;
  if (typeof first !== "string") return;
  holder.entries.set(first, withValue(holder.entries.get(first) ?? null, rest, value));
  holder.places.delete(first);
}

function withValue(before: Value, keys: readonly Key[], value: Value): Value {
  const [first, ...rest] = keys;
  if (first === undefined) return value;
  if (typeof first === "string") {
    const holder = isMap(before) ? before : mapOf();
    setAt(holder, keys, value);
    return holder;
  }
  const items = isList(before) ? [...before] : [];
  if (first > mostItems) return before;
  while (items.length <= first) items.push(null);
  items[first] = withValue(items[first] ?? null, rest, value);
  return items;
}

/** A backslash takes the meaning from what follows. */
function keysIn(name: string): readonly Key[] {
  const keys: Key[] = [];
  let key = "";
  for (let at = 0; at < name.length; at++) {
    const letter = name[at] ?? "";
    if (letter === "\\") key += name[++at] ?? "";
    else if (letter === "." || letter === "[") {
      if (key !== "") keys.push(key);
      key = "";
      const close = letter === "[" ? name.indexOf("]", at) : -1;
      const index = close < 0 ? "" : name.slice(at + 1, close);
      if (/^\d{1,6}$/.test(index)) keys.push(Number(index));
      if (close >= 0) at = close;
    } else key += letter;
  }
  return key === "" ? keys : [...keys, key];
}

/** Braces make a list. A comma is kept, since each parameter is an option of its own. */
function valueIn(text: string, as: Parameter["as"]): Value {
  const isListed = text.startsWith("{") && text.endsWith("}");
  if (!isListed) return typed(text.replace(/\\([^])/g, "$1"), as);
  const inner = text.slice(1, -1);
  return inner === "" ? [] : inner.split(",").map((item) => typed(item.replace(/\\([^])/g, "$1"), as));
}

/** Mirrors `typedVal`: integers of 64 bits, booleans and null. */
function typed(text: string, as: Parameter["as"]): Value {
  if (as === "string") return text;
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  const value = /^(?:0|[-+]?[1-9]\d{0,18})$/.test(text) ? BigInt(text) : undefined;
  return value !== undefined && BigInt.asIntN(64, value) === value ? value : text;
}
