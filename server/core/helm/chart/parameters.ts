import {
  isList,
  isMap,
  type MapValue,
  mapOf,
  typed,
  type Unknown,
  type Value,
  type ValuePlace,
} from "../value/value.ts";

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

/** A parameter that Helm cannot read, so that it renders nothing. */
export interface ParameterProblem {
  readonly parameter: Parameter;
  /** A clause. */
  readonly problem: string;
}

/** Longer lists are not made for an index. Mirrors `MaxIndex`. */
const mostItems = 65_536;

/** Mirrors `MaxNestedNameLevel`. */
const deepestName = 30;

/**
 * Sets parameters in values, the last one last, and says which cannot be set.
 * Mirrors `ParseInto`, `ParseIntoString` and `ParseIntoFile` in pkg/strvals/parser.go of Helm.
 */
export function setParameters(values: MapValue, parameters: readonly Parameter[]): readonly ParameterProblem[] {
  return parameters.flatMap((parameter): readonly ParameterProblem[] => {
    const reader = readerOf(parameter);
    let end: End = "more";
    while (end === "more") end = readKey(values, reader, 0);
    return end === "end" ? [] : [{ parameter, problem: end.problem }];
  });
}

/** Whether there may be more to read, or why it is wrong. */
type End = "more" | "end" | { readonly problem: string };

interface Reader {
  readonly text: string;
  at: number;
  readonly parameter: Parameter;
}

function readerOf(parameter: Parameter): Reader {
  // What is given as it is is not read.
  const value = parameter.as === "value" || parameter.as === "text" ? "" : parameter.value;
  return { text: `${parameter.name}=${value}`, at: 0, parameter };
}

/** What stands before the next of some letters, and that letter; a backslash takes the meaning from what follows. */
function readUntil(reader: Reader, stops: string): { readonly text: string; readonly stop: string | undefined } {
  let text = "";
  while (reader.at < reader.text.length) {
    const letter = reader.text[reader.at++] ?? "";
    if (stops.includes(letter)) return { text, stop: letter };
    text += letter === "\\" ? (reader.text[reader.at++] ?? "") : letter;
  }
  return { text, stop: undefined };
}

function readKey(holder: MapValue, reader: Reader, depth: number): End {
  const { text: key, stop } = readUntil(reader, "=[,.");
  const before = holder.entries.get(key);
  const { place } = reader.parameter;
  if (stop === undefined) return key === "" ? "end" : { problem: `key "${key}" has no value` };
  if (stop === ",") return { problem: `key "${key}" has no value (cannot end with ,)` };
  if (stop === "=") {
    const { value, end } = readValue(reader);
    if (value !== undefined) setAt(holder, key, value, place);
    return end;
  }
  if (stop === "[") {
    const index = readIndex(reader);
    if (typeof index !== "number") return index;
    if (before !== undefined && !isList(before)) return { problem: `there is no list at "${key}"` };
    const { list, end } = readItem(before ?? [], index, reader, depth);
    setAt(holder, key, list, place);
    return end;
  }
  if (depth >= deepestName) return { problem: `it has more than ${deepestName} keys inside each other` };
  if (before !== undefined && !isMap(before)) return { problem: `there is no mapping at "${key}"` };
  const inner = before ?? mapOf();
  const end = readKey(inner, reader, depth + 1);
  if (end === "more" && inner.entries.size === 0) return { problem: `key map "${key}" has no value` };
  if (inner.entries.size > 0) setAt(holder, key, inner, place);
  return end;
}

/** An empty key sets nothing. */
function setAt(holder: MapValue, key: string, value: Value, place: ValuePlace | undefined): void {
  if (key === "") return;
  holder.entries.set(key, value);
  if (place === undefined) holder.places.delete(key);
  else holder.places.set(key, place);
}

/** Mirrors `keyIndex`. */
function readIndex(reader: Reader): number | End {
  const { text, stop } = readUntil(reader, "]");
  if (stop === undefined) return "end";
  if (!/^[-+]?\d{1,15}$/.test(text)) return { problem: `"${text}" is no index` };
  const index = Number(text);
  return index < 0 ? { problem: `an index of ${index} is not allowed` } : index;
}

interface ReadList {
  readonly list: readonly Value[];
  readonly end: End;
}

/** Mirrors `listItem`. */
function readItem(list: readonly Value[], index: number, reader: Reader, depth: number): ReadList {
  const { text, stop } = readUntil(reader, "[.=");
  if (text !== "") return { list, end: { problem: `there is "${text}" after the end of an index` } };
  if (stop === undefined) return { list, end: "end" };
  const item = list[index] ?? null;
  if (stop === "=") {
    const { value, end } = readValue(reader);
    // The end of the text is no reason to leave out an empty value here.
    return value === undefined ? { list, end } : withItem(list, index, value);
  }
  if (stop === "[") {
    const inner = readIndex(reader);
    if (typeof inner !== "number") return { list, end: inner };
    if (item !== null && !isList(item)) return { list, end: { problem: `there is no list at the index ${index}` } };
    const read = readItem(item ?? [], inner, reader, depth);
    return read.end === "more" ? withItem(list, index, read.list) : { list, end: read.end };
  }
  const holder = isMap(item) ? item : mapOf();
  const kept = index < list.length ? list.with(index, holder) : list;
  const end = readKey(holder, reader, depth);
  return end === "more" ? withItem(kept, index, holder) : { list: kept, end };
}

/** Mirrors `setIndex`. */
function withItem(before: readonly Value[], index: number, value: Value): ReadList {
  if (index > mostItems) return { list: before, end: { problem: `an index of ${index} is more than ${mostItems}` } };
  const list = [...before];
  while (list.length <= index) list.push(null);
  list[index] = value;
  return { list, end: "more" };
}

/** What follows `=`: a list in braces, or all up to the next comma. Mirrors `valList` and `val`. */
function readValue(reader: Reader): { readonly value?: Value; readonly end: End } {
  const { parameter, text } = reader;
  if (parameter.as === "value" || parameter.as === "text") return { value: parameter.value, end: "end" };
  if (reader.at >= text.length) return { value: "", end: "end" };
  if (text[reader.at] !== "{") return { value: valueIn(readUntil(reader, ",").text, parameter.as), end: "more" };
  reader.at++;
  const items: Value[] = [];
  for (;;) {
    const item = readUntil(reader, ",}");
    if (item.stop === undefined) return { end: { problem: "a list does not end with }" } };
    items.push(valueIn(item.text, parameter.as));
    if (item.stop === "}") break;
  }
  if (text[reader.at] === ",") reader.at++;
  return { value: items, end: "more" };
}

/** Mirrors `typedVal`: integers of 64 bits, booleans and null, in letters of any size. */
function valueIn(text: string, as: "string" | "what it looks like"): Value {
  if (as === "string") return text;
  const low = text.toLowerCase();
  if (low === "true" || low === "false") return low === "true";
  if (low === "null") return null;
  if (text === "0") return typed("int64", 0n);
  const value = /^(?:[1-9]|[-+]\d)\d{0,18}$/.test(text) ? BigInt(text.replace("+", "")) : undefined;
  return value !== undefined && BigInt.asIntN(64, value) === value ? typed("int64", value) : text;
}
