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
  return findIn(pattern, charactersOf(text), 0) !== undefined;
}

/**
 * The matches in a text, one after the other, at most `count`; an empty one right behind another does not count.
 * Mirrors `allMatches` in regexp/regexp.go of Go.
 */
export function findAllGoPattern(pattern: GoPattern, text: string, count: number): readonly Match[] {
  const characters = charactersOf(text);
  const matches: Match[] = [];
  let previousEnd = -1;
  for (let from = 0; matches.length < count && from <= characters.codes.length;) {
    const found = findIn(pattern, characters, from);
    if (found === undefined) break;
    const [start = 0, end = 0] = found;
    if (end > start || start !== previousEnd)
      matches.push(found.map((at) => (at < 0 ? at : (characters.offsets[at] ?? 0))));
    from = end > from ? end : from + 1;
    previousEnd = end;
  }
  return matches;
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

/** A place in the expression with what was noted on the way there. */
interface Thread {
  readonly step: number;
  readonly notes: readonly number[];
}

/**
 * The first match at or behind a place, as Go prefers it: all places of the expression that can be reached are followed at once, those
 * first that were tried first. Mirrors `match` in regexp/exec.go of Go.
 */
function findIn({ steps, groups }: GoPattern, characters: Characters, from: number): Match | undefined {
  const { codes } = characters;
  let threads: Thread[] = [];
  let found: Match | undefined;
  for (let at = from; at <= codes.length; at++) {
    const seen = new Set<number>();
    const reached: Thread[] = [];
    const starts =
      found === undefined ? [{ step: 0, notes: noted(new Array<number>(2 * groups).fill(-1), 0, at) }] : [];
    for (const thread of [...threads, ...starts]) follow(steps, thread, { characters, at, seen, reached });
    const code = codes[at];
    threads = [];
    for (const { step: index, notes } of reached) {
      const step = steps[index];
      // What comes behind a match was tried later than what led to it.
      if (step === undefined) {
        found = noted(notes, 1, at);
        break;
      }
      if (code !== undefined && step.type === "character" && step.matches(code))
        threads.push({ step: index + 1, notes });
    }
    if (threads.length === 0 && found !== undefined) return found;
  }
  return found;
}

interface Following {
  readonly characters: Characters;
  readonly at: number;
  /** The steps that something which was tried earlier has reached. */
  readonly seen: Set<number>;
  readonly reached: Thread[];
}

/** Adds the places that are reached without a character, in the order in which they are tried. */
function follow(steps: GoPattern["steps"], start: Thread, { characters, at, seen, reached }: Following): void {
  const open = [start];
  for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
    if (seen.has(thread.step)) continue;
    seen.add(thread.step);
    const { step: index, notes } = thread;
    const step = steps[index];
    if (step === undefined || step.type === "character") reached.push(thread);
    else if (step.type === "either") for (const way of step.ways.toReversed()) open.push({ step: index + way, notes });
    else if (step.type === "note") open.push({ step: index + 1, notes: noted(notes, step.slot, at) });
    else if (holds(step.assertion, characters.codes, at)) open.push({ step: index + 1, notes });
  }
}

function noted(notes: readonly number[], slot: number, at: number): readonly number[] {
  return notes.with(slot, at);
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

/**
 * A text in which each match is replaced. `with` says by what. Mirrors `replaceAll` in regexp/regexp.go of Go, where an empty match
 * right behind another is not replaced.
 */
export function replaceGoPattern(pattern: GoPattern, text: string, replacement: (match: Match) => string): string {
  let [result, from] = ["", 0];
  for (const match of findAllGoPattern(pattern, text, Infinity)) {
    const [start = 0, end = 0] = match;
    result += text.slice(from, start) + replacement(match);
    from = end;
  }
  return result + text.slice(from);
}

/** `$1`, `${1}` and `${name}` in a replacement, filled in with the groups of a match. Mirrors `Expand` in regexp/regexp.go of Go. */
export function expandGoPattern({ names }: GoPattern, replacement: string, text: string, match: Match): string {
  return replacement.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return whole === "$$" ? "$" : whole;
    const group = /^\d{1,5}$/.test(name) ? Number(name) : names.get(name);
    const [start = -1, end = -1] = group === undefined ? [] : match.slice(2 * group, 2 * group + 2);
    return start < 0 ? "" : text.slice(start, end);
  });
}
