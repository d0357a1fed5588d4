import { isList, isMap, type MapValue, type Value } from "../value/value.ts";

/** The text of an entry; "" where it is none. */
export function textAt({ entries }: MapValue, key: string): string {
  const value = entries.get(key) ?? "";
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** The maps in the list of an entry. */
export function mapsAt({ entries }: MapValue, key: string): readonly MapValue[] {
  const value: Value = entries.get(key) ?? null;
  return isList(value) ? value.filter(isMap) : [];
}
