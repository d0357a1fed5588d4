import { expandGoPattern, findAllGoPattern, matchesGoPattern, replaceGoPattern } from "../../go-pattern/match.ts";
import type { GoPattern } from "../../go-pattern/program.ts";
import { readGoPattern } from "../../go-pattern/read.ts";
import { templateFailure } from "../evaluate/failure.ts";
import type { Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { count, text } from "./given.ts";

/** Steps of a pattern times letters of a text, from which on matching takes too long. */
const mostWork = 50_000_000;

/** Regular expressions. Mirrors regex.go of sprig. */
export const patterns: NamedFunctions = functionsThat("strict", {
  "regexMatch mustRegexMatch": ([pattern, value]) => matchesGoPattern(read(pattern, value), text(value)),
  "regexFind mustRegexFind": ([pattern, value]) => found(read(pattern, value), text(value), 1)[0] ?? "",
  "regexFindAll mustRegexFindAll": ([pattern, value, most]) =>
    found(read(pattern, value), text(value), many(count(most))),
  "regexReplaceAll mustRegexReplaceAll": ([pattern, value, by]) => {
    const [known, where, replacement] = [read(pattern, value), text(value), text(by)];
    return replaceGoPattern(known, where, (match) => expandGoPattern(known, replacement, where, match));
  },
  "regexReplaceAllLiteral mustRegexReplaceAllLiteral": ([pattern, value, by]) => {
    const replacement = text(by);
    return replaceGoPattern(read(pattern, value), text(value), () => replacement);
  },
  "regexSplit mustRegexSplit": ([pattern, value, most]) => split(read(pattern, value), text(value), count(most)),
  regexQuoteMeta: ([value]) => text(value).replace(/[\\.+*?()|[\]{}^$]/g, "\\$&"),
});

function read(pattern: Value | undefined, value: Value | undefined): GoPattern {
  const source = text(pattern);
  const known = readGoPattern(source);
  if (known === undefined) throw templateFailure(`error parsing regexp: ${source}`);
  if (known.steps.length * text(value).length > mostWork) {
    throw templateFailure("A regular expression takes too long.", undefined, "limit");
  }
  return known;
}

function many(most: number): number {
  return most < 0 ? Infinity : most;
}

function found(pattern: GoPattern, value: string, most: number): readonly string[] {
  return findAllGoPattern(pattern, value, most).map(([start, end]) => value.slice(start, end));
}

/** Mirrors `Split` in regexp/regexp.go of Go. */
function split(pattern: GoPattern, value: string, most: number): readonly string[] | null {
  if (most === 0) return null;
  if (value === "" && matchesGoPattern(pattern, "")) return [];
  const parts: string[] = [];
  let from = 0;
  for (const [start = 0, end = 0] of findAllGoPattern(pattern, value, Infinity)) {
    if (most > 0 && parts.length === most - 1) break;
    if (end === 0) continue;
    parts.push(value.slice(from, start));
    from = end;
  }
  return from === value.length && parts.length > 0 && value.length > 0 && lastIsEmptyMatch(pattern, value)
    ? parts
    : [...parts, value.slice(from)];
}

/** Behind an empty match at the end there is nothing more. */
function lastIsEmptyMatch(pattern: GoPattern, value: string): boolean {
  const [start = 0, end = 1] = findAllGoPattern(pattern, value, Infinity).at(-1) ?? [];
  return start === end && end === value.length;
}
