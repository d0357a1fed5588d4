import type { Step } from "./program.ts";
import { type Reader, readNumber, take } from "./reader.ts";

/** A part of an expression, as steps. */
export type Steps = readonly Step[];

/** How many steps an expression may have, with its repetitions written out. */
export const maxSteps = 5000;

/** Go refuses more repetitions. */
const maxCount = 1000;

/** Reads how often something may be repeated, and writes that out; `undefined` where Go refuses it, or it is too long. */
export function readRepetition(reader: Reader, item: Steps, flags: { readonly lazy: boolean }): Steps | undefined {
  const counts = readCounts(reader);
  if (counts === undefined) return item;
  const lazy = take(reader, "?") !== flags.lazy;
  const [min, max] = counts;
  const most = max === Infinity ? min : max;
  // A repetition of a repetition is an error in Go.
  if (min > max || most > maxCount || readCounts(reader) !== undefined) return undefined;
  if (most * Math.max(item.length, 1) > maxSteps) return undefined;
  const least = Array.from({ length: min }, () => item).flat();
  if (max === Infinity) return limited([...least, ...anyNumberOf(item, lazy ? "few" : "many")]);
  const further = Array.from({ length: max - min }).reduce<Steps>(
    (rest) => optional([...item, ...rest], lazy ? "few" : "many"),
    [],
  );
  return limited([...least, ...further]);
}

function readCounts(reader: Reader): readonly [number, number] | undefined {
  if (take(reader, "*")) return [0, Infinity];
  if (take(reader, "+")) return [1, Infinity];
  if (take(reader, "?")) return [0, 1];
  // Braces that are no counts are ordinary characters.
  const { at } = reader;
  if (!take(reader, "{")) return undefined;
  const min = readNumber(reader);
  const isRange = min !== undefined && take(reader, ",");
  const max = isRange ? (readNumber(reader) ?? Infinity) : min;
  if (min !== undefined && max !== undefined && take(reader, "}")) return [min, max];
  reader.at = at;
  return undefined;
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

/** The one or the other, of which the first is tried first. */
export function either(first: Steps, second: Steps): Steps {
  const skip: Step = { type: "either", ways: [second.length + 1] };
  return [{ type: "either", ways: [1, first.length + 2] }, ...first, skip, ...second];
}

/** The steps, if they are not too many. */
export function limited(steps: Steps): Steps | undefined {
  return steps.length > maxSteps ? undefined : steps;
}
