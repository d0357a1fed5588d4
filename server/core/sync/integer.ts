const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/**
 * The number that `text` spells: decimal ASCII digits with an optional sign, within 64 bits.
 * `undefined` for everything else, blanks and the empty text included. Mirrors `strconv.Atoi` as Argo CD uses it on 64-bit machines.
 */
export function parseInteger(text: string): bigint | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  // The limit on the digits keeps a hostile value, such as a million zeros or nines, from taking long.
  const digits = text.replace(/^[+-]?0*/, "");
  if (digits.length > 19) return undefined;
  const magnitude = BigInt(digits === "" ? "0" : digits);
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return value < smallest || value > largest ? undefined : value;
}

/** `value` as a 64-bit integer, which wraps around beyond 2^63-1 as Go's `int` does. */
export function wrapInteger(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}
