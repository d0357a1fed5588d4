import type { Origin } from "../value/rendered-text.ts";
import { isList, isMap, isObject, isRendered, type Value } from "../value/value.ts";
import { templateFailure } from "./failure.ts";

/** How much one rendering may take before it is given up. */
export interface Limits {
  /** How many statements are run; what a function does with large values counts as several. */
  readonly steps: number;
  /** How many characters are written, those of templates inside of others included. */
  readonly characters: number;
  /** How deep templates, blocks and parentheses are nested, all together. */
  readonly depth: number;
}

/**
 * Several times more than the largest charts need. Helm takes templates inside each other for endless at 1,000 (`recursionMaxNums` in
 * pkg/engine/engine.go), but the stack of Node's main thread holds from 360 to 500 levels, whatever is nested.
 */
export const usualLimits: Limits = { steps: 1_000_000, characters: 50_000_000, depth: 240 };

/** What has been taken of the limits. */
export interface Spent {
  readonly limits: Limits;
  steps: number;
  characters: number;
  depth: number;
}

/** No text that a function makes may be longer, in characters; the largest files of definitions have three millions. */
export const longestText = 4_000_000;

/** How deep lists and maps may be nested, where a function looks at all that is in them. */
const deepestValue = 200;

/** How many characters a function gets through in the time of a statement, about. */
const charactersOfStep = 64;

/** Takes steps. Throws `TemplateFailure` where there are no more. */
export function takeSteps(spent: Spent, steps: number, where?: Origin): void {
  spent.steps += steps;
  if (spent.steps > spent.limits.steps) {
    throw templateFailure("Rendering stopped, because it takes longer than that of any real chart.", where, "limit");
  }
}

/** Takes characters that are printed. Throws `TemplateFailure` where there are no more. */
export function takeCharacters(spent: Spent, characters: number, where?: Origin): void {
  spent.characters += characters;
  if (spent.characters > spent.limits.characters) throw templateFailure("The chart prints too much.", where, "limit");
}

/** Runs something one level deeper. Throws `TemplateFailure` where that is too deep. */
export function takeLevel<Result>(spent: Spent, where: Origin | undefined, run: () => Result): Result {
  if (spent.depth >= spent.limits.depth) {
    throw templateFailure("Templates, blocks and parentheses are nested too deeply.", where, "limit");
  }
  spent.depth++;
  try {
    return run();
  } finally {
    spent.depth--;
  }
}

/**
 * Takes the steps that a function needs for its arguments: for all that is in them, or for lists and maps as such. `price` is how many
 * times as long as copying that takes.
 */
export function takeValues(spent: Spent, values: readonly Value[], how: "deep" | "shallow", price = 1): void {
  let left = longestText;
  const weigh = (value: Value, depth: number): void => {
    left -= 4 + 2 * depth + ownLength(value);
    if (left < 0 || depth > deepestValue) {
      throw templateFailure("A value is too large, or nested too deeply.", undefined, "limit");
    }
    const inner = isObject(value) ? (value.holds ?? null) : value;
    if (how === "shallow" && depth > 0) return;
    if (isList(inner)) {
      if (how === "shallow") left -= inner.length;
      else for (const item of inner) weigh(item, depth + 1);
    } else if (isMap(inner)) {
      if (how === "shallow") left -= inner.entries.size;
      else
        for (const [key, item] of inner.entries) {
          left -= key.length;
          weigh(item, depth + 1);
        }
    }
  };
  for (const value of values) weigh(value, 0);
  takeSteps(spent, (price * (longestText - left)) / charactersOfStep);
}

/** Takes what the result of a function costs. */
export function takeResult(spent: Spent, value: Value, price = 1): void {
  const length = ownLength(value);
  if (length > longestText) throw tooLong();
  takeSteps(spent, (price * (length + 8 * itemsIn(value))) / charactersOfStep);
}

function itemsIn(value: Value): number {
  return isList(value) ? value.length : isMap(value) ? value.entries.size : 0;
}

/** A failure for a text that would be too long. */
export function tooLong(): Error {
  return templateFailure("A text is too long.", undefined, "limit");
}

/** To print a number takes as long as to copy a text of this length. */
const lengthOfNumber = 4;

function ownLength(value: Value): number {
  if (typeof value === "string") return value.length;
  if (typeof value === "number") return lengthOfNumber;
  return isRendered(value) ? value.text.length : 0;
}
