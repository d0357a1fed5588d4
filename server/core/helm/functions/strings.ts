import { longestText, tooLong } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import { bytesOf, textOf } from "../value/bytes.ts";
import { mapOf, type Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { asText, joined, text, whole } from "./given.ts";

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
  snakecase: ([value]) => wordsOf(text(value)).join("_").toLowerCase(),
  kebabcase: ([value]) => wordsOf(text(value)).join("-").toLowerCase(),
  camelcase: ([value]) =>
    text(value)
      .split(/[\s_.-]+/)
      .map(capitalized)
      .join(""),
  abbrev: ([width, value]) => abbreviated(text(value), 0, whole(width)),
  abbrevboth: ([left, right, value]) => abbreviated(text(value), whole(left), whole(right)),
  wrap: ([width, value]) => wrapped(text(value), whole(width), "\n"),
  wrapWith: ([width, separator, value]) => wrapped(text(value), whole(width), text(separator)),
  contains: ([part, value]) => text(value).includes(text(part)),
  hasPrefix: ([part, value]) => text(value).startsWith(text(part)),
  hasSuffix: ([part, value]) => text(value).endsWith(text(part)),
  hello: () => "Hello!",
  plural: ([one, many, number]) => (whole(number) === 1 ? text(one) : text(many)),
  splitList: ([separator, value]) => parts(text(value), text(separator)),
  split: ([separator, value]) => numbered(parts(text(value), text(separator))),
  splitn: ([separator, most, value]) => numbered(firstParts(text(value), text(separator), whole(most))),
  toDecimal: ([value]) => (/^[0-7]+$/.test(asText(value)) ? BigInt(`0o${asText(value)}`) : 0n),
  atoi: ([value]) => (/^[-+]?\d+$/.test(text(value)) ? BigInt(text(value).replace("+", "")) : 0n),
});

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

function between(value: string, start: number, end: number): string {
  const bytes = bytesOf(value);
  if (start < 0) return textOf(bytes.slice(0, Math.max(0, end)));
  return textOf(end < 0 || end > bytes.length ? bytes.slice(start) : bytes.slice(start, end));
}

/** Mirrors `Title` of strings in Go, for which a low line does not end a word. */
function titled(value: string): string {
  return value.replace(
    /(^|[^\p{L}\p{N}_])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
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

/** Mirrors the way of xstrings to find words in camel case. */
function wordsOf(value: string): readonly string[] {
  return value
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[\s_.-]+/);
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
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

/** Mirrors `Wrap` of goutils: a word that is longer than a line is left whole. */
function wrapped(value: string, width: number, separator: string): string {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of value.split(" ")) {
    if (line === undefined) line = word;
    else if (line.length + 1 + word.length <= Math.max(width, 1)) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return joined([...lines, line ?? ""], separator);
}

function parts(value: string, separator: string): readonly string[] {
  return separator === "" ? Array.from(value) : value.split(separator);
}

function firstParts(value: string, separator: string, most: number): readonly string[] {
  const all = parts(value, separator);
  if (most < 0 || all.length <= most) return all;
  return most === 0 ? [] : [...all.slice(0, most - 1), all.slice(most - 1).join(separator)];
}

function numbered(items: readonly Value[]): Value {
  return mapOf(items.map((item, index) => [`_${index}`, item]));
}
