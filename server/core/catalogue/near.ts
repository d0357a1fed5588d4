/**
 * The candidate that a misspelt text clearly meant: the same except for case, blanks and punctuation, or at most two letters away.
 * `undefined` if none is near, or if two are equally near.
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const folded = fold(text);
  if (folded === "") return undefined;
  const others = candidates.map(fold);
  const same = candidates.filter((_, index) => others[index] === folded);
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const limit = folded.length < 5 ? 1 : 2;
  const distances = others.map((other) => distance(folded, other, limit));
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

/** How many letters must be changed, added, dropped or swapped with their neighbour; may be inexact above the limit. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  let least = 0;
  for (let i = 1; i <= from.length; i++) {
    const row = new Array<number>(to.length + 1).fill(limit + 1);
    row[0] = i;
    const leastOfLast = least;
    least = i;
    // What is further from the diagonal is further away than the limit.
    for (let j = Math.max(1, i - limit); j <= Math.min(to.length, i + limit); j++) {
      const change = (last[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swap =
        from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? (beforeLast[j - 2] ?? Infinity) + 1 : Infinity;
      row[j] = Math.min(change, swap, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      least = Math.min(least, row[j] ?? Infinity);
    }
    // A swap looks two rows back, so only two rows without anything near leave nothing to find.
    if (least > limit && leastOfLast > limit) return Infinity;
    [beforeLast, last] = [last, row];
  }
  return last[to.length] ?? Infinity;
}
