import { unknownMarks } from "../../manifest/template.ts";
import { floatText } from "./float-text.ts";
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
  return markFor(id);
}

/** The same for its number. */
export function markFor(id: number): string {
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
    if (value.holds !== undefined) return printed(value.holds);
    return `${value.type.startsWith("*") ? "&" : ""}{${[...value.fields.values()].map(printed).join(" ")}}`;
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
  if (Number.isInteger(value) && Math.abs(value) < 1e6 && value !== 0) return String(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + floatText(Math.abs(value), "g", undefined);
}

/** A string in quotes as `%q` prints it. Mirrors `Quote` and `QuoteToASCII` in strconv. */
export function quoted(text: string, letters: "as it is" | "in ASCII" = "as it is"): string {
  return `"${Array.from(text, (letter) => (letter === '"' ? '\\"' : escaped(letter, letters))).join("")}"`;
}

/** A letter in quotes as `%q` prints it. Mirrors `QuoteRune` in strconv. */
export function quotedLetter(letter: string, letters: "as it is" | "in ASCII"): string {
  return `'${letter === "'" ? "\\'" : escaped(letter, letters)}'`;
}

/** A byte that is not UTF-8 is half of a surrogate pair, see bytes.ts. */
function escaped(letter: string, letters: "as it is" | "in ASCII"): string {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === "\\") return "\\\\";
  if (Object.hasOwn(escapes, letter)) return escapes[letter] ?? "";
  if ((letters === "as it is" || code < 0x80) && isPrintable(letter)) return letter;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}

const escapes: Readonly<Record<string, string>> = {
  ...{ "\u0007": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" },
};

/** Mirrors `IsPrint` in strconv: letters, marks, numbers, punctuation, symbols, and the space of ASCII; our markers are kept. */
export function isPrintable(letter: string): boolean {
  return (
    letter === " " ||
    letter === unknownMarks.start ||
    letter === unknownMarks.end ||
    /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(letter)
  );
}
