import { templateFailure } from "../evaluate/failure.ts";
import { copied } from "../value/same.ts";
import { isMap, type MapValue, mapOf, type Value } from "../value/value.ts";
import type { Chart } from "./chart.ts";
import { type Preparation, take, takeCopies } from "./preparation.ts";

/** `coalesce` removes what is set to null; `merge` keeps that, since it is not the last word yet. */
type How = "coalesce" | "merge";

/**
 * The values of a chart under those that are given for it, with those of its dependencies and what is global.
 * Mirrors `CoalesceValues` in pkg/chart/common/util/coalesce.go of Helm. Throws a failure where a dependency is given no map.
 */
export function coalesceValues(
  chart: Chart,
  given: MapValue,
  preparation: Preparation,
  how: How = "coalesce",
): MapValue {
  takeCopies(preparation, given);
  const values = copied(given) as MapValue;
  coalesceChart(chart, values, preparation, how);
  return values;
}

function coalesceChart(chart: Chart, values: MapValue, preparation: Preparation, how: How): void {
  takeCopies(preparation, chart.values);
  coalesceOwn(chart, values, how);
  for (const dependency of chart.dependencies) {
    const before = values.entries.get(dependency.name);
    const inner = before === undefined ? mapOf() : before;
    if (!isMap(inner)) throw templateFailure(`type mismatch on ${dependency.name}`);
    values.entries.set(dependency.name, inner);
    coalesceGlobals(inner, values, preparation);
    coalesceChart(dependency, inner, preparation, how);
  }
}

/** Mirrors `coalesceGlobals`: what is global outside counts for more inside. */
function coalesceGlobals(into: MapValue, from: MapValue, preparation: Preparation): void {
  const [inner, outer] = [into.entries.get("global") ?? mapOf(), from.entries.get("global") ?? mapOf()];
  if (!isMap(inner) || !isMap(outer)) return;
  take(preparation, outer.entries.size);
  for (const [key, value] of outer.entries) {
    const before = inner.entries.get(key);
    if (isMap(value)) {
      take(preparation, value.entries.size);
      const copy: MapValue = { kind: "map", entries: new Map(value.entries), places: new Map(value.places) };
      if (before === undefined) setFrom(inner, key, copy, outer);
      else if (isMap(before)) setFrom(inner, key, coalesceTables(copy, before, "merge"), outer);
    } else if (before === undefined || !isMap(before)) setFrom(inner, key, value, outer);
  }
  into.entries.set("global", inner);
}

function coalesceOwn(chart: Chart, values: MapValue, how: How): void {
  const own = copied(chart.values) as MapValue;
  for (const [key, value] of own.entries) {
    const before = values.entries.get(key);
    if (before === undefined) setFrom(values, key, value, own);
    else if (before === null && how === "coalesce") values.entries.delete(key);
    else if (isMap(before) && isMap(value)) {
      const isDependency = chart.dependencies.some(({ name }) => name === key);
      coalesceTables(before, value, isDependency ? "merge" : how);
    }
  }
}

/**
 * Adds to a map what another has beside it. A null in the first takes a value away from the second, but where neither has one it stays.
 * Mirrors `coalesceTablesFullKey`.
 */
export function coalesceTables(into: MapValue, from: MapValue, how: How): MapValue {
  const removable = new Set([...from.entries].flatMap(([key, value]) => (value === null ? [] : [key])));
  for (const [key, value] of into.entries) if (value === null) from.entries.set(key, null);
  for (const [key, value] of from.entries) {
    const before = into.entries.get(key);
    if (before === undefined) setFrom(into, key, value, from);
    else if (before === null && how === "coalesce" && removable.has(key)) into.entries.delete(key);
    else if (isMap(before) && isMap(value)) coalesceTables(before, value, how);
  }
  return into;
}

function setFrom(into: MapValue, key: string, value: Value, from: MapValue): void {
  into.entries.set(key, value);
  const place = from.places.get(key);
  if (place === undefined) into.places.delete(key);
  else into.places.set(key, place);
}

/** The value at a path of keys with dots between them; `undefined` where there is none. */
export function valueAt(values: MapValue, path: string): Value | undefined {
  return path
    .split(".")
    .reduce<Value | undefined>((at, key) => (at !== undefined && isMap(at) ? at.entries.get(key) : undefined), values);
}
