import type { Part } from "./sequence.ts";

/** One character of a pattern: a slash that divides folders, perhaps behind a backslash, or what matches within a name. Characters are bytes. */
export type Token = "/" | "\\/" | Part<string>;

/**
 * The characters of a pattern, `undefined` if it can never match: a bracket that is not closed, an unknown class of characters, a
 * backslash at the end. Mirrors `dowild` in Git's wildmatch.c.
 */
export function readTokens(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "\\") {
      const escaped = pattern.charAt(++at);
      if (escaped === "") return undefined;
      tokens.push(escaped === "/" ? "\\/" : literal(escaped));
    } else if (char === "[") {
      const bracket = readBracket(pattern, at + 1);
      if (bracket === undefined) return undefined;
      tokens.push(bracket.matches);
      at = bracket.end;
    } else {
      tokens.push(char === "*" ? "many" : char === "?" ? () => true : literal(char));
    }
  }
  return tokens;
}

function literal(char: string): Token {
  return char === "/" ? "/" : (literals[char.charCodeAt(0)] ?? equals(char));
}

/** One test for each byte, as a file may have any number of them. */
const literals: readonly Token[] = Array.from({ length: 256 }, (_, code) => equals(String.fromCharCode(code)));

function equals(char: string): Part<string> {
  return (other) => other === char;
}

interface Bracket {
  readonly matches: (char: string) => boolean;
  /** Where its closing bracket is. */
  readonly end: number;
}

/** Reads what follows a `[`. A `]` right at the beginning is an ordinary character. */
function readBracket(pattern: string, start: number): Bracket | undefined {
  const isNegated = /^[!^]$/.test(pattern.charAt(start));
  const first = isNegated ? start + 1 : start;
  /** For each byte whether it is one of them: however many members there are, a test takes one step. */
  const held = new Uint8Array(256);
  /** The character before it, at which a range may begin. */
  let before = "";
  let close = -1;
  for (let at = first; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === "]" && at > first) {
      return { matches: (other) => (held[other.charCodeAt(0)] === 1) !== isNegated, end: at };
    }
    const next = pattern.charAt(at + 1);
    // Looked up once for all of what is before it, so that no pattern takes long.
    if (close <= at) close = pattern.indexOf("]", at + 1);
    if (close === -1) return undefined;
    const isNamed = pattern.startsWith("[:", at) && close > at + 2 && pattern.charAt(close - 1) === ":";
    if (char === "-" && before !== "" && next !== "" && next !== "]") {
      at += next === "\\" ? 2 : 1;
      const [from, to] = [before, pattern.charAt(at)];
      held.fill(1, from.charCodeAt(0), to.charCodeAt(0) + 1);
      before = "";
    } else if (isNamed) {
      const form = classes.get(pattern.slice(at + 2, close - 1));
      if (form === undefined) return undefined;
      for (const code of held.keys()) if (form.test(String.fromCharCode(code))) held[code] = 1;
      at = close;
      before = "";
    } else {
      if (char === "\\") at++;
      const member = pattern.charAt(at);
      held[member.charCodeAt(0)] = 1;
      before = member;
    }
  }
  return undefined;
}

const classes: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    alnum: /[A-Za-z0-9]/,
    alpha: /[A-Za-z]/,
    blank: /[ \t]/,
    // Neither what is printed nor a byte beyond ASCII.
    cntrl: /[^ -~\x80-\xff]/,
    digit: /[0-9]/,
    graph: /[!-~]/,
    lower: /[a-z]/,
    print: /[ -~]/,
    punct: /[!-/:-@[-`{-~]/,
    space: /[ \t\n\v\f\r]/,
    upper: /[A-Z]/,
    xdigit: /[A-Fa-f0-9]/,
  }),
);
