import { textOf } from "../value/bytes.ts";

/** The value of a quoted string or of one in backquotes, with its quotes; `undefined` where Go would refuse it. Mirrors `Unquote` in strconv. */
export function unquote(text: string): string | undefined {
  if (text.startsWith("`")) return text.slice(1, -1).replaceAll("\r", "");
  const bytes: number[] = [];
  let [value, isWrong] = ["", false];
  const flush = (): void => {
    if (bytes.length > 0) value += textOf(bytes.splice(0));
  };
  const inner = text.slice(1, -1);
  for (let at = 0; at < inner.length && !isWrong;) {
    if (inner[at] !== "\\") {
      flush();
      value += inner[at++] ?? "";
      continue;
    }
    const escape = escapeAt(inner, at + 1);
    if (escape === undefined) isWrong = true;
    else {
      at = escape.end;
      if (escape.type === "byte") bytes.push(escape.code);
      else {
        flush();
        value += String.fromCodePoint(escape.code);
      }
    }
  }
  flush();
  return isWrong ? undefined : value;
}

/** The code point of a character constant, with its quotes; `undefined` where Go would refuse it. */
export function characterOf(text: string): bigint | undefined {
  const inner = unquote(text);
  const code = inner?.codePointAt(0);
  return inner === undefined || code === undefined || String.fromCodePoint(code) !== inner ? undefined : BigInt(code);
}

/**
 * The value of a number: a `bigint` for Go's integers, a `number` for its floats; `undefined` where Go would refuse it.
 * Mirrors `newNumber` in text/template/parse/node.go; there are no complex numbers here.
 */
export function numberOf(text: string): bigint | number | undefined {
  if (!areUnderscoresRight(text)) return undefined;
  const digits = text.replaceAll("_", "");
  const [sign, bare] = digits.startsWith("-") ? [-1, digits.slice(1)] : [1, digits.replace(/^\+/, "")];
  if (/^(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0|[1-9]\d*)$/.test(bare))
    return integerOf(sign, bare.toLowerCase());
  if (/^0[0-7]+$/.test(bare)) return integerOf(sign, `0o${bare}`);
  const hex = /^0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([-+]?\d+)$/.exec(bare);
  if (hex !== null) {
    const [, whole = "", fraction = "", power = "0"] = hex;
    if (whole + fraction === "") return undefined;
    return sign * Number(`0x${whole}${fraction}`) * 2 ** (Number(power) - 4 * fraction.length);
  }
  return /^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(bare) ? sign * Number(bare) : undefined;
}

/** An integer of 64 bits: what is larger is refused. */
function integerOf(sign: number, digits: string): bigint | undefined {
  if (digits.length > 100) return undefined;
  const value = BigInt(sign) * BigInt(digits);
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** Go takes `_` only where a base is written, or between digits of a number that begins with one. */
function areUnderscoresRight(text: string): boolean {
  return (
    !text.includes("_") ||
    /^[-+]?0[xXbBoO]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*$/.test(text) ||
    /^[-+]?\d+(?:_\d+)*$/.test(text)
  );
}

interface Escape {
  readonly type: "byte" | "character";
  readonly code: number;
  readonly end: number;
}

const single: Readonly<Record<string, number>> = {
  ...{ a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 },
  ...{ "\\": 92, "'": 39, '"': 34 },
};

const lengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The escape behind a backslash. */
function escapeAt(text: string, at: number): Escape | undefined {
  const letter = text[at] ?? "";
  const known = Object.hasOwn(single, letter) ? single[letter] : undefined;
  if (known !== undefined) return { type: "character", code: known, end: at + 1 };
  const length = Object.hasOwn(lengths, letter) ? lengths[letter] : undefined;
  if (length !== undefined) {
    const digits = text.slice(at + 1, at + 1 + length);
    const code = digits.length === length && /^[0-9a-fA-F]+$/.test(digits) ? Number(`0x${digits}`) : Infinity;
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    return { type: letter === "x" ? "byte" : "character", code, end: at + 1 + length };
  }
  const octal = text.slice(at, at + 3);
  const code = /^[0-7]{3}$/.test(octal) ? Number(`0o${octal}`) : 256;
  return code > 255 ? undefined : { type: "byte", code, end: at + 3 };
}
