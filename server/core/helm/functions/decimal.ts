import { templateFailure } from "../evaluate/failure.ts";

/** What is reckoned with two numbers. */
export type Operation = "add" | "subtract" | "multiply" | "divide";

/** A decimal fraction: `digits` times 10 to the power of minus `places`. */
interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** How many decimal places a division gives. */
const dividedPlaces = 16;

/**
 * Reckons with numbers, from the first on, as decimal fractions. Throws a failure where the result is none.
 * Mirrors `execDecimalOp` in functions.go of sprig, which uses shopspring/decimal.
 */
export function reckoned(numbers: readonly number[], operation: Operation): number {
  const { digits, places } = numbers.map(decimalOf).reduce((one, other) => limited(apply(one, other, operation)));
  return Number(`${digits}e${-places}`);
}

/** How many decimal places a result may have, in front of the point or behind it. */
const mostPlaces = 10_000;

/** Each number that is multiplied adds up to hundreds of digits. */
function limited(result: Decimal): Decimal {
  if (result.places <= mostPlaces && BigInt.asIntN(bitsOfMost, result.digits) === result.digits) return result;
  throw templateFailure("A number is too long.", undefined, "limit");
}

/** Each decimal digit takes less than 4 bits. */
const bitsOfMost = 4 * mostPlaces;

function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw templateFailure("Cannot create a Decimal from an infinite number");
  const [, mantissa = "0", fraction = "", exponent = "0"] = /^(-?\d+)(?:\.(\d+))?(?:e(.*))?$/.exec(String(value)) ?? [];
  return withPlaces(BigInt(mantissa + fraction), fraction.length - Number(exponent));
}

function withPlaces(digits: bigint, places: number): Decimal {
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

function apply(one: Decimal, other: Decimal, operation: Operation): Decimal {
  if (operation === "multiply") return { digits: one.digits * other.digits, places: one.places + other.places };
  if (operation === "divide") return divided(one, other);
  const places = Math.max(one.places, other.places);
  const [first, second] = [one, other].map((it) => it.digits * 10n ** BigInt(places - it.places));
  return { digits: (first ?? 0n) + (operation === "add" ? (second ?? 0n) : -(second ?? 0n)), places };
}

/** Rounded away from 0 from the half on. */
function divided(one: Decimal, other: Decimal): Decimal {
  if (other.digits === 0n) throw templateFailure("decimal division by 0");
  const shift = dividedPlaces + other.places - one.places;
  const [dividend, divisor] =
    shift >= 0 ? [one.digits * 10n ** BigInt(shift), other.digits] : [one.digits, other.digits * 10n ** BigInt(-shift)];
  const isNegative = dividend < 0n !== divisor < 0n;
  const [size, by] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const quotient = (2n * size + by) / (2n * by);
  return { digits: isNegative ? -quotient : quotient, places: dividedPlaces };
}
