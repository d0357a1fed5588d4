import { findAllGoPattern, type Match } from "../../go-pattern/match.ts";
import type { GoPattern } from "../../go-pattern/program.ts";
import { readGoPattern } from "../../go-pattern/read.ts";
import { maxSteps } from "../../go-pattern/repeat.ts";
import { expandGoPattern, replaceMatches } from "../../go-pattern/replace.ts";
import { longestText, takeSteps, tooLong } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import type { Call } from "../evaluate/function-table.ts";
import { typed, type Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { text, whole } from "./given.ts";

/** How many steps of an expression one call may take. */
const mostWork = 1_000_000;

/** How many of them take the time of a statement. */
const workOfStep = 16;

/** Regular expressions. Mirrors regex.go of sprig. */
export const patterns: NamedFunctions = functionsThat("strict", {
  // What is no expression matches nothing.
  regexMatch: ([pattern, value], call) => {
    const known = readGoPattern(text(pattern));
    takeReading(known, call);
    return known !== undefined && matchesIn(known, text(value), 1, call).length > 0;
  },
  mustRegexMatch: ([pattern, value], call) => matchesIn(read(pattern, call), text(value), 1, call).length > 0,
  "regexFind mustRegexFind": ([pattern, value], call) => {
    const where = text(value);
    return textsOf(where, matchesIn(read(pattern, call), where, 1, call))[0] ?? "";
  },
  "regexFindAll mustRegexFindAll": ([pattern, value, most], call) => {
    const [where, wanted] = [text(value), whole(most)];
    return typed(
      "[]string",
      textsOf(where, matchesIn(read(pattern, call), where, wanted < 0 ? Infinity : wanted, call)),
    );
  },
  "regexReplaceAll mustRegexReplaceAll": ([pattern, value, by], call) => {
    const [known, where, replacement] = [read(pattern, call), text(value), text(by)];
    return replaced(known, where, (match) => expandGoPattern(known, replacement, where, match), call);
  },
  "regexReplaceAllLiteral mustRegexReplaceAllLiteral": ([pattern, value, by], call) => {
    const replacement = text(by);
    return replaced(read(pattern, call), text(value), () => replacement, call);
  },
  "regexSplit mustRegexSplit": ([pattern, value, most], call) =>
    typed("[]string", split(read(pattern, call), text(value), whole(most), call)),
  regexQuoteMeta: ([value]) => text(value).replace(/[\\.+*?()|[\]{}^$]/g, "\\$&"),
});

function read(pattern: Value | undefined, call: Call): GoPattern {
  const source = text(pattern);
  const known = readGoPattern(source);
  takeReading(known, call);
  if (known === undefined) throw templateFailure(`error parsing regexp: ${source}`);
  return known;
}

/** What is no expression may have become as long as one can be before that was seen. */
function takeReading(known: GoPattern | undefined, call: Call): void {
  takeWork(call, (known?.steps.length ?? maxSteps) * 8);
}

function takeWork({ engine }: Call, work: number): void {
  takeSteps(engine, work / workOfStep);
}

function matchesIn(pattern: GoPattern, value: string, most: number, call: Call): readonly Match[] {
  const { matches, work } = findAllGoPattern(pattern, value, { count: most, work: mostWork });
  takeWork(call, work);
  if (matches === undefined) throw templateFailure("A regular expression takes too long.", undefined, "limit");
  return matches;
}

function textsOf(value: string, matches: readonly Match[]): readonly string[] {
  return matches.map(([start, end]) => value.slice(start, end));
}

function replaced(pattern: GoPattern, value: string, replacement: (match: Match) => string, call: Call): string {
  const result = replaceMatches(value, matchesIn(pattern, value, Infinity, call), replacement, longestText);
  if (result === undefined) throw tooLong();
  return result;
}

/** Mirrors `Split` in regexp/regexp.go of Go. */
function split(pattern: GoPattern, value: string, most: number, call: Call): readonly string[] {
  if (most === 0) return [];
  if (value === "" && pattern.steps.length > 0) return [""];
  const parts: string[] = [];
  let [from, end] = [0, 0];
  for (const match of matchesIn(pattern, value, Infinity, call)) {
    if (most > 0 && parts.length === most - 1) break;
    const [start = 0, next = 0] = match;
    end = start;
    if (next !== 0) parts.push(value.slice(from, start));
    from = next;
  }
  return end === value.length ? parts : [...parts, value.slice(from)];
}
