import { takeLevel, takeSteps, takeValues } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import type { Call } from "../evaluate/function-table.ts";
import { copied, isSame } from "../value/same.ts";
import {
  isMap,
  isObject,
  isUnknown,
  type MapValue,
  mapOf,
  plain,
  sortedKeys,
  typed,
  typeOf,
  type Value,
} from "../value/value.ts";
import { functionsThat, type NamedFunctions, type Run } from "./define.ts";
import { asText, count, isEmpty, list, map, text, whole, wrongType } from "./given.ts";

/** Lists and maps. Mirrors list.go and dict.go of sprig. */
export const collections: NamedFunctions = [
  ...functionsThat("decides", {
    "list tuple": (given) => given,
    dict: (given, call) => dictionary(given, call),
    "append push mustAppend mustPush": known(1, ([items, item = null]) => [...list(items), item]),
    "prepend mustPrepend": known(1, ([items, item = null]) => [item, ...list(items)]),
    concat: known(Infinity, (lists) => lists.flatMap((items) => [...list(items)])),
    get: known(
      2,
      ([holder, key]) => map(holder).entries.get(text(key)) ?? (map(holder).entries.has(text(key)) ? null : ""),
    ),
    set: known(2, ([given, key, value = null], call) => {
      if (given === null) throw templateFailure("assignment to entry in nil map");
      const holder = changing(map(given), call);
      holder.entries.set(text(key), value);
      holder.places.delete(text(key));
      return holder;
    }),
    unset: known(2, ([given, key], call) => {
      const holder = changing(map(given), call);
      holder.entries.delete(text(key));
      return holder;
    }),
    "merge mustMerge": known(Infinity, ([into, ...others], call) => merged(map(into), others, { how: "keep", call })),
    "mergeOverwrite mustMergeOverwrite": known(Infinity, ([into, ...others], call) =>
      merged(map(into), others, { how: "overwrite", call }),
    ),
    "deepCopy mustDeepCopy": ([value = null]) => {
      if (value === null) throw templateFailure("reflect: call of reflect.Value.Type on zero Value");
      return copied(value);
    },
    pluck: known(Infinity, ([key, ...holders]) =>
      holders.flatMap((holder) =>
        map(holder).entries.has(text(key)) ? [map(holder).entries.get(text(key)) ?? null] : [],
      ),
    ),
    hasKey: known(2, ([holder, key]) => map(holder).entries.has(text(key))),
    // Their order is random in Go, so charts sort them.
    keys: known(Infinity, (holders) =>
      typed(
        "[]string",
        holders.flatMap((holder) => sortedKeys(map(holder))),
      ),
    ),
    values: known(1, ([holder]) => sortedKeys(map(holder)).map((key) => map(holder).entries.get(key) ?? null)),
    pick: known(Infinity, ([holder, ...keys]) => partOf(map(holder), keysIn(keys), "with")),
    omit: known(Infinity, ([holder, ...keys]) => partOf(map(holder), keysIn(keys), "without")),
    dig: (given) => dug(given),
    "first mustFirst": known(1, ([items]) => edge(items, 0)),
    "last mustLast": known(1, ([items]) => edge(items, -1)),
    "rest mustRest": known(1, ([items]) => list(items).slice(1)),
    "initial mustInitial": known(1, ([items]) => list(items).slice(0, -1)),
    "reverse mustReverse": known(1, ([items]) => list(items).toReversed()),
    "slice mustSlice": known(3, ([items, start, end]) => sliced(items ?? null, start, end)),
    "chunk mustChunk": known(2, ([size, items]) => chunks(list(items), whole(size))),
  }),
  ...functionsThat("strict", {
    empty: ([value = null]) => isEmpty(value),
    all: (given) => given.every((value) => !isEmpty(value)),
    any: (given) => given.some((value) => !isEmpty(value)),
    "uniq mustUniq": ([items], call) => unique(list(items), call),
    "compact mustCompact": ([items]) => list(items).filter((item) => !isEmpty(item)),
    "without mustWithout": ([items, ...others], { engine }) => {
      takeSteps(engine, list(items).length * others.length);
      return list(items).filter((item) => !others.some((other) => isSame(item, other)));
    },
    "has mustHas": ([item = null, items = null]) => items !== null && list(items).some((other) => isSame(item, other)),
  }),
];

