import { chipsOf } from "./chips.ts";
import type { Card } from "./lanes.ts";
import type { TextWidths } from "./room.ts";

/** Says how wide a text is, in CSS pixels; `size` is that of its letters. */
export type Measure = (text: string, size: number) => number;

/** How large the letters are, in CSS pixels: those of a name, and those above it. */
const letterSizes = { name: 13, upper: 11 } as const;

/** The space that a chip needs beside its words, in CSS pixels. */
const besideChip = 20;

/** How wide the words on a card are, in CSS pixels. */
export function cardTextWidths(card: Card, measure: Measure): TextWidths {
  const { name, kind } = card.resource;
  const chips = chipsOf(card).reduce((sum, { words }) => sum + measure(words, letterSizes.upper) + besideChip, 0);
  return { upper: measure(kind, letterSizes.upper) + chips, name: measure(name, letterSizes.name) };
}

/** How wide the name of a wave is, in CSS pixels, also where its letters are bold. */
export function titleWidth(title: string, measure: Measure): number {
  return 1.06 * measure(title, letterSizes.name);
}

/** A measure for a family of fonts; the same text is measured once. */
export function createMeasure(family: string): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (text, size) => {
    // Without a canvas, widths are guessed.
    if (context === null) return text.length * size * 0.55;
    const key = `${size} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    context.font = `${size}px ${family}`;
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

/** How many characters at the end of a long name are always shown: names of one application often differ only there. */
const tailLength = 10;

/** The beginning of a name, which may be cut off, and its end, which stays. */
export function partsOfName(name: string): readonly [string, string] {
  const characters = Array.from(name);
  if (characters.length <= 2 * tailLength) return [name, ""];
  return [characters.slice(0, -tailLength).join(""), characters.slice(-tailLength).join("")];
}
