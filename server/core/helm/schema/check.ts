import { readGoPattern } from "../../go-pattern/read.ts";
import { findAllGoPattern } from "../../go-pattern/match.ts";
import type { GoPattern } from "../../go-pattern/program.ts";
import { isPlaceholder } from "../../manifest/template.ts";
import { isList, isMap, isUnknown, plain, type Value } from "../value/value.ts";
import type { Schema } from "./schema.ts";

/** One run of a schema over values. It changes while that is done. */
export interface Check {
  readonly schema: Schema;
  readonly patterns: Map<string, GoPattern | undefined>;
  /** What may still be done, in parts of schemas that are asked about a value. */
  readonly budget: { left: number };
  depth: number;
}

/** How much of all schemas of a chart is asked about its values together. */
const mostSteps = 200_000;

/** How deep schemas may lead into each other: they may refer to themselves. */
const deepest = 150;

/** How many steps of an expression take the time of one part of a schema. */
const workOfStep = 16;

/** How many of them one match may take. */
const mostWork = 200_000;

/** What may be done for all schemas of one chart. */
export function newBudget(): Check["budget"] {
  return { left: mostSteps };
}

/** Whether there is no more time, or no more room, so that nothing is known. */
export function isSpent({ budget, depth }: Check, steps = 1): boolean {
  budget.left -= steps;
  return budget.left < 0 || depth > deepest;
}

/** Whether nobody can tell what a value is: it is filled in by something else, or no JSON has it. */
export function isOpen(value: Value): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  return isUnknown(value) || (typeof value === "string" && (value.includes("{{") || isPlaceholder(value)));
}

/** Whether two values are the same JSON; `undefined` where nobody can tell. Mirrors `equals` in util.go of jsonschema. */
export function isSameJson(one: Value, other: Value, check: Check): boolean | undefined {
  const [first, second] = [plain(one), plain(other)];
  if (isSpent(check) || isOpen(first) || isOpen(second)) return undefined;
  if (isList(first) && isList(second)) {
    if (first.length !== second.length) return false;
    return everySame(first.entries(), (index) => second[index], check);
  }
  if (isMap(first) && isMap(second)) {
    if (first.entries.size !== second.entries.size) return false;
    return everySame(first.entries, (key) => second.entries.get(key), check);
  }
  if (isNumber(first) && isNumber(second)) return !(first < second) && !(first > second);
  return first === second;
}

function everySame<Key>(
  entries: Iterable<readonly [Key, Value]>,
  otherAt: (key: Key) => Value | undefined,
  check: Check,
): boolean | undefined {
  let all: boolean | undefined = true;
  check.depth += 1;
  for (const [key, value] of entries) {
    const other = otherAt(key);
    const same = other === undefined ? false : isSameJson(value, other, check);
    if (same !== true) all = same;
    if (same === false) break;
  }
  check.depth -= 1;
  return all;
}

/** Whether a value is a number of any kind. */
export function isNumber(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Whether a text matches an expression; `undefined` where that is none, or takes too long. */
export function matchesPattern(expression: string, text: string, check: Check): boolean | undefined {
  const pattern = patternOf(expression, check);
  if (pattern === undefined || isSpent(check)) return undefined;
  const { matches, work } = findAllGoPattern(pattern, text, { count: 1, work: mostWork });
  if (isSpent(check, Math.ceil(work / workOfStep))) return undefined;
  return matches === undefined ? undefined : matches.length > 0;
}

/** An expression, read once. */
export function patternOf(expression: string, { patterns, budget }: Check): GoPattern | undefined {
  const known = patterns.get(expression);
  if (known !== undefined || patterns.has(expression)) return known;
  budget.left -= Math.ceil(expression.length / workOfStep);
  const pattern = readGoPattern(expression);
  patterns.set(expression, pattern);
  return pattern;
}
