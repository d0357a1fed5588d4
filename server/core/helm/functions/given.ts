import { longestText, tooLong } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import { printed } from "../value/print.ts";
import {
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

/** An integer that a function is given. Throws a failure for anything else, floats and texts included. */
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

/** A map that a function is given; nil is an empty one. Throws a failure for anything else. */
export function map(value: Value | undefined): MapValue {
  const found = plain(value ?? null);
  if (found === null) return mapOf();
  if (isMap(found)) return found;
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
      return Number.isFinite(found) ? BigInt.asIntN(64, BigInt(Math.trunc(found))) : 0n;
    case "boolean":
      return found ? 1n : 0n;
    case "string":
      return integerIn(found);
    default:
      return 0n;
  }
}

function integerIn(word: string): bigint {
  if (/^0[xXbBoO][0-9a-fA-F]+$/.test(word)) return basedInteger(word);
  const match = /^([-+]?)0*(\d{1,19})(?:\.0*)?$/.exec(word.trim());
  const number = match === null ? 0n : BigInt(`${match[1] === "-" ? "-" : ""}${match[2] ?? "0"}`);
  return BigInt.asIntN(64, number) === number ? number : 0n;
}

function basedInteger(word: string): bigint {
  const isRight = /^0(?:[xX][0-9a-fA-F]{1,16}|[bB][01]{1,64}|[oO][0-7]{1,22})$/.test(word);
  const number = isRight ? BigInt(word.toLowerCase()) : 0n;
  return BigInt.asIntN(64, number) === number ? number : 0n;
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
  if (typeof found !== "string" || found.trim() === "") return 0;
  const number = Number(found);
  return Number.isNaN(number) ? 0 : number;
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
