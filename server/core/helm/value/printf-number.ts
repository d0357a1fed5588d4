import { binaryFloatText, floatText, hexFloatText } from "./float-text.ts";
import { isPrintable, quotedLetter } from "./print.ts";
import { padded, type Verb } from "./printf-pad.ts";

const bases: Readonly<Record<string, number>> = { v: 10, d: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

/** An integer as a verb prints it; `undefined` where the verb is not for integers. Mirrors `fmtInteger` in fmt/print.go. */
export function integerVerb(verb: Verb, value: bigint): string | undefined {
  const { letter, sharp, plus } = verb;
  const base = bases[letter];
  if (base !== undefined) return integerText(verb, value, base);
  const isLetter = value >= 0n && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn);
  const character = isLetter ? String.fromCodePoint(Number(value)) : "\ufffd";
  if (letter === "c") return padded(verb, character);
  if (letter === "q") return padded(verb, quotedLetter(character, plus ? "in ASCII" : "as it is"));
  if (letter !== "U") return undefined;
  const digits = BigInt.asUintN(64, value)
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(verb.precision ?? 4, 4), "0");
  return padded(verb, `U+${digits}${sharp && isLetter && isPrintable(character) ? ` '${character}'` : ""}`, "blanks");
}

/** Mirrors `fmtInteger` in fmt/format.go. */
function integerText(verb: Verb, value: bigint, base: number): string {
  const { letter, width, precision, plus, minus, sharp, space, zero } = verb;
  if (precision === 0 && value === 0n) return padded(verb, "", "blanks");
  const sign = value < 0n ? "-" : plus ? "+" : space ? " " : "";
  const least = precision ?? (zero && !minus && width !== undefined ? width - sign.length : 0);
  const digits = (value < 0n ? -value : value).toString(base).padStart(least, "0");
  const prefix = { 2: "0b", 8: digits.startsWith("0") ? "" : "0", 16: "0x" }[base] ?? "";
  const text = (letter === "O" ? "0o" : "") + (sharp ? prefix : "") + digits;
  return padded(verb, sign + (letter === "X" ? text.toUpperCase() : text), "blanks");
}

/** A float as a verb prints it; `undefined` where the verb is not for floats. Mirrors `fmtFloat` in fmt/format.go. */
export function floatVerb(verb: Verb, value: number): string | undefined {
  const { width = 0, plus, minus, space, zero } = verb;
  const text = sizeText(verb, Math.abs(value));
  if (text === undefined) return undefined;
  const sign = value < 0 || Object.is(value, -0) ? "-" : plus ? "+" : space ? " " : "";
  if (!Number.isFinite(value)) {
    return padded(verb, Number.isNaN(value) ? `${sign}NaN` : `${sign || "+"}Inf`, "blanks");
  }
  return sign !== "" && zero && !minus
    ? sign + "0".repeat(Math.max(0, width - text.length - 1)) + text
    : padded(verb, sign + text);
}

function sizeText(verb: Verb, size: number): string | undefined {
  const { letter, precision, sharp } = verb;
  const isFinite = Number.isFinite(size);
  const of = (text: () => string): string => (isFinite ? text() : "");
  const style = letter.toLowerCase();
  switch (style) {
    case "b":
      return letter === "b" ? of(() => binaryFloatText(size)) : undefined;
    case "x":
      return upper(
        letter,
        of(() => hexFloatText(size)),
      );
    case "e":
    case "f": {
      const text = of(() => floatText(size, style, precision ?? 6));
      return upper(letter, sharp && precision === 0 ? text.replace(/(?=e|$)/, ".") : text);
    }
    case "g":
    case "v": {
      if (letter === "V") return undefined;
      const text = of(() => floatText(size, "g", precision));
      return upper(letter, sharp ? withZeros(text, precision ?? 6) : text);
    }
    default:
      return undefined;
  }
}

function upper(letter: string, text: string): string {
  return letter === letter.toUpperCase() ? text.toUpperCase() : text;
}

/** With a point and as many digits as were asked for, as `%#g` prints it. */
function withZeros(text: string, wanted: number): string {
  const [, mantissa = "", exponent = ""] = /^([^e]*)(e.*)?$/.exec(text) ?? [];
  const count = mantissa.replace(".", "").replace(/^0+(?=.)/, "").length;
  const point = mantissa.includes(".") ? "" : ".";
  return mantissa + point + "0".repeat(Math.max(0, wanted - count)) + exponent;
}
