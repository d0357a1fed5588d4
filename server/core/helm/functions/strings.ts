import { longestText, tooLong } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import { bytesOf, textOf } from "../value/bytes.ts";
import { textMapOf, typed, type Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { asText, joined, text, whole } from "./given.ts";
import { inCamelCase, inLowerCase, upperLetter } from "./words.ts";

/** What takes strings apart and changes them. Mirrors strings.go of sprig, and goutils where sprig calls it. */
export const strings: NamedFunctions = functionsThat("strict", {
  "trimAll trimall": ([letters, value]) => trimmed(text(value), text(letters)),
  trunc: ([length, value]) => truncated(text(value), whole(length)),
  title: ([value]) => titled(text(value)),
  untitle: ([value]) =>
    text(value).replace(/(^|\s)(\S)/g, (_, space: string, letter: string) => space + letter.toLowerCase()),
  substr: ([start, end, value]) => between(text(value), whole(start), whole(end)),
  repeat: ([times, value]) => repeated(text(value), whole(times)),
  nospace: ([value]) => text(value).replace(/\s/g, ""),
  initials: ([value]) =>
    text(value)
      .split(/\s+/)
      .map((word) => Array.from(word)[0] ?? "")
      .join(""),
  swapcase: ([value]) => swapped(text(value)),
  snakecase: ([value]) => inLowerCase(text(value), "_"),
  kebabcase: ([value]) => inLowerCase(text(value), "-"),
  camelcase: ([value]) => inCamelCase(text(value)),
  abbrev: ([width, value]) => inBytes(text(value), (bytes) => abbreviated(bytes, 0, whole(width))),
  abbrevboth: ([left, right, value]) => inBytes(text(value), (bytes) => abbreviated(bytes, whole(left), whole(right))),
  wrap: ([width, value]) => wrapped(text(value), whole(width), { separator: "\n", long: "whole" }),
  wrapWith: ([width, separator, value]) =>
    wrapped(text(value), whole(width), { separator: text(separator) || "\n", long: "broken" }),
  contains: ([part, value]) => text(value).includes(text(part)),
  hasPrefix: ([part, value]) => text(value).startsWith(text(part)),
  hasSuffix: ([part, value]) => text(value).endsWith(text(part)),
  hello: () => "Hello!",
  plural: ([one, many, number]) => (whole(number) === 1 ? text(one) : text(many)),
  splitList: ([separator, value]) => typed("[]string", parts(text(value), text(separator))),
  split: ([separator, value]) => numbered(parts(text(value), text(separator))),
  splitn: ([separator, most, value]) => numbered(firstParts(text(value), text(separator), whole(most))),
  toDecimal: ([value]) => typed("int64", octal(asText(value))),
  atoi: ([value]) => (/^[-+]?\d+$/.test(text(value)) ? nearestInteger(text(value)) : 0n),
});

/** Mirrors `ParseInt` of strconv with the base 8; 0 where that is an error. */
function octal(word: string): bigint {
  const [, sign = "", digits = ""] = /^([-+]?)([0-7]{1,22})$/.exec(word) ?? [];
  const value = digits === "" ? 0n : BigInt(`${sign === "-" ? "-" : ""}1`) * BigInt(`0o${digits}`);
  return BigInt.asIntN(64, value) === value ? value : 0n;
}

/** What is too large for 64 bits becomes the largest that is not. Mirrors `Atoi` of strconv. */
function nearestInteger(word: string): bigint {
  const isNegative = word.startsWith("-");
  const digits = word.replace(/^[-+]?0*/, "");
  const size = digits.length > 19 ? 2n ** 64n : BigInt(digits || "0");
  if (isNegative) return size > 2n ** 63n ? -(2n ** 63n) : -size;
  return size >= 2n ** 63n ? 2n ** 63n - 1n : size;
}

function trimmed(value: string, cutset: string): string {
  const letters = new Set(cutset);
  let [start, end] = [0, value.length];
  while (start < end && letters.has(value[start] ?? "")) start++;
  while (end > start && letters.has(value[end - 1] ?? "")) end--;
  return value.slice(start, end);
}

/** Lengths and places are those of bytes. */
function truncated(value: string, length: number): string {
  const bytes = bytesOf(value);
  if (length < 0) return bytes.length + length > 0 ? textOf(bytes.slice(length)) : value;
  return bytes.length > length ? textOf(bytes.slice(0, length)) : value;
}

/** Mirrors `substring` of sprig, and slices of Go, which are no error only where they are in order. */
function between(value: string, start: number, end: number): string {
  const bytes = bytesOf(value);
  const to = start >= 0 && (end < 0 || end > bytes.length) ? bytes.length : end;
  const from = Math.max(start, 0);
  if (to < from || to > bytes.length) throw templateFailure(`slice bounds out of range [${from}:${to}]`);
  return textOf(bytes.slice(from, to));
}

/** Changes a text that has a letter for each byte. */
function inBytes(value: string, change: (bytes: string) => string): string {
  const changed = change(bytesOf(value).reduce((text, byte) => text + String.fromCharCode(byte), ""));
  return textOf(Array.from(changed, (letter) => letter.charCodeAt(0)));
}

/** Mirrors `Title` of strings in Go, for which a low line does not end a word. */
function titled(value: string): string {
  return value.replace(
    /(^|[^\p{L}\p{N}_])(\p{L})/gu,
    (_, before: string, letter: string) => before + upperLetter(letter),
  );
}

function repeated(value: string, times: number): string {
  if (times < 0) throw templateFailure("strings: negative Repeat count");
  if (times * value.length > longestText) throw tooLong();
  return value.repeat(times);
}

/** Mirrors `SwapCase` of goutils: the first letter of a word in title case. */
function swapped(value: string): string {
  return Array.from(value, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  ).join("");
}

/** Mirrors `AbbreviateFull` of goutils. */
function abbreviated(value: string, left: number, width: number): string {
  if (width < 4 || (left > 0 && width < 7) || value.length <= width) return value;
  const offset = Math.min(left, value.length);
  const start = value.length - offset < width - 3 ? value.length - (width - 3) : offset;
  if (start <= 4) return `${value.slice(0, width - 3)}...`;
  return start + width - 3 < value.length
    ? `...${abbreviated(value.slice(start), 0, width - 3)}`
    : `...${value.slice(value.length - (width - 3))}`;
}

/** Mirrors `WrapCustom` of goutils: a word that is longer than a line is broken only if that is asked for. */
function wrapped(
  value: string,
  width: number,
  { separator, long }: { readonly separator: string; readonly long: "whole" | "broken" },
): string {
  const lines: string[] = [];
  const size = Math.max(width, 1);
  let at = 0;
  while (value.length - at > size) {
    if (value[at] === " ") {
      at++;
      continue;
    }
    const before = value.slice(at, at + size + 1).lastIndexOf(" ");
    const next = before >= 0 ? at + before : long === "broken" ? at + size : value.indexOf(" ", at + size);
    lines.push(value.slice(at, next < 0 ? undefined : next));
    if (next < 0) return joined(lines, separator);
    at = before >= 0 || long === "whole" ? next + 1 : next;
  }
  return joined([...lines, value.slice(at)], separator);
}

function parts(value: string, separator: string): readonly string[] {
  return separator === "" ? Array.from(value) : value.split(separator);
}

function firstParts(value: string, separator: string, most: number): readonly string[] {
  const all = parts(value, separator);
  if (most < 0 || all.length <= most) return all;
  return most === 0 ? [] : [...all.slice(0, most - 1), all.slice(most - 1).join(separator)];
}

function numbered(items: readonly string[]): Value {
  return textMapOf(items.map((item, index) => [`_${index}`, item]));
}
