import { isList, isMap, type MapValue, mapOf, type Unknown, type Value, type ValuePlace } from "../value/value.ts";

/** A value that is set by the path of its keys, as `--set` does. */
export type Parameter = {
  /** With `.` between keys and numbers in brackets: `list[0].name`. */
  readonly name: string;
  /** Where it is written, as far as that is known. */
  readonly place?: ValuePlace | undefined;
} & (
  | {
      readonly value: string;
      /** Whether it stays a string whatever it looks like; `text` has not even lists in braces. */
      readonly as: "text" | "string" | "what it looks like";
    }
  /** It is given as it is. */
  | { readonly value: Unknown; readonly as: "value" }
);

/** A place in values: a key, or an index in a list. */
type Key = string | number;

/** Longer lists are not made for an index. */
const mostItems = 65_536;

/** Sets parameters in values, the last one last. Mirrors `ParseInto` and `ParseIntoString` in pkg/strvals/parser.go of Helm. */
export function setParameters(values: MapValue, parameters: readonly Parameter[]): void {
  for (const { name, place, ...given } of parameters) {
    const keys = keysIn(name);
    const value = given.as === "value" ? given.value : valueIn(given.value, given.as);
    if (keys.length > 0) setAt(values, keys, { value, place });
  }
}

interface Given {
  readonly value: Value;
  readonly place: ValuePlace | undefined;
}

function setAt(holder: MapValue, keys: readonly Key[], given: Given): void {
  const [first, ...rest] = keys;
  if (typeof first !== "string") return;
  holder.entries.set(first, withValue(holder.entries.get(first) ?? null, rest, given));
  if (given.place !== undefined) holder.places.set(first, given.place);
  else holder.places.delete(first);
}

function withValue(before: Value, keys: readonly Key[], given: Given): Value {
  const [first, ...rest] = keys;
  if (first === undefined) return given.value;
  if (typeof first === "string") {
    const holder = isMap(before) ? before : mapOf();
    setAt(holder, keys, given);
    return holder;
  }
  const items = isList(before) ? [...before] : [];
  if (first > mostItems) return before;
  while (items.length <= first) items.push(null);
  items[first] = withValue(items[first] ?? null, rest, given);
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
type As = Exclude<Parameter["as"], "value">;

function valueIn(text: string, as: As): Value {
  if (as === "text") return text;
  const isListed = text.startsWith("{") && text.endsWith("}");
  if (!isListed) return typed(text.replace(/\\([^])/g, "$1"), as);
  const inner = text.slice(1, -1);
  return inner === "" ? [] : inner.split(",").map((item) => typed(item.replace(/\\([^])/g, "$1"), as));
}

/** Mirrors `typedVal`: integers of 64 bits, booleans and null. */
function typed(text: string, as: As): Value {
  if (as === "string") return text;
  if (text === "true" || text === "false") return text === "true";
  if (text === "null") return null;
  const value = /^(?:0|[-+]?[1-9]\d{0,18})$/.test(text) ? BigInt(text) : undefined;
  return value !== undefined && BigInt.asIntN(64, value) === value ? value : text;
}
