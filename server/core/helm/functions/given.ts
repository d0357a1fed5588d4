import { longestText, tooLong } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import { numberOf } from "../template/literals.ts";
import { printed } from "../value/print.ts";
import {
  asPlainMap,
  isList,
  isMap,
  isObject,
  isTrue,
  kindOf,
  type MapValue,
  mapOf,
  plain,
  typeOf,
  type Value,
} from "../value/value.ts";

/** A string that a function is given. Throws a failure where it is none, as Go does before it calls a function with such a parameter. */
export function text(value: Value | undefined): string {
  const found = plain(value ?? null);
  if (typeof found === "string") return found;
  throw wrongType(found, "string");
}

/** An `int` that a function is given. Throws a failure for anything else, other integers included. */
export function whole(value: Value | undefined): number {
  if (typeof value === "bigint") return Number(value);
  throw wrongType(value ?? null, "int");
}

/** A failure for a value of another type than a function wants. Mirrors `validateType` in text/template/exec.go of Go. */
export function wrongType(value: Value, wanted: string): Error {
  return templateFailure(
    value === null
      ? `invalid value; expected ${wanted}`
      : `wrong type for value; expected ${wanted}; got ${typeOf(value)}`,
  );
}

/**
 * A map that a function is given, as that is seen there: a map of any values; nil is an empty one. Throws a failure for anything else,
 * maps of strings included.
 */
export function map(value: Value | undefined): MapValue {
  const found = plain(value ?? null);
  if (found === null) return mapOf();
  if (isMap(found) && found.type === undefined) return found;
  if (isMap(found) && found.type === "common.Values") return asPlainMap(found);
  throw wrongType(found, "map[string]interface {}");
}

/** A list that a function is given. Throws a failure for anything else. */
export function list(value: Value | undefined): readonly Value[] {
  const found = plain(value ?? null);
  if (isList(found)) return found;
  throw templateFailure(`list expected, got ${kindOf(found)}`);
}

/** Any value as a string. Mirrors `strval` of sprig. */
export function asText(value: Value | undefined): string {
  const found = plain(value ?? null);
  return typeof found === "string" ? found : printed(found);
}

/** Any value as strings: the items of a list without nil, or the one that it is. Mirrors `strslice` of sprig. */
export function asTexts(value: Value | undefined): readonly string[] {
  const found = plain(value ?? null);
  if (found === null) return [];
  return isList(found) ? found.filter((item) => item !== null).map(asText) : [asText(found)];
}

/** Any value as an integer of 64 bits; 0 where it is no number. Mirrors `ToInt64` of spf13/cast. */
export function integer(value: Value | undefined): bigint {
  const found = plain(value ?? null);
  switch (typeof found) {
    case "bigint":
      return found;
    case "number":
      return Math.abs(found) < 2 ** 63 ? BigInt(Math.trunc(found)) : leastInteger;
    case "boolean":
      return found ? 1n : 0n;
    case "string":
      return integerIn(found);
    default:
      return 0n;
  }
}

/** What processors of x64 make of a float that is no integer of 64 bits. */
const leastInteger = -(2n ** 63n);

/** Mirrors `ParseInt` of strconv with the base 0, and `trimZeroDecimal` of spf13/cast. */
function integerIn(word: string): bigint {
  const number = numberOf(word.replace(/\.0+$/, ""));
  return typeof number === "bigint" ? number : 0n;
}

/** Any value as an integer that counts something in our own code; at most as large as such a number can be. */
export function count(value: Value | undefined): number {
  return Number(integer(value));
}

/** Any value as a float; 0 where it is no number. Mirrors `ToFloat64` of spf13/cast. */
export function float(value: Value | undefined): number {
  const found = plain(value ?? null);
  if (typeof found === "bigint" || typeof found === "boolean") return Number(found);
  if (typeof found === "number") return found;
  return typeof found === "string" ? floatIn(found) : 0;
}

/** Mirrors `ParseFloat` of strconv. */
function floatIn(word: string): number {
  if (/^[-+]?inf(?:inity)?$/i.test(word)) return word.startsWith("-") ? -Infinity : Infinity;
  if (/^nan$/i.test(word)) return Number.NaN;
  const bare = word.replaceAll("_", "");
  const isDecimal = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(bare);
  const isRight = !/^_|_$|__|\D_|_\D/.test(word);
  const number = isDecimal ? (isRight ? Number(bare) : 0) : numberOf(word);
  return typeof number === "number" && Number.isFinite(number) ? number : 0;
}

/** Whether a value is empty. Mirrors `empty` of sprig, for which an object never is. */
export function isEmpty(value: Value): boolean {
  return isObject(value) && value.holds === undefined ? false : !isTrue(value);
}

/** Texts with another between each two. Throws a failure where that is too long. */
export function joined(parts: readonly string[], separator: string): string {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  if (length > longestText + separator.length) throw tooLong();
  return parts.join(separator);
}
