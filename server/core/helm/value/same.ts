import { isList, isMap, isObject, plain, typeOf, type Value } from "./value.ts";

/** Whether two values are the same through and through. Mirrors `DeepEqual` of reflect. */
export function isSame(one: Value, other: Value): boolean {
  const [first, second] = [plain(one), plain(other)];
  if (typeOf(one) !== typeOf(other)) return false;
  if (first === second) return true;
  if (isList(first) && isList(second)) {
    return first.length === second.length && first.every((item, index) => isSame(item, second[index] ?? null));
  }
  if (isMap(first) && isMap(second)) {
    const { entries } = second;
    return (
      first.entries.size === entries.size &&
      [...first.entries].every(([key, value]) => entries.has(key) && isSame(value, entries.get(key) ?? null))
    );
  }
  return (
    isObject(first) &&
    isObject(second) &&
    first.type === second.type &&
    first.text !== undefined &&
    first.text === second.text
  );
}

/** A value that shares nothing that may change with another. */
export function copied(value: Value): Value {
  if (isList(value)) return value.map(copied);
  if (!isMap(value)) return value;
  const entries = [...value.entries].map(([key, item]) => [key, copied(item)] as const);
  return { ...value, entries: new Map(entries), places: new Map(value.places) };
}
