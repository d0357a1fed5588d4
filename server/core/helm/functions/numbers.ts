import { templateFailure } from "../evaluate/failure.ts";
import { typed, type Value } from "../value/value.ts";
import { reckoned } from "./decimal.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { float, integer, whole } from "./given.ts";

/** How many numbers a function may list. */
const most = 100_000;

/** What reckons. Mirrors numeric.go of sprig. */
export const numbers: NamedFunctions = functionsThat("strict", {
  int: ([value]) => integer(value),
  int64: ([value]) => int64(integer(value)),
  float64: ([value]) => float(value),
  add1: ([value]) => int64(integer(value) + 1n),
  add: (given) => int64(given.reduce<bigint>((sum, value) => sum + integer(value), 0n)),
  sub: ([one, other]) => int64(integer(one) - integer(other)),
  mul: (given) => int64(given.reduce<bigint>((product, value) => BigInt.asIntN(64, product * integer(value)), 1n)),
  div: ([one, other]) => int64(integer(one) / divisor(other)),
  mod: ([one, other]) => int64(integer(one) % divisor(other)),
  "max biggest": (given) => int64(given.map(integer).reduce((one, other) => (other > one ? other : one))),
  min: (given) => int64(given.map(integer).reduce((one, other) => (other < one ? other : one))),
  add1f: ([value]) => reckoned([float(value), 1], "add"),
  addf: (given) => reckoned([0, ...given.map(float)], "add"),
  subf: (given) => reckoned(given.map(float), "subtract"),
  mulf: (given) => reckoned(given.map(float), "multiply"),
  divf: (given) => reckoned(given.map(float), "divide"),
  maxf: (given) => given.map(float).reduce((one, other) => Math.max(one, other)),
  minf: (given) => given.map(float).reduce((one, other) => Math.min(one, other)),
  ceil: ([value]) => Math.ceil(float(value)),
  floor: ([value]) => Math.floor(float(value)),
  round: ([value, places, from]) => rounded(float(value), whole(places), from === undefined ? 0.5 : float(from)),
  until: ([end]) => typed("[]int", numbersBetween(0, whole(end), whole(end) < 0 ? -1 : 1)),
  untilStep: ([start, end, step]) => typed("[]int", numbersBetween(whole(start), whole(end), whole(step))),
  seq: (given) => sequence(given.map(whole)),
});

/** Integers of Go have 64 bits: what is more is lost. */
function int64(value: bigint): Value {
  return typed("int64", BigInt.asIntN(64, value));
}

function divisor(value: Value | undefined): bigint {
  const number = integer(value);
  if (number === 0n) throw templateFailure("runtime error: integer divide by zero");
  return number;
}

function rounded(value: number, places: number, from: number): number {
  const power = 10 ** places;
  const moved = power * value;
  return (moved - Math.trunc(moved) >= from ? Math.ceil(moved) : Math.floor(moved)) / power;
}

function numbersBetween(start: number, end: number, step: number): readonly bigint[] {
  const isForward = step > 0 && start < end;
  const isBackward = step < 0 && start > end;
  if (!isForward && !isBackward) return [];
  const length = Math.ceil((end - start) / step);
  if (length > most) throw templateFailure("A list of numbers is too long.", undefined, "limit");
  return Array.from({ length }, (_, index) => BigInt(start + index * step));
}

/** Mirrors `seq` of sprig, which includes the end. */
function sequence(given: readonly number[]): string {
  const [first = 1, second = 1, third = 1] = given;
  const [start, step, end] =
    given.length === 1
      ? [1, first < 1 ? -1 : 1, first]
      : given.length === 2
        ? [first, second < first ? -1 : 1, second]
        : [first, second, third];
  const isRight =
    given.length > 0 &&
    given.length < 4 &&
    (given.length < 3 || !((end < start && step > 0) || (end > start && step < 0)));
  return isRight ? numbersBetween(start, end + Math.sign(step), step).join(" ") : "";
}
