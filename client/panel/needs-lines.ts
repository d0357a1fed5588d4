import type { Box, Layout } from "./layout.ts";
import { headLength, type Point, routesOf } from "./routes.ts";

/** A line to a card from one that has to be there before it. */
export interface NeedsLine {
  /** The id of the card that has to be there before. */
  readonly from: string;
  /** That of the card that needs it. */
  readonly to: string;
  /** Its corners, from the one card to the other; each piece is horizontal or vertical. */
  readonly points: readonly Point[];
}

type CardBox = Box & { readonly type: "card" };

/** The ends of a line. */
export interface Need {
  readonly from: CardBox;
  readonly to: CardBox;
}

/** Which cards of a layout need each other; cards that are folded away are left out. */
export function needsIn({ boxes }: Layout): readonly Need[] {
  const cards = new Map(boxes.flatMap((box) => (box.type === "card" ? [[box.id, box] as const] : [])));
  return [...cards.values()].flatMap((to) =>
    (to.card.task?.needs ?? []).flatMap((id) => {
      const from = cards.get(id);
      return from === undefined || from === to ? [] : [{ from, to }];
    }),
  );
}

/** The lines between cards of a layout. */
export function needsLines(layout: Layout, needs: readonly Need[]): readonly NeedsLine[] {
  const routes = routesOf(
    layout,
    needs.map(({ from, to }) => ({ net: from.id, from, to })),
  );
  return needs.map(({ from, to }, index) => ({ from: from.id, to: to.id, points: routes[index] ?? [] }));
}

/** How round the corners of lines are, and half the width of the head of an arrow, in CSS pixels. */
const rounding = 4;

/** The lines as one SVG path. */
export function linesPath(lines: readonly NeedsLine[]): string {
  return lines.map(({ points }) => linePath(points)).join(" ");
}

/** The heads of the arrows at the ends of the lines, as one SVG path to be filled. */
export function headsPath(lines: readonly NeedsLine[]): string {
  return [...new Set(lines.map(({ points }) => headPath(points)))].join(" ");
}

function linePath(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (start === undefined) return "";
  const parts = [`M${start.x} ${start.y}`];
  let before = start;
  for (const [index, corner] of rest.entries()) {
    const next = rest[index + 1];
    if (next === undefined) parts.push(`L${corner.x} ${corner.y}`);
    else {
      const [into, out] = [towards(corner, before), towards(corner, next)];
      parts.push(`L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`);
    }
    before = corner;
  }
  return parts.join("");
}

/** A place a little away from a corner. */
function towards({ x, y }: Point, other: Point): Point {
  const length = Math.abs(other.x - x) + Math.abs(other.y - y);
  const share = length === 0 ? 0 : Math.min(rounding, length / 2) / length;
  return { x: x + (other.x - x) * share, y: y + (other.y - y) * share };
}

function headPath(points: readonly Point[]): string {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (end === undefined || before === undefined) return "";
  const back = before.y < end.y ? -headLength : headLength;
  return `M${end.x} ${end.y}l${-rounding} ${back}h${2 * rounding}z`;
}
