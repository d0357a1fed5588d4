import { type CodeTest, propertyOf, readClass, readEscapedClass } from "./classes.ts";
import type { Assertion, GoPattern, Step } from "./program.ts";
import { type Reader, readerOf, readNumber, take, takeWord } from "./reader.ts";

/** How many steps an expression may have, with its repetitions written out, and how deep its groups may be nested. */
const maxSteps = 5000;
const maxDepth = 100;
/** Go refuses more repetitions. */
const maxCount = 1000;

interface Flags {
  readonly ignoreCase: boolean;
  readonly lines: boolean;
  readonly dotIsAll: boolean;
  readonly lazy: boolean;
}

interface State extends Reader {
  flags: Flags;
  groups: number;
  readonly names: Map<string, number>;
}

type Steps = readonly Step[];

/**
 * Reads a regular expression of Go; `undefined` where it is none, or larger than anybody writes it.
 * Mirrors `Parse` in regexp/syntax/parse.go of Go with the flags that `regexp.Compile` sets.
 */
export function readGoPattern(source: string): GoPattern | undefined {
  if (source.length > 2 * maxSteps) return undefined;
  const flags = { ignoreCase: false, lines: false, dotIsAll: false, lazy: false };
  const state: State = { ...readerOf(source), flags, groups: 1, names: new Map() };
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
    if (code === undefined || code === bar || code === close) return steps;
    const item = readItem(state, depth);
    const repeated = item && readRepetition(state, item);
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

/** Reads what follows a backslash. */
function readEscape(state: State): Steps | undefined {
  const letter = String.fromCodePoint(state.source[state.at] ?? 0);
  const place = Object.hasOwn(assertions, letter) ? assertions[letter] : undefined;
  if (place !== undefined) {
    state.at++;
    return assertion(place);
  }
  if (letter === "Q") return readQuoted(state);
  return one(withCase(propertyOf(state) ?? readEscapedClass(state), state.flags));
}

function readQuoted(state: State): Steps {
  state.at++;
  const steps: Step[] = [];
  while (state.at < state.source.length && !takeWord(state, "\\E")) {
    const code = state.source[state.at++];
    for (const step of one(withCase((other) => other === code, state.flags)) ?? []) steps.push(step);
  }
  return steps;
}

/** Takes small and capital letters for the same, where a flag says so. */
function withCase(matches: CodeTest | undefined, { ignoreCase }: Flags): CodeTest | undefined {
  if (matches === undefined || !ignoreCase) return matches;
  return (code) => matches(code) || otherCases(code).some((other) => matches(other));
}

function otherCases(code: number): readonly number[] {
  const letter = String.fromCodePoint(code);
  return [letter.toLowerCase(), letter.toUpperCase()].map((other) => other.codePointAt(0) ?? code);
}

/** Reads how often something may be repeated, and writes that out. */
function readRepetition(state: State, item: Steps): Steps | undefined {
  const counts = readCounts(state);
  if (counts === undefined) return item;
  const lazy = take(state, "?") !== state.flags.lazy;
  const [min, max] = counts;
  const most = max === Infinity ? min : max;
  // A repetition of a repetition is an error in Go.
  if (min > max || most > maxCount || readCounts(state) !== undefined) return undefined;
  if (most * Math.max(item.length, 1) > maxSteps) return undefined;
  const least = Array.from({ length: min }, () => item).flat();
  if (max === Infinity) return limited([...least, ...anyNumberOf(item, lazy ? "few" : "many")]);
  const further = Array.from({ length: max - min }).reduce<Steps>(
    (rest) => optional([...item, ...rest], lazy ? "few" : "many"),
    [],
  );
  return limited([...least, ...further]);
}

function readCounts(state: State): readonly [number, number] | undefined {
  if (take(state, "*")) return [0, Infinity];
  if (take(state, "+")) return [1, Infinity];
  if (take(state, "?")) return [0, 1];
  // Braces that are no counts are ordinary characters.
  const { at } = state;
  if (!take(state, "{")) return undefined;
  const min = readNumber(state);
  const isRange = min !== undefined && take(state, ",");
  const max = isRange ? (readNumber(state) ?? Infinity) : min;
  if (min !== undefined && max !== undefined && take(state, "}")) return [min, max];
  state.at = at;
  return undefined;
}

function one(matches: CodeTest | undefined): Steps | undefined {
  return matches && [{ type: "character", matches }];
}

function assertion(place: Assertion): Steps {
  return [{ type: "assertion", assertion: place }];
}

/** What is tried first is what is taken, if it leads to a match. */
function anyNumberOf(item: Steps, wants: "many" | "few"): Steps {
  const [again, on] = [1, item.length + 2];
  return [
    { type: "either", ways: wants === "many" ? [again, on] : [on, again] },
    ...item,
    { type: "either", ways: [-1 - item.length] },
  ];
}

function optional(item: Steps, wants: "many" | "few"): Steps {
  const [take, skip] = [1, item.length + 1];
  return [{ type: "either", ways: wants === "many" ? [take, skip] : [skip, take] }, ...item];
}

function either(first: Steps, second: Steps): Steps {
  const skip: Step = { type: "either", ways: [second.length + 1] };
  return [{ type: "either", ways: [1, first.length + 2] }, ...first, skip, ...second];
}

function limited(steps: Steps): Steps | undefined {
  return steps.length > maxSteps ? undefined : steps;
}