/** A function of which the first arguments have to be known: else its result is not. */
function known(first: number, run: Run): Run {
  return (given, call) => given.slice(0, first).find(isUnknown) ?? run(given, call);
}

function dictionary(given: readonly Value[], { engine }: Call): MapValue {
  const keys = given.filter((_, index) => index % 2 === 0);
  takeValues(engine, keys, "deep");
  const entries = given.flatMap((key, index): (readonly [string, Value])[] =>
    index % 2 === 0 ? [[asText(key), given[index + 1] ?? (index + 1 < given.length ? null : "")]] : [],
  );
  return mapOf(entries);
}

/** A map that is about to be changed: others may see it. */
function changing(holder: MapValue, { engine }: Call): MapValue {
  engine.trace.changed.add(holder.entries);
  return holder;
}

interface Merging {
  readonly how: "keep" | "overwrite";
  readonly call: Call;
}

/** Mirrors `Merge` of mergo, which takes what is empty for missing. */
function merged(into: MapValue, others: readonly Value[], merging: Merging): MapValue {
  for (const other of others) mergeInto(into, map(other), merging);
  return into;
}

/** What one map brings may make another one a part of itself. */
function mergeInto(into: MapValue, from: MapValue, merging: Merging): void {
  const { how, call } = merging;
  takeSteps(call.engine, from.entries.size / 8);
  const { entries, places } = changing(into, call);
  for (const [key, value] of from.entries) {
    const before = entries.get(key) ?? null;
    const isAbsent = !entries.has(key);
    if (isMap(value) && isMap(before))
      takeLevel(call.engine, undefined, () => {
        mergeInto(before, value, merging);
      });
    else if (value === null ? how === "overwrite" : how === "overwrite" || isAbsent || isEmpty(before)) {
      entries.set(key, value);
      const place = from.places.get(key);
      if (place === undefined) places.delete(key);
      else places.set(key, place);
    }
  }
}

function keysIn(keys: readonly Value[]): ReadonlySet<string> {
  return new Set(keys.map(text));
}

function partOf({ entries, places }: MapValue, keys: ReadonlySet<string>, which: "with" | "without"): MapValue {
  const isIn = ([key]: readonly [string, unknown]): boolean => keys.has(key) === (which === "with");
  return { kind: "map", entries: new Map([...entries].filter(isIn)), places: new Map([...places].filter(isIn)) };
}

/** Mirrors `dig` in dict.go of sprig: keys, what is returned where one is missing, and the map. */
function dug(given: readonly Value[]): Value {
  const keys = given.slice(0, -2);
  const instead = given.at(-2) ?? null;
  let at = given.at(-1) ?? null;
  for (const key of keys) {
    if (isUnknown(at)) return at;
    // Not even .Values is a map of the very type that it wants.
    if (!isMap(at) || at.type !== undefined) throw wrongType(at, "map[string]interface {}");
    if (!at.entries.has(text(key))) return instead;
    at = plain(at.entries.get(text(key)) ?? null);
  }
  return at;
}

function edge(items: Value | undefined, index: 0 | -1): Value {
  return list(items).at(index) ?? null;
}

function sliced(items: Value, start: Value | undefined, end: Value | undefined): Value {
  const found = list(items);
  if (found.length === 0) return null;
  const [from, to] = [count(start ?? 0n), end === undefined ? found.length : count(end)];
  if (from < 0 || to > found.length || from > to) throw templateFailure("slice bounds out of range");
  const part = found.slice(from, to);
  return isObject(items) ? { ...items, holds: part } : part;
}

function chunks(items: readonly Value[], size: number): Value {
  if (size < 1) throw templateFailure(`cannot chunk ${typeOf(items)} into ${size}`);
  const parts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
  return typed("[][]interface {}", parts);
}

function unique(items: readonly Value[], { engine }: Call): readonly Value[] {
  const kept: Value[] = [];
  const texts = new Set<Value>();
  for (const item of items) {
    if (typeof item !== "string") takeSteps(engine, kept.length);
    if (typeof item === "string" ? texts.has(item) : kept.some((other) => isSame(item, other))) continue;
    kept.push(item);
    if (typeof item === "string") texts.add(item);
  }
  return kept;
}
