import type { Verb } from "./printf-pad.ts";
import { isPrintedLimit, verbText } from "./printf-verb.ts";
import { printed } from "./print.ts";
import { plain, typeOf, type Value } from "./value.ts";

/** Widths and precisions that are larger are none. Mirrors `tooLarge` in fmt/print.go of Go. */
const largest = 1_000_000;

/** A format while it is read. */
interface Reader {
  readonly format: string;
  readonly values: readonly Value[];
  at: number;
  /** Which value is next. */
  next: number;
  /** Whether any number in brackets said which value is next. */
  reordered: boolean;
  /** Whether the numbers in brackets of this verb are right. */
  isRight: boolean;
}

/** Values printed by a format. Mirrors `doPrintf` in fmt/print.go of Go. */
export function printedBy(format: string, values: readonly Value[]): string {
  const reader: Reader = {
    ...{ format, values, at: 0, next: 0 },
    ...{ reordered: false, isRight: true },
  };
  let text = "";
  while (reader.at < format.length && !isPrintedLimit(text)) {
    const percent = format.indexOf("%", reader.at);
    text += format.slice(reader.at, percent < 0 ? undefined : percent);
    if (percent < 0) break;
    reader.at = percent + 1;
    text += readVerb(reader);
  }
  if (reader.reordered || reader.next >= values.length) return text;
  const extra = values
    .slice(reader.next)
    .map((value) => (value === null ? "<nil>" : `${typeOf(value)}=${printed(value)}`));
  return `${text}%!(EXTRA ${extra.join(", ")})`;
}

function readVerb(reader: Reader): string {
  const { format, values } = reader;
  const flags = readFlags(reader);
  reader.isRight = true;
  let isNumbered = readNumber(reader);
  const width = readSize(reader);
  if (isNumbered && !width.isGiven && width.value !== undefined) reader.isRight = false;
  isNumbered &&= !width.isGiven;
  let precision: Size | undefined;
  if (format[reader.at] === ".") {
    reader.at++;
    if (isNumbered) reader.isRight = false;
    isNumbered = readNumber(reader);
    precision = readSize(reader);
    if (isNumbered && !precision.isGiven && precision.value !== undefined) reader.isRight = false;
    isNumbered &&= !precision.isGiven;
  }
  if (!isNumbered) readNumber(reader);
  const isNegative = (width.value ?? 0) < 0;
  const isBadPrecision = precision?.isGiven === true && (precision.value ?? -1) < 0;
  const problems =
    (width.isGiven && width.value === undefined ? "%!(BADWIDTH)" : "") + (isBadPrecision ? "%!(BADPREC)" : "");
  if (reader.at >= format.length) return `${problems}%!(NOVERB)`;
  const letter = String.fromCodePoint(format.codePointAt(reader.at) ?? 0);
  reader.at += letter.length;
  if (letter === "%") return `${problems}%`;
  if (!reader.isRight) return `${problems}%!${letter}(BADINDEX)`;
  if (reader.next >= values.length) return `${problems}%!${letter}(MISSING)`;
  const verb: Verb = {
    ...{ letter, width: width.value === undefined ? undefined : Math.abs(width.value) },
    precision: precision === undefined || isBadPrecision ? undefined : (precision.value ?? 0),
    ...{ plus: flags.has("+"), minus: flags.has("-") || isNegative, sharp: flags.has("#"), space: flags.has(" ") },
    ...{ zero: flags.has("0") && !isNegative, isGo: false },
  };
  const value = values[reader.next++] ?? null;
  // The flags have another meaning for %v.
  return problems + verbText(letter === "v" ? { ...verb, isGo: verb.sharp, sharp: false, plus: false } : verb, value);
}

function readFlags(reader: Reader): ReadonlySet<string> {
  const flags = new Set<string>();
  for (let letter = reader.format[reader.at]; letter !== undefined && "+-# 0".includes(letter);) {
    flags.add(letter);
    letter = reader.format[++reader.at];
  }
  return flags;
}

interface Size {
  /** `undefined` where none is written, or what is given is none. */
  readonly value: number | undefined;
  /** Whether a value says it. */
  readonly isGiven: boolean;
}

function readSize(reader: Reader): Size {
  if (reader.format[reader.at] === "*") {
    reader.at++;
    const given = reader.next < reader.values.length ? plain(reader.values[reader.next++] ?? null) : null;
    const isSize = typeof given === "bigint" && given <= largest && given >= -largest;
    return { value: isSize ? Number(given) : undefined, isGiven: true };
  }
  const digits = /^\d+/.exec(reader.format.slice(reader.at, reader.at + 16))?.[0] ?? "";
  reader.at += digits.length;
  // Go reads on to the end then.
  if (Number(digits) >= 10 * largest) reader.at = reader.format.length;
  return { value: digits === "" ? undefined : Number(digits), isGiven: false };
}

/** Reads which value is next, as in `%[1]d`; whether that is written. Mirrors `argNumber`. */
function readNumber(reader: Reader): boolean {
  const { format, at, values } = reader;
  if (format[at] !== "[") return false;
  reader.reordered = true;
  const end = format.indexOf("]", at);
  const inner = end < 0 ? "" : format.slice(at + 1, end);
  const isNumber = /^\d{1,7}$/.test(inner);
  reader.at = end < 0 ? at + 1 : end + 1;
  if (isNumber && Number(inner) >= 1 && Number(inner) <= values.length) reader.next = Number(inner) - 1;
  else reader.isRight = false;
  return isNumber;
}
