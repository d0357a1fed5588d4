import { type Card, cardCount, type Lane, type LaneStep } from "./lanes.ts";

/** Sizes in CSS pixels. */
export const sizes = {
  margin: 16,
  laneHeader: 34,
  laneGap: 14,
  /** Where the waves are named. */
  label: 112,
  cardHeight: 52,
  /** Where a mark stands below the name. */
  markedCardHeight: 70,
  cardWidth: 164,
  widestCard: 320,
  gap: 8,
  stepGap: 14,
  foldedStep: 30,
} as const;

/** A rectangle in CSS pixels from the upper left corner of the board. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One thing on the board that can have the focus. */
export type Box = Rectangle & { readonly id: string; readonly lane: Lane } & (
    | { readonly type: "lane"; readonly folded: boolean; readonly count: number }
    | { readonly type: "step"; readonly step: LaneStep; readonly folded: boolean; readonly position: number }
    | { readonly type: "card"; readonly step: LaneStep; readonly card: Card; readonly position: number }
  );

/** Where everything on the board is. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** In the order of the sync, which is also that of their `y`. */
  readonly boxes: readonly Box[];
  /** The ground of each lane. */
  readonly bands: readonly (Rectangle & { readonly lane: Lane })[];
}

/** How lanes are laid out. */
export interface LayoutOptions {
  /** Says of which lanes and steps only the header is shown; of none if absent. */
  readonly isFolded?: (id: string) => boolean;
  readonly cardHeight?: number;
}

/** Puts lanes into a width, in CSS pixels. */
export function layOut(
  lanes: readonly Lane[],
  width: number,
  { isFolded = () => false, cardHeight = sizes.cardHeight }: LayoutOptions = {},
): Layout {
  const boxes: Box[] = [];
  const bands: (Rectangle & { readonly lane: Lane })[] = [];
  const inner = Math.max(width - 2 * sizes.margin, sizes.label + sizes.cardWidth);
  let y: number = sizes.margin;
  for (const lane of lanes) {
    const folded = isFolded(lane.id);
    const top = y;
    boxes.push({
      ...{ type: "lane", id: lane.id, lane, folded, count: cardCount(lane) },
      ...{ x: sizes.margin, y, width: inner, height: sizes.laneHeader },
    });
    y += sizes.laneHeader;
    if (!folded) y = layOutSteps(boxes, lane, { y, inner, isFolded, cardHeight });
    bands.push({ lane, x: sizes.margin, y: top, width: inner, height: y - top });
    y += sizes.laneGap;
  }
  return { width: inner + 2 * sizes.margin, height: y - sizes.laneGap + sizes.margin, boxes, bands };
}

interface Room {
  readonly y: number;
  readonly inner: number;
  readonly isFolded: (id: string) => boolean;
  readonly cardHeight: number;
}

/** Returns where the lane ends. */
function layOutSteps(boxes: Box[], lane: Lane, { y: top, inner, isFolded, cardHeight }: Room): number {
  let y = top + 2;
  const left = sizes.margin + 12;
  const right = left + sizes.label;
  const room = inner - 12 - sizes.label - sizes.gap;
  const columns = Math.max(1, Math.floor((room + sizes.gap) / (sizes.cardWidth + sizes.gap)));
  const width = Math.min(sizes.widestCard, (room + sizes.gap) / columns - sizes.gap);
  for (const [position, step] of lane.steps.entries()) {
    const folded = isFolded(step.id);
    const rows = Math.ceil(step.cards.length / columns);
    const height = folded ? sizes.foldedStep : rows * (cardHeight + sizes.gap) - sizes.gap;
    const labelWidth = folded ? inner - 12 - sizes.gap : sizes.label - sizes.gap;
    const labelHeight = folded ? sizes.foldedStep : cardHeight;
    boxes.push({
      ...{ type: "step", id: step.id, lane, step, folded, position },
      ...{ x: left, y, width: labelWidth, height: labelHeight },
    });
    if (!folded) {
      for (const [index, card] of step.cards.entries()) {
        const x = right + (index % columns) * (width + sizes.gap);
        const cardY = y + Math.floor(index / columns) * (cardHeight + sizes.gap);
        boxes.push({
          ...{ type: "card", id: card.id, lane, step, card, position: index },
          ...{ x, y: cardY, width, height: cardHeight },
        });
      }
    }
    y += height + sizes.stepGap;
  }
  return y;
}

/** The boxes that touch a part of the board, from `top` to `bottom`. Takes time for those found, not for all. */
export function boxesBetween({ boxes }: Layout, top: number, bottom: number): readonly Box[] {
  // The tallest box decides how far above `top` one may begin that still reaches into the part.
  const start = firstAtOrAfter(boxes, top - sizes.markedCardHeight);
  const end = firstAtOrAfter(boxes, bottom);
  return boxes.slice(start, end);
}

function firstAtOrAfter(boxes: readonly Box[], y: number): number {
  let [low, high] = [0, boxes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((boxes[middle]?.y ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
