/**
 * The candidate that a misspelt text clearly meant: the same except for case, blanks and punctuation, or at most two letters away.
 * `undefined` if none is near, or if two are equally near.
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const folded = fold(text);
  if (folded === "") return undefined;
  const same = candidates.filter((candidate) => fold(candidate) === folded);
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const limit = folded.length < 5 ? 1 : 2;
  const distances = candidates.map((candidate) => distance(folded, fold(candidate), limit));
  const least = distances.reduce((one, other) => Math.min(one, other), Infinity);
  if (least > limit || distances.indexOf(least) !== distances.lastIndexOf(least)) return undefined;
  return candidates[distances.indexOf(least)];
}

/** Whether two texts differ only in case, blanks and punctuation. */
export function sameLetters(one: string, other: string): boolean {
  return fold(one) === fold(other);
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9=./]/g, "");
}

function isNear(row: readonly number[], limit: number): boolean {
  return row.some((distance) => distance <= limit);
}

/** How many letters must be changed, added, dropped or swapped with their neighbour; may be inexact above the limit. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swap =
        from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? (beforeLast[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(change, swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    // A swap looks two rows back, so only two rows without anything near leave nothing to find.
    if (!isNear(row, limit) && !isNear(last, limit)) return Infinity;
    [beforeLast, last] = [last, row];
  }
  return last[to.length] ?? Infinity;
}
