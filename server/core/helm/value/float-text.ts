/** The digits of a number, without zeros at the end, and how many of them stand before the point. */
interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** Whatever is asked for, a float has no more digits than this. */
const mostDigits = 1100;

/**
 * The size of a finite float, without a sign. `precision` is the number of digits behind the point, or of all digits for `g`; the fewest
 * that tell it from other floats where it is `undefined`. Mirrors `FormatFloat` in strconv/ftoa.go of Go.
 */
export function floatText(size: number, style: "e" | "f" | "g", precision: number | undefined): string {
  const shortest = shortestDigits(size);
  if (precision === undefined) return shown(shortest, style, undefined);
  const all = exactDigits(size);
  const kept = style === "f" ? all.point + precision : style === "e" ? precision + 1 : Math.max(precision, 1);
  return shown(rounded(all, kept), style, precision);
}

/** The size of a finite float in hexadecimal, with as few digits as it has. Mirrors `fmtX`. */
export function hexFloatText(size: number): string {
  if (size === 0) return "0x0p+00";
  const [fraction, exponent] = binaryParts(size);
  // One bit before the point, 52 behind it.
  const shift = 53 - fraction.toString(2).length;
  const all = ((fraction << BigInt(shift)) & ((1n << 52n) - 1n)).toString(16).padStart(13, "0");
  const behind = withoutZeros(all);
  return `0x1${behind && `.${behind}`}p${exponentText(exponent + 52 - shift)}`;
}

/** The size of a finite float as an integer and a power of 2. Mirrors `fmtB`. */
export function binaryFloatText(size: number): string {
  const [fraction, exponent] = binaryParts(size);
  return `${fraction}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

/** An exponent as Go writes it, with a sign and at least two digits. */
function exponentText(exponent: number): string {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function shown({ digits, point }: Digits, style: "e" | "f" | "g", precision: number | undefined): string {
  const exponent = digits === "" ? 0 : point - 1;
  if (style === "e") return withExponent(digits, exponent, precision ?? Math.max(digits.length - 1, 0));
  if (style === "f") return withPoint(digits, point, precision ?? Math.max(digits.length - point, 0));
  const wanted = precision === undefined ? 6 : Math.max(precision, 1);
  const widest = precision !== undefined && digits.length >= point ? Math.min(wanted, digits.length) : wanted;
  return exponent < -4 || exponent >= Math.max(widest, 1)
    ? withExponent(digits, exponent, Math.max(digits.length - 1, 0))
    : withPoint(digits, point, Math.max(digits.length - point, 0));
}

function withExponent(digits: string, exponent: number, places: number): string {
  const behind = digits.slice(1).padEnd(places, "0").slice(0, places);
  return `${digits[0] ?? "0"}${behind && `.${behind}`}e${exponentText(exponent)}`;
}

function withPoint(digits: string, point: number, places: number): string {
  const before = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const behind = (point > 0 ? digits.slice(point) : "0".repeat(-point) + digits).padEnd(places, "0").slice(0, places);
  return `${before}${behind && `.${behind}`}`;
}

function shortestDigits(size: number): Digits {
  if (size === 0) return { digits: "", point: 0 };
  const [mantissa = "", power = "0"] = size.toExponential().split("e");
  return { digits: withoutZeros(mantissa.replace(".", "")), point: Number(power) + 1 };
}

/** All digits that a float has in the end. */
function exactDigits(size: number): Digits {
  if (size === 0) return { digits: "", point: 0 };
  const [fraction, exponent] = binaryParts(size);
  // A negative power of 2 is one of 5 over one of 10.
  const digits = (exponent >= 0 ? fraction << BigInt(exponent) : fraction * 5n ** BigInt(-exponent)).toString();
  return { digits: withoutZeros(digits), point: digits.length + Math.min(exponent, 0) };
}

/** Rounded to so many digits; to the even one from exactly between two. */
function rounded({ digits, point }: Digits, kept: number): Digits {
  if (kept >= Math.min(digits.length, mostDigits)) return { digits, point };
  if (kept < 0) return { digits: "", point: 0 };
  const [head, next = "", rest] = [digits.slice(0, kept), digits[kept], digits.slice(kept + 1)];
  const isUp = next > "5" || (next === "5" && (rest !== "" || Number(head.at(-1) ?? "0") % 2 === 1));
  if (!isUp) return { digits: withoutZeros(head), point: head === "" ? 0 : point };
  const more = (BigInt(head || "0") + 1n).toString().padStart(kept, "0");
  return { digits: withoutZeros(more), point: point + more.length - kept };
}

/** Digits without zeros at the end. */
function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}

/** An integer and a power of 2 that make a float when multiplied. */
function binaryParts(size: number): readonly [fraction: bigint, exponent: number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const [power, fraction] = [Number((bits >> 52n) & 0x7ffn), bits & ((1n << 52n) - 1n)];
  return power === 0 ? [fraction, -1074] : [fraction | (1n << 52n), power - 1075];
}
