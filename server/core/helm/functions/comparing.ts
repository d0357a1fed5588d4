import { templateFailure } from "../evaluate/failure.ts";
import { byteLength, bytesOf } from "../value/bytes.ts";
import { isSame } from "../value/same.ts";
import {
  byBytes,
  entryOf,
  isList,
  isMap,
  isTrue,
  isUnknown,
  kindOf,
  plain,
  typed,
  typeOf,
  type Value,
} from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { text } from "./given.ts";

/** What templates compare and look up with. Mirrors text/template/funcs.go of Go. */
export const comparing: NamedFunctions = [
  ...functionsThat("strict", {
    eq: ([first = null, ...others]) => {
      if (others.length === 0) throw templateFailure("missing argument for comparison");
      return others.some((other) => isEqual(first, other));
    },
    ne: ([first = null, second = null]) => !isEqual(first, second),
    lt: ([first = null, second = null]) => isLess(first, second),
    le: ([first = null, second = null]) => isLess(first, second) || isEqual(first, second),
    gt: ([first = null, second = null]) => !isLess(first, second) && !isEqual(first, second),
    ge: ([first = null, second = null]) => !isLess(first, second),
    not: ([value = null]) => !isTrue(value),
    len: ([value = null]) => BigInt(lengthOf(value)),
  }),
  ...functionsThat("decides", {
    index: ([value = null, ...keys]) => {
      if (value === null) throw templateFailure("index of untyped nil");
      return keys.find(isUnknown) ?? keys.reduce<Value>(indexed, value);
    },
  }),
];

/** Integers of all types are compared by what they are. */
function isEqual(one: Value, other: Value): boolean {
  const [first, second] = [plain(one), plain(other)];
  comparable(first, second);
  return isSame(first, second);
}

function comparable(one: Value, other: Value): void {
  const [kind, otherKind] = [kindOf(one), kindOf(other)];
  const isNil = kind === "invalid" || otherKind === "invalid";
  if (!isNil && kind !== otherKind) throw templateFailure("incompatible types for comparison");
  for (const it of [kind, otherKind]) {
    if ((it === "map" || it === "slice") && !isNil) throw templateFailure("non-comparable type");
  }
}

function isLess(first: Value, second: Value): boolean {
  const [one, other] = [plain(first), plain(second)];
  if (typeof one === "string" && typeof other === "string") return byBytes(one, other) < 0;
  const isNumber = typeof one === "bigint" || typeof one === "number";
  if (isNumber && typeof one === typeof other) return one < (other as number);
  const kinds = [kindOf(one), kindOf(other)];
  const isBasic = kinds.every((kind) => ["int", "float64", "string", "bool"].includes(kind));
  throw templateFailure(
    isBasic && kinds[0] !== kinds[1] ? "incompatible types for comparison" : "invalid type for comparison",
  );
}

function lengthOf(given: Value): number {
  const value = plain(given);
  if (typeof value === "string") return byteLength(value);
  if (isList(value)) return value.length;
  if (isMap(value)) return value.entries.size;
  throw templateFailure(value === null ? "len of nil pointer" : `len of type ${typeOf(value)}`);
}

function indexed(value: Value, key: Value): Value {
  if (isUnknown(value)) return value;
  const holder = plain(value);
  if (holder === null) throw templateFailure("index of untyped nil");
  if (isMap(holder)) return entryOf(holder, text(key));
  const items = typeof holder === "string" ? bytesOf(holder) : holder;
  const isBytes = items instanceof Uint8Array;
  if (!isBytes && !isList(items)) throw templateFailure(`can't index item of type ${typeOf(value)}`);
  const at = plain(key);
  if (typeof at !== "bigint") throw templateFailure(`cannot index slice/array with type ${typeOf(key)}`);
  if (at < 0n || at >= items.length) throw templateFailure(`index out of range: ${at.toString()}`);
  return isBytes ? typed("uint8", BigInt(items[Number(at)] ?? 0)) : (items[Number(at)] ?? null);
}
