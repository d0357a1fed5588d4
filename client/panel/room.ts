import type { Card, Lane, LaneStep } from "./lanes.ts";

/** Sizes in CSS pixels. */
export const sizes = {
  margin: 16,
  laneHeader: 34,
  laneGap: 14,
  /** Where the waves are named, at least and at most. */
  label: 104,
  widestLabel: 170,
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
  besideName: 44,
  /** What the name of a wave has beside it: what folds it, and the space between these. */
  besideTitle: 32,
} as const;

/** In less room than this, in CSS pixels, the name of a wave stands above its cards, and less of the room is margin. */
const narrow = 400;

/** In less room than this, in CSS pixels, words are broken: then headers, and cards for each line that does not fit, are this much higher. */
const tight = { room: 240, header: 14, line: 17 } as const;

/** How many lines of a card can be broken. */
const brokenLines = 2;

/** The greatest height of a card, in CSS pixels. */
export const tallestCard: number = sizes.markedCardHeight + brokenLines * tight.line;

/** Where lines run between the cards, there is room for them. */
const gapsWithLines = { gap: 18, headerGap: 16, stepGap: 24, laneGap: 18 } as const;

/** The least width of a card, in CSS pixels, in however little room. */
const leastCard = 90;

/** How wide the two lines on a card are, in CSS pixels: its kind with what stands beside it, and its name. */
export interface TextWidths {
  readonly upper: number;
  readonly name: number;
}

/** How lanes are laid out. */
export interface LayoutOptions {
  /** Says of which lanes and steps only the header is shown; of none if absent. */
  readonly isFolded?: (id: string) => boolean;
  readonly cardHeight?: number;
  /** Whether lines are to run between the cards. */
  readonly lines?: "shown" | "hidden";
  /** Guessed if absent. */
  readonly textWidths?: (card: Card) => TextWidths;
  /** How wide the name of a wave is, in CSS pixels; guessed if absent. */
  readonly titleWidth?: (title: string) => number;
}

/** What there is room for. */
export interface Room extends Required<Pick<LayoutOptions, "isFolded" | "cardHeight" | "textWidths" | "titleWidth">> {
  readonly margin: number;
  readonly inset: number;
  /** How wide a lane is. */
  readonly inner: number;
  /** Where the names of waves are. */
  readonly place: "beside" | "line";
  /** How much higher headers are than where there is more room. */
  readonly higher: number;
  readonly gaps: Readonly<Record<keyof typeof gapsWithLines, number>>;
}

/** The room in a width, in CSS pixels. */
export function roomOf(width: number, options: LayoutOptions): Room {
  const { isFolded = () => false, cardHeight = sizes.cardHeight, lines = "hidden" } = options;
  const { textWidths = guessedWidths, titleWidth = (title: string) => guessedWidth(title) } = options;
  const place = width < narrow ? "line" : "beside";
  const higher = width < tight.room ? tight.header : 0;
  const [margin, inset, label] = place === "beside" ? [sizes.margin, sizes.inset, sizes.label] : [8, 8, 0];
  const gaps = lines === "shown" ? gapsWithLines : sizes;
  const inner = Math.max(width - 2 * margin, inset + label + leastCard + gaps.gap);
  return { isFolded, cardHeight, textWidths, titleWidth, margin, inset, inner, place, higher, gaps };
}

function guessedWidth(words: string): number {
  return 7 * words.length;
}

function guessedWidths({ resource: { name, kind } }: Card): TextWidths {
  return { upper: guessedWidth(kind), name: guessedWidth(name) };
}

/** How far the cards of a lane begin behind the names of its waves. */
export function labelOf({ steps }: Lane, { place, gaps, titleWidth }: Room): number {
  if (place === "line") return 0;
  const widest = steps.reduce((most, { title }) => Math.max(most, titleWidth(title)), 0) + sizes.besideTitle;
  return Math.ceil(Math.max(sizes.label, Math.min(widest, sizes.widestLabel))) + gaps.gap - sizes.gap;
}

/** How many cards of a wave stand in a row, and how large each of them is, behind a label. */
export function cardsOf(
  step: LaneStep,
  label: number,
  room: Room,
): { readonly columns: number; readonly width: number; readonly height: number } {
  const row = room.inner - room.inset - label - room.gaps.gap;
  const { columns, width } = columnsIn(row, step, room);
  return { columns, width, height: room.cardHeight + tight.line * linesBroken(step, width, room) };
}

/** As few columns as names need to be read whole, but no more room for a card than most names need. */
function columnsIn(row: number, { cards }: LaneStep, { gaps, textWidths }: Room): { columns: number; width: number } {
  const least = Math.min(sizes.cardWidth, row);
  const needed = cards
    .map(textWidths)
    .map(({ upper, name }) => Math.max(least, Math.ceil(Math.max(upper, name)) + sizes.besideName))
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

/** Where words are broken, how many lines on the cards of a wave are; all of its cards are equally high. */
function linesBroken({ cards }: LaneStep, width: number, { higher, textWidths }: Room): number {
  if (higher === 0) return 0;
  const isBroken = (line: keyof TextWidths): boolean =>
    cards.some((card) => textWidths(card)[line] > width - sizes.besideName);
  return [isBroken("upper"), isBroken("name")].filter((broken) => broken).length;
}
