import type { GoPattern, Step } from "./go-pattern.ts";

/** How many steps an expression may have, with its repetitions written out, and how deep its groups may be nested. */
const maxSteps = 500;
const maxDepth = 50;

/**
 * Reads an expression; `undefined` where it is none, or says what is not known here, such as flags, `\b`, `\pL` and `[[:alpha:]]`.
 * Mirrors `parse` in regexp/syntax/parse.go of Go.
 */
export function readGoPattern(source: string): GoPattern | undefined {
  if (source.length > 2 * maxSteps) return undefined;
  const reader = { source: Array.from(source), at: 0 };
  const steps = readAlternatives(reader, 0);
  return steps === undefined || reader.at < reader.source.length ? undefined : steps;
}

interface Reader {
  readonly source: readonly string[];
  at: number;
}

function readAlternatives(reader: Reader, depth: number): GoPattern | undefined {
  const alternatives: GoPattern[] = [];
  if (depth > maxDepth) return undefined;
  do {
    const steps = readSequence(reader, depth);
    if (steps === undefined) return undefined;
    alternatives.push(steps);
  } while (take(reader, "|"));
  return limited(alternatives.reduceRight(either));
}

function readSequence(reader: Reader, depth: number): GoPattern | undefined {
  const steps: Step[] = [];
  for (;;) {
    const character = reader.source[reader.at];
    if (character === undefined || character === "|" || character === ")") return steps;
    const item = readItem(reader, depth);
    const repeated = item && readRepetition(reader, item);
    if (repeated === undefined || steps.length + repeated.length > maxSteps) return undefined;
    for (const step of repeated) steps.push(step);
  }
}

function readItem(reader: Reader, depth: number): GoPattern | undefined {
  const character = reader.source[reader.at++] ?? "";
  switch (character) {
    case "(": {
      if (take(reader, "?") && !take(reader, ":")) return undefined;
      const steps = readAlternatives(reader, depth + 1);
      return take(reader, ")") ? steps : undefined;
    }
    case "[":
      return one(readClass(reader));
    case ".":
      return one((other) => other !== "\n");
    case "^":
      return [{ type: "begin" }];
    case "$":
      return [{ type: "end" }];
    case "\\":
      return one(readEscape(reader));
    case "*":
    case "+":
    case "?":
      return undefined;
    default:
      return one((other) => other === character);
  }
}

type Test = (character: string) => boolean;

function one(matches: Test | undefined): GoPattern | undefined {
  return matches && [{ type: "character", matches }];
}

const classes: Readonly<Record<string, RegExp>> = { d: /[0-9]/, w: /[0-9A-Za-z_]/, s: /[\t\n\f\r ]/ };
const controls: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f", v: "\v", a: "\u0007" };

/** Reads what follows a backslash. */
function readEscape(reader: Reader): Test | undefined {
  const character = reader.source[reader.at++] ?? "";
  const form = classes[character.toLowerCase()];
  if (form !== undefined) return (other) => form.test(other) === (character === character.toLowerCase());
  const meant = /^[!-/:-@[-`{-~]$/.test(character) ? character : controls[character];
  return meant === undefined ? undefined : (other) => other === meant;
}

/** Reads what follows an opening bracket. Mirrors `parseClass`. */
function readClass(reader: Reader): Test | undefined {
  const isNegated = take(reader, "^");
  const members: Test[] = [];
  do {
    const member = readMember(reader);
    if (member === undefined || members.push(member) > maxSteps) return undefined;
  } while (!take(reader, "]"));
  return (other) => members.some((matches) => matches(other)) !== isNegated;
}

/** Reads a character of a class, a range of them, or a class inside of a class. A `]` right at the beginning is an ordinary character. */
function readMember(reader: Reader): Test | undefined {
  const { source } = reader;
  if (source[reader.at] === "[" && source[reader.at + 1] === ":") return undefined;
  if (source[reader.at] === "\\" && /^[dws]$/i.test(source[reader.at + 1] ?? "")) {
    reader.at++;
    return readEscape(reader);
  }
  const from = readLimit(reader);
  const isRange = source[reader.at] === "-" && source[reader.at + 1] !== "]";
  if (isRange) reader.at++;
  const to = isRange ? readLimit(reader) : from;
  if (from === undefined || to === undefined || from > to) return undefined;
  return (other) => from <= codeOf(other) && codeOf(other) <= to;
}

/** Reads one character of a class, which may be escaped. */
function readLimit(reader: Reader): number | undefined {
  const character = reader.source[reader.at++];
  if (character !== "\\") return character === undefined ? undefined : codeOf(character);
  const escaped = reader.source[reader.at++] ?? "";
  const meant = /^[!-/:-@[-`{-~]$/.test(escaped) ? escaped : controls[escaped];
  return meant === undefined ? undefined : codeOf(meant);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** Reads how often something may be repeated, and writes that out. A repetition of a repetition is an error in Go. */
function readRepetition(reader: Reader, item: GoPattern): GoPattern | undefined {
  const counts = readCounts(reader);
  if (counts === undefined) return item;
  take(reader, "?");
  const [min, max] = counts;
  const most = max === Infinity ? min : max;
  if (min > max || readCounts(reader) !== undefined || most * Math.max(item.length, 1) > maxSteps) return undefined;
  const least = Array.from({ length: min }, () => item).flat();
  if (max === Infinity) return limited([...least, ...anyNumberOf(item)]);
  const further = Array.from({ length: max - min }).reduce<GoPattern>((rest) => optional([...item, ...rest]), []);
  return limited([...least, ...further]);
}

function readCounts(reader: Reader): readonly [number, number] | undefined {
  if (take(reader, "*")) return [0, Infinity];
  if (take(reader, "+")) return [1, Infinity];
  if (take(reader, "?")) return [0, 1];
  // Braces that are no counts are ordinary characters.
  if (reader.source[reader.at] !== "{") return undefined;
  const counts = /^\{(0|[1-9][0-9]*)(?:,(0|[1-9][0-9]*)?)?\}/.exec(reader.source.slice(reader.at).join(""));
  if (counts === null) return undefined;
  const [written, min, max] = counts;
  reader.at += written.length;
  return [Number(min), max !== undefined ? Number(max) : written.includes(",") ? Infinity : Number(min)];
}

function anyNumberOf(item: GoPattern): GoPattern {
  return [{ type: "either", ways: [1, item.length + 2] }, ...item, { type: "either", ways: [-1 - item.length] }];
}

function optional(item: GoPattern): GoPattern {
  return [{ type: "either", ways: [1, item.length + 1] }, ...item];
}

function either(second: GoPattern, first: GoPattern): GoPattern {
  const skip: Step = { type: "either", ways: [second.length + 1] };
  return [{ type: "either", ways: [1, first.length + 2] }, ...first, skip, ...second];
}

function limited(steps: GoPattern): GoPattern | undefined {
  return steps.length > maxSteps ? undefined : steps;
}

function take(reader: Reader, character: string): boolean {
  if (reader.source[reader.at] !== character) return false;
  reader.at++;
  return true;
}
