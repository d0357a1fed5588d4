import { type Card, cardCount, type Lane, type LaneStep } from "./lanes.ts";
import { cardsOf, labelOf, type LayoutOptions, type Room, roomOf, sizes, tallestCard } from "./room.ts";

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
    | {
        readonly type: "step";
        readonly step: LaneStep;
        readonly folded: boolean;
        readonly position: number;
        /** Whether it stands beside its cards, or has a line of its own. */
        readonly place: "beside" | "line";
      }
    | { readonly type: "card"; readonly step: LaneStep; readonly card: Card; readonly position: number }
  );

/** Where everything on the board is. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Whether words have to be broken. */
  readonly density: "normal" | "tight";
  /** In the order of the sync, which is also that of their `y`. */
  readonly boxes: readonly Box[];
  /** The ground of each lane. */
  readonly bands: readonly (Rectangle & { readonly lane: Lane })[];
}

/** Puts lanes into a width, in CSS pixels. */
export function layOut(lanes: readonly Lane[], width: number, options: LayoutOptions = {}): Layout {
  const room = roomOf(width, options);
  const { margin, inner, gaps, isFolded, higher } = room;
  const boxes: Box[] = [];
  const bands: (Rectangle & { readonly lane: Lane })[] = [];
  let y = margin;
  for (const lane of lanes) {
    const folded = isFolded(lane.id);
    const top = y;
    boxes.push({
      ...{ type: "lane", id: lane.id, lane, folded, count: cardCount(lane) },
      ...{ x: margin, y, width: inner, height: sizes.laneHeader + higher },
    });
    y += sizes.laneHeader + higher;
    if (!folded) y = layOutSteps(boxes, lane, y + gaps.headerGap, room);
    bands.push({ lane, x: margin, y: top, width: inner, height: y - top });
    y += gaps.laneGap;
  }
  const density = higher > 0 ? "tight" : "normal";
  return { width: inner + 2 * margin, height: y - gaps.laneGap + margin, density, boxes, bands };
}

/** Returns where the lane ends. */
function layOutSteps(boxes: Box[], lane: Lane, top: number, room: Room): number {
  const { margin, inset, inner, place: usual, gaps, higher, isFolded } = room;
  const beside = labelOf(lane, room);
  let y = top;
  const left = margin + inset;
  for (const [position, step] of lane.steps.entries()) {
    const folded = isFolded(step.id);
    const place = folded ? "line" : usual;
    const { columns, width, height } = cardsOf(step, beside, room);
    const label =
      place === "line"
        ? { width: inner - inset - gaps.gap, height: sizes.foldedStep + higher }
        : { width: beside - gaps.gap, height };
    boxes.push({ ...{ type: "step", id: step.id, lane, step, folded, position, place, x: left, y }, ...label });
    if (place === "line") y += label.height;
    if (!folded) {
      // The gap above the cards is there for lines alone.
      if (place === "line") y += gaps === sizes ? 0 : gaps.headerGap;
      const right = left + beside;
      for (const [index, card] of step.cards.entries()) {
        boxes.push({
          ...{ type: "card", id: card.id, lane, step, card, position: index, width, height },
          x: right + (index % columns) * (width + gaps.gap),
          y: y + Math.floor(index / columns) * (height + gaps.gap),
        });
      }
      y += Math.ceil(step.cards.length / columns) * (height + gaps.gap) - gaps.gap;
    }
    y += gaps.stepGap;
  }
  return y;
}

/** The boxes that touch a part of the board, from `top` to `bottom`. Takes time for those found, not for all. */
export function boxesBetween({ boxes }: Layout, top: number, bottom: number): readonly Box[] {
  // The tallest box decides how far above `top` one may begin that still reaches into the part.
  const start = firstAtOrAfter(boxes, top - tallestCard);
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
