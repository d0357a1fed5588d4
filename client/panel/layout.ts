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
  /** No card of a wave is wider than this, unless all of them fit into one row as their names need it. */
  widestCard: 320,
  gap: 8,
  headerGap: 2,
  stepGap: 14,
  foldedStep: 30,
  /** From the edge of a lane to what is in it. */
  inset: 12,
  /** What a card has beside its name: its number, its borders, and the space between these. */
  besideName: 52,
} as const;

/** In less room than this, in CSS pixels, the name of a wave stands above its cards, and less of the room is margin. */
const narrow = 400;

/** In less room than this, in CSS pixels, words are broken, which makes headers and cards this much higher. */
const tight = { room: 240, header: 14, card: 34 } as const;

/** Where lines run between the cards, there is room for them. */
const gapsWithLines = { gap: 18, headerGap: 16, stepGap: 24, laneGap: 18 } as const;

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

/** How lanes are laid out. */
export interface LayoutOptions {
  /** Says of which lanes and steps only the header is shown; of none if absent. */
  readonly isFolded?: (id: string) => boolean;
  readonly cardHeight?: number;
  /** Whether lines are to run between the cards. */
  readonly lines?: "shown" | "hidden";
  /** How wide the words on a card are, in CSS pixels; guessed if absent. */
  readonly textWidth?: (card: Card) => number;
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

interface Room extends Required<Pick<LayoutOptions, "isFolded" | "cardHeight" | "textWidth">> {
  readonly margin: number;
  readonly inset: number;
  /** How wide a lane is. */
  readonly inner: number;
  /** Where the names of waves are, and how far the cards begin behind them. */
  readonly place: "beside" | "line";
  readonly label: number;
  /** How much higher headers are than where there is more room. */
  readonly higher: number;
  /** How wide a row of cards can be. */
  readonly row: number;
  readonly gaps: Readonly<Record<keyof typeof gapsWithLines, number>>;
}

/** The least width of a card, in CSS pixels, in however little room. */
const leastCard = 90;

function roomOf(width: number, options: LayoutOptions): Room {
  const { isFolded = () => false, cardHeight = sizes.cardHeight, textWidth = guessedWidth, lines = "hidden" } = options;
  const place = width < narrow ? "line" : "beside";
  const [higher, taller] = width < tight.room ? [tight.header, tight.card] : [0, 0];
  const margin = place === "beside" ? sizes.margin : 8;
  const inset = place === "beside" ? sizes.inset : 8;
  const gaps = lines === "shown" ? gapsWithLines : sizes;
  const label = place === "beside" ? sizes.label + gaps.gap - sizes.gap : 0;
  const inner = Math.max(width - 2 * margin, inset + label + leastCard + gaps.gap);
  return {
    ...{ isFolded, higher, cardHeight: cardHeight + taller, textWidth, margin, inset, inner, place, label, gaps },
    row: inner - inset - label - gaps.gap,
  };
}

function guessedWidth({ resource: { name, kind } }: Card): number {
  return 7 * Math.max(name.length, kind.length);
}

/** Returns where the lane ends. */
function layOutSteps(boxes: Box[], lane: Lane, top: number, room: Room): number {
  const { margin, inset, inner, place: usual, gaps, higher, isFolded, cardHeight } = room;
  let y = top;
  const left = margin + inset;
  for (const [position, step] of lane.steps.entries()) {
    const folded = isFolded(step.id);
    const place = folded ? "line" : usual;
    const label =
      place === "line"
        ? { width: inner - inset - gaps.gap, height: sizes.foldedStep + higher }
        : { width: sizes.label - sizes.gap, height: cardHeight };
    boxes.push({ ...{ type: "step", id: step.id, lane, step, folded, position, place, x: left, y }, ...label });
    if (place === "line") y += label.height;
    if (!folded) {
      // The gap above the cards is there for lines alone.
      if (place === "line") y += gaps === sizes ? 0 : gaps.headerGap;
      const right = place === "line" ? left : left + room.label;
      const { columns, width } = columnsFor(step, room);
      for (const [index, card] of step.cards.entries()) {
        boxes.push({
          ...{ type: "card", id: card.id, lane, step, card, position: index, width, height: cardHeight },
          x: right + (index % columns) * (width + gaps.gap),
          y: y + Math.floor(index / columns) * (cardHeight + gaps.gap),
        });
      }
      y += Math.ceil(step.cards.length / columns) * (cardHeight + gaps.gap) - gaps.gap;
    }
    y += gaps.stepGap;
  }
  return y;
}

/** As few columns as names need to be read whole, but no more room for a card than most names need. */
function columnsFor({ cards }: LaneStep, room: Room): { readonly columns: number; readonly width: number } {
  const { row, gaps, textWidth } = room;
  const least = Math.min(sizes.cardWidth, row);
  const needed = cards
    .map((card) => Math.max(least, textWidth(card) + sizes.besideName))
    .sort((one, other) => one - other);
  const widest = needed.at(-1) ?? least;
  const inOneRow = cards.length * (widest + gaps.gap) - gaps.gap <= row;
  // A few names of outlandish length do not make all cards wide.
  const most = needed[Math.floor((needed.length - 1) * 0.9)] ?? least;
  const wanted = inOneRow ? widest : Math.min(most, sizes.widestCard, row);
  const fitting = Math.max(1, Math.floor((row + gaps.gap) / (wanted + gaps.gap)));
  const columns = Math.min(fitting, Math.max(1, cards.length));
  const share = (row + gaps.gap) / columns - gaps.gap;
  return { columns, width: Math.floor(Math.min(share, Math.max(wanted, widest, sizes.widestCard))) };
}

/** The boxes that touch a part of the board, from `top` to `bottom`. Takes time for those found, not for all. */
export function boxesBetween({ boxes }: Layout, top: number, bottom: number): readonly Box[] {
  // The tallest box decides how far above `top` one may begin that still reaches into the part.
  const start = firstAtOrAfter(boxes, top - sizes.markedCardHeight - tight.card);
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
