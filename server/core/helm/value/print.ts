import { unknownMarks } from "../../manifest/template.ts";
import {
  isList,
  isMap,
  isObject,
  isRendered,
  isUnknown,
  kindOf,
  sortedKeys,
  type Unknown,
  type Value,
} from "./value.ts";

/** How an unknown value stands in a text: its number between two marks. */
export function markerOf({ id }: Unknown): string {
  return `${unknownMarks.start}${id}${unknownMarks.end}`;
}

/** A value as `%v` of Go's fmt prints it. */
export function printed(value: Value): string {
  if (typeof value === "string") return value;
  if (isRendered(value)) return value.text;
  if (value === null) return "<nil>";
  if (typeof value === "number") return printedFloat(value);
  if (isUnknown(value)) return markerOf(value);
  if (isList(value)) return `[${value.map(printed).join(" ")}]`;
  if (isMap(value)) {
    const entries = sortedKeys(value).map((key) => `${key}:${printed(value.entries.get(key) ?? null)}`);
    return `map[${entries.join(" ")}]`;
  }
  if (isObject(value)) {
    if (value.text !== undefined) return value.text;
    return value.holds === undefined ? `{${[...value.fields.values()].map(printed).join(" ")}}` : printed(value.holds);
  }
  return String(value);
}

/** Values as `fmt.Sprint` prints them: with a space between two of which neither is a string. */
export function printedTogether(values: readonly Value[]): string {
  let text = "";
  for (const [index, value] of values.entries()) {
    const before = values[index - 1];
    if (before !== undefined && kindOf(before) !== "string" && kindOf(value) !== "string") text += " ";
    text += printed(value);
  }
  return text;
}

/** A float with the fewest digits; with an exponent below 1e-04 and from 1e+06 on. Mirrors `FormatFloat(f, 'g', -1, 64)` of strconv. */
export function printedFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) return `${mantissa}e${withSign(exponent)}`;
  const digits = mantissa.replace(/[-.]/g, "").length;
  return value.toFixed(Math.max(0, digits - 1 - exponent));
}

/** An exponent as Go writes it, with a sign and at least two digits. */
export function withSign(exponent: number): string {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** A string in quotes as `%q` prints it. Mirrors `Quote` in strconv. */
export function quoted(text: string): string {
  let inner = "";
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (letter === '"' || letter === "\\") inner += `\\${letter}`;
    else if (Object.hasOwn(escapes, letter)) inner += escapes[letter] ?? "";
    else if (isPrintable(letter)) inner += letter;
    else if (code < 0x80) inner += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) inner += `\\u${code.toString(16).padStart(4, "0")}`;
    else inner += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return `"${inner}"`;
}

const escapes: Readonly<Record<string, string>> = {
  ...{ "\u0007": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" },
};

/** Mirrors `IsPrint` in strconv: letters, marks, numbers, punctuation, symbols, and the space of ASCII; our markers are kept. */
function isPrintable(letter: string): boolean {
  return (
    letter === " " ||
    letter === unknownMarks.start ||
    letter === unknownMarks.end ||
    /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(letter)
  );
}
