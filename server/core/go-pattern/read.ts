import { type CodeTest, propertyOf, readClass, readEscapedClass } from "./classes.ts";
import type { Assertion, GoPattern, Step } from "./program.ts";
import { type Reader, readerOf, take, takeWord } from "./reader.ts";
import { either, limited, maxSteps, readRepetition, type Steps } from "./repeat.ts";

/** How deep groups may be nested. */
const maxDepth = 100;

interface Flags {
  readonly ignoreCase: boolean;
  readonly lines: boolean;
  readonly dotIsAll: boolean;
  readonly lazy: boolean;
}

interface State extends Reader {
  flags: Flags;
  /** Where the quote ends in which the next character stands, if one does. */
  quoteEnd: number;
  groups: number;
  readonly names: Map<string, number>;
}

/**
 * Reads a regular expression of Go; `undefined` where it is none, or larger than anybody writes it.
 * Mirrors `Parse` in regexp/syntax/parse.go of Go with the flags that `regexp.Compile` sets.
 */
export function readGoPattern(source: string): GoPattern | undefined {
  if (source.length > 2 * maxSteps) return undefined;
  const flags = { ignoreCase: false, lines: false, dotIsAll: false, lazy: false };
  const state: State = { ...readerOf(source), flags, quoteEnd: 0, groups: 1, names: new Map() };
  const steps = readAlternatives(state, 0);
  if (steps === undefined || state.at < state.source.length) return undefined;
  return { steps, groups: state.groups, names: state.names };
}

function readAlternatives(state: State, depth: number): Steps | undefined {
  if (depth > maxDepth) return undefined;
  const alternatives: Steps[] = [];
  do {
    const steps = readSequence(state, depth);
    if (steps === undefined) return undefined;
    alternatives.push(steps);
  } while (take(state, "|"));
  return limited(alternatives.reduceRight((second, first) => either(first, second)));
}

function readSequence(state: State, depth: number): Steps | undefined {
  const steps: Step[] = [];
  for (;;) {
    const code = state.source[state.at];
    const isQuoted = state.at < state.quoteEnd;
    if (code === undefined || (!isQuoted && (code === bar || code === close))) return steps;
    const item = isQuoted ? readQuoted(state) : readItem(state, depth);
    const repeated = state.at < state.quoteEnd ? item : item && readRepetition(state, item, state.flags);
    if (repeated === undefined || steps.length + repeated.length > maxSteps) return undefined;
    for (const step of repeated) steps.push(step);
  }
}

const [bar, close] = [0x7c, 0x29];

function readItem(state: State, depth: number): Steps | undefined {
  const { flags } = state;
  const code = state.source[state.at++] ?? 0;
  switch (String.fromCodePoint(code)) {
    case "(":
      return readGroup(state, depth);
    case "[":
      return one(withCase(readClass(state), flags));
    case ".":
      return one(flags.dotIsAll ? () => true : (other) => other !== 10);
    case "^":
      return assertion(flags.lines ? "line begin" : "text begin");
    case "$":
      return assertion(flags.lines ? "line end" : "text end");
    case "\\":
      return readEscape(state);
    case "*":
    case "+":
    case "?":
      return undefined;
    default:
      return one(withCase((other) => other === code, flags));
  }
}

function readGroup(state: State, depth: number): Steps | undefined {
  if (!take(state, "?")) return captured(state, depth);
  if (takeWord(state, "P<") || take(state, "<")) {
    const name = nameAt(state);
    if (name === undefined || state.names.has(name)) return undefined;
    state.names.set(name, state.groups);
    return captured(state, depth);
  }
  const before = state.flags;
  const flags = readFlags(state);
  if (flags === undefined) return undefined;
  state.flags = flags;
  // Flags alone count up to the end of the group around them.
  if (take(state, ")")) return [];
  if (!take(state, ":")) return undefined;
  const steps = readAlternatives(state, depth + 1);
  state.flags = before;
  return take(state, ")") ? steps : undefined;
}

function captured(state: State, depth: number): Steps | undefined {
  const [slot, flags] = [2 * state.groups++, state.flags];
  const steps = readAlternatives(state, depth + 1);
  state.flags = flags;
  if (steps === undefined || !take(state, ")")) return undefined;
  return [{ type: "note", slot }, ...steps, { type: "note", slot: slot + 1 }];
}

function nameAt(state: State): string | undefined {
  const end = state.source.indexOf(0x3e, state.at);
  const name = end < 0 ? "" : String.fromCodePoint(...state.source.slice(state.at, end));
  if (!/^\w+$/.test(name)) return undefined;
  state.at = end + 1;
  return name;
}

/** Reads `i-s` and the like; `undefined` where a letter is no flag. */
function readFlags(state: State): Flags | undefined {
  let { flags } = state;
  let isOn = true;
  for (;;) {
    const letter = String.fromCodePoint(state.source[state.at] ?? 0);
    if (letter === ":" || letter === ")") return flags;
    if (letter === "-" && isOn) isOn = false;
    else if (letter === "i") flags = { ...flags, ignoreCase: isOn };
    else if (letter === "m") flags = { ...flags, lines: isOn };
    else if (letter === "s") flags = { ...flags, dotIsAll: isOn };
    else if (letter === "U") flags = { ...flags, lazy: isOn };
    else return undefined;
    state.at++;
  }
}

const assertions: Readonly<Record<string, Assertion>> = {
  ...{ A: "text begin", z: "text end", b: "word boundary", B: "no word boundary" },
};

/** Takes small and capital letters for the same, where a flag says so. */
function withCase(matches: CodeTest | undefined, { ignoreCase }: Flags): CodeTest | undefined {
  if (matches === undefined || !ignoreCase) return matches;
  return (code) => matches(code) || otherCases(code).some((other) => matches(other));
}

function otherCases(code: number): readonly number[] {
  const letter = String.fromCodePoint(code);
  return [letter.toLowerCase(), letter.toUpperCase()].map((other) => other.codePointAt(0) ?? code);
}

function one(matches: CodeTest | undefined): Steps | undefined {
  return matches && [{ type: "character", matches }];
}

function assertion(place: Assertion): Steps {
  return [{ type: "assertion", assertion: place }];
}

/** Reads what follows a backslash. */
function readEscape(state: State): Steps | undefined {
  const letter = String.fromCodePoint(state.source[state.at] ?? 0);
  const place = Object.hasOwn(assertions, letter) ? assertions[letter] : undefined;
  if (place !== undefined) {
    state.at++;
    return assertion(place);
  }
  if (letter === "Q") return beginQuote(state);
  return one(withCase(propertyOf(state) ?? readEscapedClass(state), state.flags));
}

/** Up to `\E`, everything is an ordinary character. */
function beginQuote(state: State): Steps {
  state.at++;
  const end = state.source.findIndex(
    (code, index) => index >= state.at && code === slash && state.source[index + 1] === 0x45,
  );
  state.quoteEnd = end < 0 ? state.source.length : end;
  if (state.at === state.quoteEnd) takeWord(state, "\\E");
  return [];
}

/** One character of a quote: what follows a quote repeats its last one. */
function readQuoted(state: State): Steps | undefined {
  const code = state.source[state.at++];
  if (state.at === state.quoteEnd) takeWord(state, "\\E");
  return one(withCase((other) => other === code, state.flags));
}

const slash = 0x5c;
