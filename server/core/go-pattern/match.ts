import type { Assertion, GoPattern } from "./program.ts";

/**
 * Where a match and each of its groups begin and end, as offsets in UTF-16 units of the text, two for each group; -1 for one that
 * has no part in it.
 */
export type Match = readonly number[];

/** A text as code points, and the offset of each in UTF-16 units, with that of the end behind them. */
interface Characters {
  readonly codes: readonly number[];
  readonly offsets: readonly number[];
}

/** Whether an expression matches anywhere in a text. Takes at most as long as the text times the expression. */
export function matchesGoPattern(pattern: GoPattern, text: string): boolean {
  return findIn(pattern, charactersOf(text), 0).match !== undefined;
}

/** How much may be looked for. */
export interface Search {
  /** How many matches are wanted. */
  readonly count: number;
  /** How many steps of the expression may be taken, in all places of the text together. */
  readonly work: number;
}

/** What was found. */
export interface Matches {
  /** One after the other; `undefined` where that takes more steps than it may: even Go takes the square of a text for some expressions. */
  readonly matches: readonly Match[] | undefined;
  /** How many steps were taken. */
  readonly work: number;
}

/** The matches in a text; an empty one right behind another does not count. Mirrors `allMatches` in regexp/regexp.go of Go. */
export function findAllGoPattern(pattern: GoPattern, text: string, { count, work }: Search): Matches {
  const characters = charactersOf(text);
  const matches: Match[] = [];
  let [previousEnd, taken] = [-1, characters.codes.length];
  for (let from = 0; matches.length < count && from <= characters.codes.length;) {
    const { match, steps } = findIn(pattern, characters, from, work - taken);
    taken += steps;
    if (taken >= work) return { matches: undefined, work: taken };
    if (match === undefined) break;
    const [start = 0, end = 0] = match;
    if (end > start || start !== previousEnd)
      matches.push(match.map((at) => (at < 0 ? at : (characters.offsets[at] ?? 0))));
    from = end > from ? end : from + 1;
    previousEnd = end;
  }
  return { matches, work: taken };
}

function charactersOf(text: string): Characters {
  const codes: number[] = [];
  const offsets: number[] = [];
  for (let at = 0; at < text.length;) {
    const code = text.codePointAt(at) ?? 0;
    codes.push(code);
    offsets.push(at);
    at += code > 0xffff ? 2 : 1;
  }
  offsets.push(text.length);
  return { codes, offsets };
}

/** The newest of the places that were noted, each with those before it. */
interface Note {
  readonly slot: number;
  readonly at: number;
  readonly before: Note | undefined;
}

/** A place in the expression with what was noted on the way there. */
interface Thread {
  readonly step: number;
  readonly notes: Note | undefined;
}

interface Found {
  /** In code points. */
  readonly match: Match | undefined;
  /** How many steps it took. */
  readonly steps: number;
}

/**
 * The first match at or behind a place, as Go prefers it: all places of the expression that can be reached are followed at once, those
 * first that were tried first. Mirrors `match` in regexp/exec.go of Go.
 */
function findIn({ steps, groups }: GoPattern, characters: Characters, from: number, work = Infinity): Found {
  const { codes } = characters;
  const seen = new Int32Array(steps.length + 1).fill(-1);
  let threads: Thread[] = [];
  let found: Note | undefined;
  let taken = 0;
  for (let at = from; at <= codes.length && taken < work; at++) {
    const reached: Thread[] = [];
    const following: Following = { codes, at, seen, reached };
    for (const thread of threads) taken += follow(steps, thread, following);
    if (found === undefined) taken += follow(steps, { step: 0, notes: { slot: 0, at, before: undefined } }, following);
    const code = codes[at];
    threads = [];
    for (const { step: index, notes } of reached) {
      const step = steps[index];
      // What comes behind a match was tried later than what led to it.
      if (step === undefined) {
        found = { slot: 1, at, before: notes };
        break;
      }
      if (code !== undefined && step.type === "character" && step.matches(code))
        threads.push({ step: index + 1, notes });
    }
    if (threads.length === 0 && found !== undefined) break;
  }
  return { match: found && matchOf(found, groups), steps: taken };
}

/** What was noted last counts. */
function matchOf(newest: Note, groups: number): Match {
  const match = new Array<number>(2 * groups).fill(-1);
  for (let note: Note | undefined = newest; note !== undefined; note = note.before) {
    if (match[note.slot] === -1) match[note.slot] = note.at;
  }
  return match;
}

interface Following {
  readonly codes: readonly number[];
  readonly at: number;
  /** For each step the last place in the text where something that was tried earlier has reached it. */
  readonly seen: Int32Array;
  readonly reached: Thread[];
}

/** Adds the places that are reached without a character, in the order in which they are tried; returns how many steps that took. */
function follow(steps: GoPattern["steps"], start: Thread, { codes, at, seen, reached }: Following): number {
  const open = [start];
  let taken = 0;
  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    taken++;
    const { step: index, notes } = thread;
    if (seen[index] === at) continue;
    seen[index] = at;
    const step = steps[index];
    if (step === undefined || step.type === "character") reached.push(thread);
    else if (step.type === "either") for (const way of step.ways.toReversed()) open.push({ step: index + way, notes });
    else if (step.type === "note") open.push({ step: index + 1, notes: { slot: step.slot, at, before: notes } });
    else if (holds(step.assertion, codes, at)) open.push({ step: index + 1, notes });
  }
  return taken;
}

function holds(assertion: Assertion, codes: readonly number[], at: number): boolean {
  switch (assertion) {
    case "text begin":
      return at === 0;
    case "text end":
      return at === codes.length;
    case "line begin":
      return at === 0 || codes[at - 1] === 10;
    case "line end":
      return at === codes.length || codes[at] === 10;
    case "word boundary":
      return isWord(codes[at - 1]) !== isWord(codes[at]);
    case "no word boundary":
      return isWord(codes[at - 1]) === isWord(codes[at]);
  }
}

function isWord(code: number | undefined): boolean {
  return code !== undefined && /\w/.test(String.fromCodePoint(code));
}
