/** Leads lines from card to card through the gaps between them: along rows and columns, and never across a card. */
import { rowsOf, type Row } from "./channels.ts";
import { type Crossing, crossingsBetween } from "./crossings.ts";
import type { Layout, Rectangle } from "./layout.ts";
import { type Port, portsOf } from "./ports.ts";
import { Crossed, type Run, tracksIn } from "./tracks.ts";

/** A line to be drawn between two boxes of a layout. Lines of the same net begin at the same box, and may run on each other. */
export interface Connection {
  readonly net: string;
  readonly from: Rectangle;
  readonly to: Rectangle;
}

/** A corner of a line, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How long the head of an arrow is, in CSS pixels. */
export const headLength = 7;

/** A line on its way: from its first port through gaps and rows in turn to its last port. Gap `n` is above row `n`. */
interface Course {
  readonly connection: Connection;
  readonly start: Port;
  readonly end: Port;
  readonly gaps: readonly number[];
  readonly crossings: readonly Crossing[];
}

/** The corners of each line, from its start to its end; each piece is horizontal or vertical. */
export function routesOf(layout: Layout, connections: readonly Connection[]): readonly (readonly Point[])[] {
  const { rows, rowOf } = rowsOf(layout);
  const ports = portsOf(connections, rowOf);
  const crossed = new Crossed();
  const courses = connections.map((connection, index): Course => {
    const [start, end] = ports[index] ?? [middle, middle];
    return courseOf(rows, { connection, start, end }, crossed);
  });
  const tracks = tracksOf(courses, rows, layout.height);
  return courses.map((course) => cornersOf(course, (gap) => tracks.get(gap)?.get(course.connection.net)));
}

const middle: Port = { row: 0, side: "below", x: 0, y: 0 };

function courseOf(
  rows: readonly Row[],
  { connection, start, end }: Pick<Course, "connection" | "start" | "end">,
  crossed: Crossed,
): Course {
  const [startGap, endGap] = [gapAt(start), gapAt(end)];
  const [above, below] = startGap < endGap ? [start, end] : [end, start];
  const between = { first: Math.min(startGap, endGap), last: Math.max(startGap, endGap) - 1 };
  const downwards = crossingsBetween(rows, between, { start: above.x, end: below.x }).map((crossing) => {
    const { first, last, x, room } = crossing;
    return { ...crossing, x: crossed.take(connection.net, { from: first, to: last }, inside(x, room), room) };
  });
  const crossings = startGap < endGap ? downwards : downwards.toReversed();
  const inner = crossings.slice(1).map((crossing, index) => Math.max(crossing.first, crossings[index]?.first ?? 0));
  return { connection, start, end, crossings, gaps: startGap === endGap ? [startGap] : [startGap, ...inner, endGap] };
}

/** A place a little away from the edges of an opening; in a narrow one, its middle. */
function inside(x: number, { from, to }: Crossing["room"]): number {
  const margin = Math.min(6, (to - from) / 2);
  return Math.min(Math.max(x, from + margin), to - margin);
}

function gapAt({ row, side }: Port): number {
  return side === "below" ? row + 1 : row;
}

/** Where a line is when it comes to each of its gaps, and when it leaves it. */
function xsOf({ start, end, crossings }: Course): readonly number[] {
  return [start.x, ...crossings.map(({ x }) => x), end.x];
}

function tracksOf(
  courses: readonly Course[],
  rows: readonly Row[],
  height: number,
): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const runs = new Map<number, Run[]>();
  for (const course of courses) {
    const xs = xsOf(course);
    for (const [index, gap] of course.gaps.entries()) {
      const [one, other] = [xs[index] ?? 0, xs[index + 1] ?? 0];
      if (one === other) continue;
      const run = { net: course.connection.net, from: Math.min(one, other), to: Math.max(one, other) };
      const known = runs.get(gap);
      if (known === undefined) runs.set(gap, [run]);
      else known.push(run);
    }
  }
  const rangeOf = (gap: number): { readonly from: number; readonly to: number } => {
    const [from, to] = [rows[gap - 1]?.bottom ?? 0, rows[gap]?.top ?? height];
    // The heads of arrows stand at both edges of a gap.
    const room = Math.min(headLength, (to - from) / 4);
    return { from: from + room / 2, to: to - room };
  };
  return new Map([...runs].map(([gap, all]) => [gap, tracksIn(all, rangeOf(gap))]));
}

function cornersOf(course: Course, trackOf: (gap: number) => number | undefined): readonly Point[] {
  const { start, end, gaps } = course;
  const xs = xsOf(course);
  const corners: Point[] = [{ x: start.x, y: start.y }];
  for (const [index, gap] of gaps.entries()) {
    const [x, next] = [xs[index] ?? 0, xs[index + 1] ?? 0];
    const y = trackOf(gap);
    if (x !== next && y !== undefined) corners.push({ x, y }, { x: next, y });
  }
  return [...corners, { x: end.x, y: end.y }];
}
