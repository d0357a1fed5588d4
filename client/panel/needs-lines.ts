import type { Box, Layout, Rectangle } from "./layout.ts";

/** A line from a card to one that has to be there before it. */
export interface NeedsLine {
  /** The id of the card that needs the other. */
  readonly from: string;
  readonly to: string;
  /** An SVG path. */
  readonly path: string;
}

/** The lines between the cards of a layout; none to cards that are folded away. */
export function needsLines({ boxes }: Layout): readonly NeedsLine[] {
  const cards = new Map(boxes.flatMap((box) => (box.type === "card" ? [[box.id, box] as const] : [])));
  return [...cards.values()].flatMap((box) =>
    needsOf(box).flatMap((to) => {
      const other = cards.get(to);
      return other === undefined ? [] : [{ from: box.id, to, path: curve(other, box) }];
    }),
  );
}

function needsOf(box: Box): readonly string[] {
  return box.type === "card" ? (box.card.task?.needs ?? []) : [];
}

/** From the lower edge of what comes first to the upper edge of what needs it; beside each other in one row, below both. */
function curve(first: Rectangle, second: Rectangle): string {
  const from = { x: first.x + first.width / 2, y: first.y + first.height };
  const isBelow = second.y >= from.y;
  const to = { x: second.x + second.width / 2, y: isBelow ? second.y : second.y + second.height };
  const bend = Math.min(60, Math.max(16, Math.abs(to.y - from.y) / 2));
  const towards = isBelow ? to.y - bend : to.y + bend;
  return `M ${from.x} ${from.y} C ${from.x} ${from.y + bend}, ${to.x} ${towards}, ${to.x} ${to.y}`;
}
