import { type Reader, take, takeWord } from "./reader.ts";

/** Whether a code point belongs to a class. */
export type CodeTest = (code: number) => boolean;

/** `\d`, `\w` and `\s` of Go, which know ASCII alone. */
const perl: Readonly<Record<string, string>> = { d: "09", w: "09AZ__az", s: "\t\n\f\r  " };

/** Classes with a name, as pairs of limits. */
const posix: Readonly<Record<string, string>> = {
  alnum: "09AZaz",
  alpha: "AZaz",
  ascii: "\u0000\u007f",
  blank: "\t\t  ",
  cntrl: "\u0000\u001f\u007f\u007f",
  digit: "09",
  graph: "!~",
  lower: "az",
  print: " ~",
  punct: "!/:@[`{~",
  space: "\t\r  ",
  upper: "AZ",
  word: "09AZ__az",
  xdigit: "09AFaf",
};

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** Reads a class in brackets, behind the opening one; `undefined` where it is none. Mirrors `parseClass` in regexp/syntax/parse.go. */
export function readClass(reader: Reader): CodeTest | undefined {
  const isNegated = take(reader, "^");
  const members: CodeTest[] = [];
  do {
    const member = readMember(reader);
    if (member === undefined) return undefined;
    members.push(member);
  } while (!take(reader, "]"));
  return (code) => members.some((matches) => matches(code)) !== isNegated;
}

/** A character of a class, a range of them, or a class inside of it. A `]` right at the beginning is an ordinary character. */
function readMember(reader: Reader): CodeTest | undefined {
  if (takeWord(reader, "[:")) return readNamed(reader);
  const from = readLimit(reader);
  if (from === undefined || typeof from === "function") return from;
  const { at } = reader;
  if (take(reader, "-") && reader.source[reader.at] !== 0x5d) {
    const to = readLimit(reader);
    return typeof to === "number" && from <= to ? (code) => from <= code && code <= to : undefined;
  }
  reader.at = at;
  return (code) => code === from;
}

function readNamed(reader: Reader): CodeTest | undefined {
  const isNegated = take(reader, "^");
  const name = Object.keys(posix).find((one) => takeWord(reader, `${one}:]`));
  return name === undefined ? undefined : inPairs(posix[name] ?? "", isNegated ? "outside" : "inside");
}

/** One character of a class, or a class that a backslash begins. */
function readLimit(reader: Reader): number | CodeTest | undefined {
  if (!take(reader, "\\")) return reader.source[reader.at++];
  const property = propertyOf(reader);
  if (property !== undefined) return property;
  const known = perlClass(reader);
  return known ?? readEscapedCode(reader);
}

/** What follows a backslash outside of brackets, if it is one character or a class; `undefined` where it is neither. */
export function readEscapedClass(reader: Reader): CodeTest | undefined {
  const known = perlClass(reader);
  if (known !== undefined) return known;
  const code = readEscapedCode(reader);
  return code === undefined ? undefined : (other) => other === code;
}

function perlClass(reader: Reader): CodeTest | undefined {
  const letter = letterAt(reader);
  const pairs = perl[letter.toLowerCase()];
  if (pairs === undefined || !Object.hasOwn(perl, letter.toLowerCase())) return undefined;
  reader.at++;
  return inPairs(pairs, letter === letter.toLowerCase() ? "inside" : "outside");
}

function inPairs(pairs: string, where: "inside" | "outside"): CodeTest {
  const limits = Array.from(pairs, (letter) => letter.codePointAt(0) ?? 0);
  const isInside = (code: number): boolean =>
    limits.some((limit, index) => index % 2 === 0 && limit <= code && code <= (limits[index + 1] ?? 0));
  return where === "inside" ? isInside : (code) => !isInside(code);
}

/** Properties of Unicode that expressions name. */
const properties: ReadonlyMap<string, RegExp> = new Map([
  ...Object.entries({ L: /\p{L}/u, Lu: /\p{Lu}/u, Ll: /\p{Ll}/u, Lt: /\p{Lt}/u, Lm: /\p{Lm}/u, Lo: /\p{Lo}/u }),
  ...Object.entries({ M: /\p{M}/u, N: /\p{N}/u, Nd: /\p{Nd}/u, Nl: /\p{Nl}/u, No: /\p{No}/u, P: /\p{P}/u }),
  ...Object.entries({ S: /\p{S}/u, Z: /\p{Z}/u, Zs: /\p{Zs}/u, C: /\p{C}/u, Cc: /\p{Cc}/u }),
  ...Object.entries({ Latin: /\p{Script=Latin}/u, Greek: /\p{Script=Greek}/u, Cyrillic: /\p{Script=Cyrillic}/u }),
  ...Object.entries({ Han: /\p{Script=Han}/u, Hebrew: /\p{Script=Hebrew}/u, Arabic: /\p{Script=Arabic}/u }),
]);

/** Reads `pL`, `PL`, `p{Lu}` or `p{^Lu}` behind a backslash; `undefined`, and nothing is read, where none stands there. */
export function propertyOf(reader: Reader): CodeTest | undefined {
  const { at } = reader;
  const isOther = take(reader, "P");
  if (!isOther && !take(reader, "p")) return undefined;
  const hasBraces = take(reader, "{");
  const isNegated = hasBraces && take(reader, "^");
  const end = hasBraces ? reader.source.indexOf(0x7d, reader.at) : reader.at + 1;
  const name = String.fromCodePoint(
    ...reader.source.slice(reader.at, Math.min(Math.max(end, reader.at), reader.at + 20)),
  );
  const property = properties.get(name);
  if (property === undefined) {
    reader.at = at;
    return undefined;
  }
  reader.at = hasBraces ? end + 1 : end;
  return (code) => property.test(String.fromCodePoint(code)) === (isOther === isNegated);
}

/** Mirrors `escape` in regexp/syntax/parse.go. */
function readEscapedCode(reader: Reader): number | undefined {
  const letter = letterAt(reader);
  reader.at++;
  if (/^[!-/:-@[-`{-~]$/.test(letter)) return letter.codePointAt(0);
  if (Object.hasOwn(controls, letter)) return controls[letter];
  if (letter === "x") return readHex(reader);
  // Without another digit behind it, `\1` would be a reference, which Go does not have.
  const isOctal = letter === "0" || (letter >= "1" && letter <= "7" && /^[0-7]$/.test(letterAt(reader)));
  if (!isOctal) return undefined;
  let digits = letter;
  while (digits.length < 3 && /^[0-7]$/.test(letterAt(reader))) {
    digits += letterAt(reader);
    reader.at++;
  }
  return Number(`0o${digits}`);
}

function readHex(reader: Reader): number | undefined {
  const hasBraces = take(reader, "{");
  const end = hasBraces ? reader.source.indexOf(0x7d, reader.at) : reader.at + 2;
  const digits = end < 0 ? "" : String.fromCodePoint(...reader.source.slice(reader.at, Math.min(end, reader.at + 9)));
  if (!/^[0-9A-Fa-f]{1,8}$/.test(digits) || Number(`0x${digits}`) > 0x10ffff) return undefined;
  reader.at = hasBraces ? end + 1 : end;
  return Number(`0x${digits}`);
}

function letterAt({ source, at }: Reader): string {
  return String.fromCodePoint(source[at] ?? 0);
}
