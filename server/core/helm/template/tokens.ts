import type { Problem } from "./node.ts";

/** A word of an action. */
export interface Token {
  readonly type: "string" | "character" | "number" | "variable" | "field" | "dot" | "word" | "sign" | "end";
  readonly text: string;
  /** An offset in the text of the source, from 0. */
  readonly at: number;
  /** Whether white space stands before it. */
  readonly follows: "space" | "word";
}

/** The words of an action, with one of the type `end` behind them, and what is wrong with what ended them too early. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly problem: Problem | undefined;
}

/** The words from `start` to `end` of a text. Mirrors `lexInsideAction` in text/template/parse/lex.go of Go. */
export function tokensOf(text: string, start: number, end: number): Tokens {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    const begin = endOf(text, at, end, isSpace);
    const follows = begin > at ? "space" : "word";
    if (begin >= end) return { tokens: [...tokens, { type: "end", text: "", at: end, follows }], problem: undefined };
    const found = wordAt(text, begin, end);
    if (typeof found === "string") {
      const problem = { at: begin, message: found };
      return { tokens: [...tokens, { type: "end", text: "", at: begin, follows }], problem };
    }
    at = found.end;
    tokens.push({ type: found.type, text: text.slice(begin, at), at: begin, follows });
  }
}

interface Word {
  readonly type: Token["type"];
  readonly end: number;
}

/** The word that begins there; a message where there is none. */
function wordAt(text: string, at: number, end: number): Word | string {
  const letter = text[at] ?? "";
  const next = text[at + 1] ?? "";
  if (letter === '"' || letter === "'" || letter === "`") return quotedAt(text, at, end);
  if (letter === "$") return { type: "variable", end: endOf(text, at + 1, end, isAlphanumeric) };
  if (isDigit(letter) || letter === "+" || letter === "-" || (letter === "." && isDigit(next))) {
    return { type: "number", end: numberEnd(text, at, end) };
  }
  if (letter === ".") {
    const stop = endOf(text, at + 1, end, isAlphanumeric);
    return { type: stop === at + 1 ? "dot" : "field", end: stop };
  }
  if (letter === ":" && next === "=") return { type: "sign", end: at + 2 };
  if ("=|(),".includes(letter)) return { type: "sign", end: at + 1 };
  const stop = endOf(text, at, end, isAlphanumeric);
  return stop > at ? { type: "word", end: stop } : `unrecognized character in action: ${JSON.stringify(letter)}`;
}

function quotedAt(text: string, start: number, end: number): Word | string {
  const quote = text[start];
  for (let at = start + 1; at < end; at++) {
    if (text[at] === quote) {
      return { type: quote === "'" ? "character" : "string", end: at + 1 };
    }
    if (quote !== "`" && text[at] === "\\") at++;
    else if (quote !== "`" && text[at] === "\n") break;
  }
  if (quote === "`") return "unterminated raw quoted string";
  return quote === "'" ? "unterminated character constant" : "unterminated quoted string";
}

/** A sign in a number stands at its beginning or behind the letter of its exponent. */
function numberEnd(text: string, start: number, end: number): number {
  const isHex = /^[-+]?0[xX]/.test(text.slice(start, start + 3));
  const exponent = isHex ? "pP" : "eE";
  let at = start + 1;
  while (at < end) {
    const letter = text[at] ?? "";
    const isSign = (letter === "+" || letter === "-") && exponent.includes(text[at - 1] ?? " ");
    if (!isSign && letter !== "." && !isAlphanumeric(text, at)) break;
    at++;
  }
  return at;
}

/** How far letters of a kind reach from there. */
function endOf(text: string, start: number, end: number, isOne: (text: string, at: number) => boolean): number {
  let at = start;
  while (at < end && isOne(text, at)) at++;
  return at;
}

function isSpace(text: string, at: number): boolean {
  return " \t\r\n".includes(text[at] ?? "x");
}

function isDigit(letter: string): boolean {
  return letter >= "0" && letter <= "9";
}

/** Half of a surrogate pair is taken for a letter: nothing else of the language has one. */
function isAlphanumeric(text: string, at: number): boolean {
  const letter = text[at] ?? "";
  return letter === "_" || /[\p{L}\p{Nd}\ud800-\udfff]/u.test(letter);
}
