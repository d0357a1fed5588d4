import { bytesOf } from "./bytes.ts";
import { printed, printedFloat, quoted, withSign } from "./print.ts";
import { byBytes, isList, isMap, isObject, isUnknown, plain, typeOf, type Value } from "./value.ts";

/** Wider than this, Go prints an error instead. */
const widest = 1_000_000;

/** Nothing is added to a text that is longer: whoever asked for it refuses it. */
const longest = 10_000_000;

interface Verb {
  readonly letter: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

/** Values printed by a format. Mirrors `Sprintf` in fmt/print.go of Go, without `%[1]d`. */
export function printedBy(format: string, values: readonly Value[]): string {
  let [text, next, at] = ["", 0, 0];
  while (at < format.length) {
    const percent = format.indexOf("%", at);
    if (percent < 0) break;
    text += format.slice(at, percent);
    at = percent + 1;
    const flagsEnd = endOf(format, at, "+-# 0");
    const flags = format.slice(at, flagsEnd);
    at = flagsEnd;
    const size = (): number | undefined => {
      if (format[at] === "*") {
        at++;
        const given = plain(values[next++] ?? null);
        return typeof given === "bigint" ? Number(given) : undefined;
      }
      const end = endOf(format, at, "0123456789");
      const digits = format.slice(at, end);
      at = end;
      return digits === "" ? undefined : Number(digits);
    };
    const width = size();
    let precision: number | undefined;
    if (format[at] === ".") {
      at++;
      precision = size() ?? 0;
    }
    const letter = format[at] === undefined ? "" : String.fromCodePoint(format.codePointAt(at) ?? 0);
    at += letter.length;
    if (letter === "") text += "%!(NOVERB)";
    else if (letter === "%") text += "%";
    else if ((width ?? 0) > widest || (precision ?? 0) > widest) text += "%!(BADWIDTH)";
    else if (next >= values.length) text += `%!${letter}(MISSING)`;
    else {
      const negative = width !== undefined && width < 0;
      const verb = { letter, flags: negative ? `${flags}-` : flags, width: width && Math.abs(width), precision };
      text += padded(shownAs(verb, values[next++] ?? null), verb);
      if (text.length > longest) break;
    }
  }
  text += format.slice(at);
  if (next >= values.length) return text;
  const extra = values.slice(next).map((value) => (value === null ? "<nil>" : `${typeOf(value)}=${printed(value)}`));
  return `${text}%!(EXTRA ${extra.join(", ")})`;
}

function endOf(text: string, start: number, letters: string): number {
  let at = start;
  while (at < text.length && letters.includes(text[at] ?? "")) at++;
  return at;
}

function padded(text: string, { letter, flags, width }: Verb): string {
  const missing = (width ?? 0) - Array.from(text).length;
  if (missing <= 0) return text;
  if (flags.includes("-")) return text + " ".repeat(missing);
  if (!flags.includes("0") || !"bdeEfFgGoqsvxX".includes(letter)) return " ".repeat(missing) + text;
  const sign = /^[-+]/.test(text) ? 1 : 0;
  return text.slice(0, sign) + "0".repeat(missing) + text.slice(sign);
}

function shownAs(verb: Verb, given: Value): string {
  const { letter } = verb;
  if (letter === "T") return typeOf(given);
  const value = plain(given);
  if (isUnknown(value)) return letter === "q" ? quoted(printed(value)) : printed(value);
  if (letter === "v" && !isList(value) && !isMap(value)) return withPlus(verb, value, printed(value));
  if (isList(value)) return `[${value.map((item) => shownAs(verb, item)).join(" ")}]`;
  if (isMap(value)) {
    const keys = [...value.entries.keys()].sort(byBytes);
    const entries = keys.map((key) => `${shownAs(verb, key)}:${shownAs(verb, value.entries.get(key) ?? null)}`);
    return `map[${entries.join(" ")}]`;
  }
  const simple = isObject(value) ? (value.text ?? null) : value;
  const shown = shownSimple(verb, simple);
  if (shown !== undefined) return shown;
  return value === null ? `%!${letter}(<nil>)` : `%!${letter}(${typeOf(value)}=${printed(value)})`;
}

/** `undefined` where the verb is not for values of that type. */
function shownSimple(verb: Verb, value: Value): string | undefined {
  const { letter, precision } = verb;
  switch (typeof value) {
    case "string":
      return shownString(letter, precision === undefined ? value : Array.from(value).slice(0, precision).join(""));
    case "bigint":
      return shownInteger(verb, value);
    case "number":
      return shownFloat(verb, value);
    case "boolean":
      return letter === "t" ? String(value) : undefined;
    default:
      return undefined;
  }
}

function shownString(letter: string, text: string): string | undefined {
  if (letter === "s") return text;
  if (letter === "q") return quoted(text);
  if (letter !== "x" && letter !== "X") return undefined;
  const hex = bytesOf(text)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  return letter === "x" ? hex : hex.toUpperCase();
}

function shownInteger(verb: Verb, value: bigint): string | undefined {
  const { letter, flags } = verb;
  const alternate = flags.includes("#");
  switch (letter) {
    case "d":
      return withPlus(verb, value, value.toString());
    case "b":
      return withPlus(verb, value, value.toString(2));
    case "o":
      return withPlus(verb, value, (alternate ? "0" : "") + value.toString(8));
    case "x":
    case "X": {
      const digits = (value < 0n ? "-" : "") + (alternate ? "0x" : "") + (value < 0n ? -value : value).toString(16);
      return withPlus(verb, value, letter === "x" ? digits : digits.toUpperCase());
    }
    case "c":
      return characterOf(value);
    case "q":
      return `'${characterOf(value)}'`;
    case "U":
      return `U+${value.toString(16).toUpperCase().padStart(4, "0")}`;
    default:
      return undefined;
  }
}

function characterOf(code: bigint): string {
  return code >= 0n && code <= 0x10ffffn ? String.fromCodePoint(Number(code)) : "\ufffd";
}

function shownFloat(verb: Verb, value: number): string | undefined {
  const { letter, precision } = verb;
  const shown = shownFinite(letter, precision, value);
  return shown === undefined ? undefined : withPlus(verb, value, shown);
}

function shownFinite(letter: string, precision: number | undefined, value: number): string | undefined {
  if (!"eEfFgG".includes(letter)) return undefined;
  if (!Number.isFinite(value)) return printedFloat(value);
  // JavaScript prints at most 100 digits behind the point.
  const digits = Math.min(precision ?? 6, 100);
  switch (letter) {
    case "f":
    case "F":
      return fixed(value, digits);
    case "e":
    case "E": {
      const [mantissa = "", exponent = "0"] = value.toExponential(digits).split("e");
      return `${mantissa}${letter}${withSign(Number(exponent))}`;
    }
    default: {
      const rounded =
        precision === undefined ? value : Number(value.toPrecision(Math.min(Math.max(precision, 1), 100)));
      return letter === "g" ? printedFloat(rounded) : printedFloat(rounded).toUpperCase();
    }
  }
}

/** Unlike `toFixed`, without an exponent for large numbers, and to the even digit from exactly between two. */
function fixed(value: number, digits: number): string {
  const moved = Math.abs(value) * 10 ** digits;
  const isBetween = moved % 1 === 0.5 && moved / 10 ** digits === Math.abs(value);
  if (isBetween) return (Math.sign(value) * ((moved - 0.5 + (Math.floor(moved) % 2)) / 10 ** digits)).toFixed(digits);
  if (Math.abs(value) < 1e21) return value.toFixed(digits);
  return BigInt(value).toString() + (digits > 0 ? `.${"0".repeat(digits)}` : "");
}

function withPlus({ flags }: Verb, value: Value, text: string): string {
  const isNumber = typeof value === "bigint" || typeof value === "number";
  if (!isNumber || text.startsWith("-") || text.startsWith("+")) return text;
  return flags.includes("+") ? `+${text}` : flags.includes(" ") ? ` ${text}` : text;
}
