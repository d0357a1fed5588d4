/** Where a line goes through the rows between its ends. */
import type { Range, Row } from "./channels.ts";

/** A straight piece through some rows, from above to below. */
export interface Crossing {
  readonly first: number;
  readonly last: number;
  readonly x: number;
  /** Where it could be instead. */
  readonly room: Range;
}

/** A bend costs as much as this many CSS pixels: a line with few bends is easier to follow than a short one. */
const bend = 60;

/** A way down to an opening of a row, the cheapest there is. */
interface Way {
  readonly cost: number;
  readonly x: number;
  readonly range: Range;
  readonly rows: Range;
  readonly before: Way | undefined;
}

/** The cheapest way from a place above the rows `first` to `last` to one below them, both as `x`; none where they are next to each other. */
export function crossingsBetween(
  rows: readonly Row[],
  { first, last }: { readonly first: number; readonly last: number },
  ends: { readonly start: number; readonly end: number },
): readonly Crossing[] {
  let ways: readonly Way[] = [];
  for (let at = first; at <= last;) {
    const row = rows[at];
    if (row === undefined) break;
    let end = at;
    while (end < last && rows[end + 1]?.run === row.run) end += 1;
    const rowRange = { from: at, to: end };
    const before = ways;
    ways = row.openings.flatMap((range) => wayInto(range, rowRange, before, { ...ends, isFirst: at === first }));
    at = end + 1;
  }
  const toEnd = (way: Way): number => way.cost + distance(way.x, ends.end);
  const best = ways.reduce<Way | undefined>(
    (one, way) => (one !== undefined && toEnd(one) <= toEnd(way) ? one : way),
    undefined,
  );
  return joined(best);
}

function wayInto(
  range: Range,
  rows: Range,
  before: readonly Way[],
  { start, end, isFirst }: { readonly start: number; readonly end: number; readonly isFirst: boolean },
): readonly Way[] {
  // From the card itself a line may aim at its other end: it has to turn anyway.
  if (isFirst) {
    const x = clamp(isIn(start, range) ? start : end, range);
    return [{ cost: distance(start, x), x, range, rows, before: undefined }];
  }
  let best: Way | undefined;
  for (const way of before) {
    const x = isIn(way.x, range) ? way.x : clamp(way.x, range);
    const cost = way.cost + distance(way.x, x);
    if (best === undefined || cost < best.cost) best = { cost, x, range, rows, before: way };
  }
  return best === undefined ? [] : [best];
}

function distance(one: number, other: number): number {
  return one === other ? 0 : bend + Math.abs(one - other);
}

function isIn(x: number, { from, to }: Range): boolean {
  return x >= from && x <= to;
}

function clamp(x: number, { from, to }: Range): number {
  return Math.min(Math.max(x, from), to);
}

/** The pieces of a way from its beginning; those with the same `x` are one. */
function joined(end: Way | undefined): readonly Crossing[] {
  const crossings: Crossing[] = [];
  for (let way = end; way !== undefined; way = way.before) {
    const { x, range, rows } = way;
    const below = crossings[0];
    if (below?.x === x) {
      const room = { from: Math.max(range.from, below.room.from), to: Math.min(range.to, below.room.to) };
      crossings[0] = { first: rows.from, last: below.last, x, room };
    } else crossings.unshift({ first: rows.from, last: rows.to, x, room: range });
  }
  return crossings;
}
