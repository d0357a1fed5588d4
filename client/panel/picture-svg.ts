import { visible } from "../../server/protocol/index.ts";
import { chipsOf } from "./chips.ts";
import type { Lane } from "./lanes.ts";
import { type Box, layOut, type Layout } from "./layout.ts";
import type { Mark } from "./messages.ts";
import { headsPath, linesPath, needsIn, needsLines } from "./needs-lines.ts";
import { type LayoutOptions, sizes } from "./room.ts";
import { cardTextWidths, type Measure, partsOfName, titleWidth } from "./text-width.ts";

/** The colours and the font of the page, as they are in the user's theme, for a file that stands on its own. */
export interface PictureStyle {
  readonly font: string;
  readonly background: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly card: string;
  readonly border: string;
  /** By tone of a lane, and by kind of a mark. */
  readonly tones: Readonly<Record<string, string>>;
  readonly measure: Measure;
}

/** What is drawn. */
export interface PictureContent {
  readonly title: string;
  readonly lanes: readonly Lane[];
  readonly marks: Readonly<Record<string, Mark>>;
  readonly needs: "shown" | "hidden";
}

/** A picture: its text, and its size in CSS pixels. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const titleHeight = 40;

/** Draws the whole plan, with nothing folded, as an SVG file. */
export function drawPicture(content: PictureContent, style: PictureStyle): Picture {
  const cardHeight = Object.keys(content.marks).length > 0 ? sizes.markedCardHeight : sizes.cardHeight;
  const options: LayoutOptions = {
    ...{ cardHeight, lines: content.needs },
    textWidths: (card) => cardTextWidths(card, style.measure),
    titleWidth: (title) => titleWidth(title, style.measure),
  };
  const layout = layOut(content.lanes, widthFor(content.lanes, options), options);
  const { width } = layout;
  const height = layout.height + titleHeight;
  const lines = content.needs === "shown" ? needsLines(layout, needsIn(layout)) : [];
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(style.font)}">`,
    `<title>${escapeXml(content.title)}</title>`,
    rectangle({ x: 0, y: 0, width, height }, { fill: style.background }),
    textAt(sizes.margin, 28, content.title, { fill: style.foreground, size: 16, weight: 600 }),
    `<g transform="translate(0 ${titleHeight})">`,
    ...layout.bands.map((band) => bandOf(band, style)),
    ...layout.boxes.map((box) => boxOf(box, content.marks[box.id], style)),
    ...(lines.length > 0
      ? [
          `<path d="${linesPath(lines)}" fill="none" stroke="${escapeXml(style.quiet)}" stroke-width="1.5"/>`,
          `<path d="${headsPath(lines)}" fill="${escapeXml(style.quiet)}"/>`,
        ]
      : []),
    "</g></svg>",
  ];
  return { svg: parts.join("\n"), width, height };
}

/** Wider for more resources, so that the picture stays about as wide as it is high. */
function widthFor(lanes: readonly Lane[], options: LayoutOptions): number {
  const widths = [900, 1300, 1900, 2800, 4200, 6300];
  const fits = (width: number): boolean => layOut(lanes, width, options).height <= width * 1.3;
  return widths.find(fits) ?? 6300;
}

function bandOf({ lane, x, y, width, height }: Layout["bands"][number], style: PictureStyle): string {
  const colour = toneOf(style, lane.tone);
  return [
    rectangle({ x, y, width, height }, { fill: colour, opacity: 0.08, radius: 6 }),
    rectangle({ x, y, width: 4, height }, { fill: colour, radius: 2 }),
  ].join("");
}

function boxOf(box: Box, mark: Mark | undefined, style: PictureStyle): string {
  const { x, y } = box;
  switch (box.type) {
    case "lane":
      return (
        textAt(x + 14, y + 22, box.lane.title, { fill: style.foreground, size: 14, weight: 600 }) +
        textAt(x + 22 + style.measure(box.lane.title, 15), y + 22, box.lane.note, {
          ...{ fill: style.quiet, size: 12 },
        })
      );
    case "step":
      return textAt(x + 2, y + 20, fitted(box.step.title, box.width, 12, style), { fill: style.foreground, size: 12 });
    case "card":
      return cardOf(box, mark, style);
  }
}

function cardOf(box: Box & { readonly type: "card" }, mark: Mark | undefined, style: PictureStyle): string {
  const { x, y, width, height, card, lane } = box;
  const colour = mark === undefined ? toneOf(style, lane.tone) : toneOf(style, mark.kind);
  const hook = card.task?.hook === true;
  const chips = chipsOf(card)
    .map(({ words }) => words)
    .join(" · ");
  const upper = [card.resource.kind, chips].filter((words) => words !== "").join("  ");
  const border = hook || mark !== undefined ? colour : style.border;
  const radius = hook ? 14 : 4;
  const number = card.task?.number === undefined ? "" : String(card.task.number);
  return [
    rectangle({ x, y, width, height }, { fill: style.card, stroke: border, radius }),
    textAt(x + 8, y + 31, number, { fill: style.quiet, size: 11 }),
    textAt(x + 36, y + 20, fitted(upper, width - 44, 11, style), { fill: style.quiet, size: 11 }),
    textAt(x + 36, y + 38, fitted(card.resource.name, width - 44, 13, style), { fill: style.foreground, size: 13 }),
    ...(mark === undefined ? [] : [textAt(x + 36, y + 57, mark.words, { fill: colour, size: 11, weight: 600 })]),
  ].join("");
}

function toneOf({ tones, quiet }: PictureStyle, tone: string): string {
  return tones[tone] ?? quiet;
}

/** Cuts out of a text what would make it too wide. */
function fitted(text: string, width: number, size: number, { measure }: PictureStyle): string {
  const fits = (candidate: string): boolean => measure(candidate, size) <= width;
  if (fits(text)) return text;
  const [head, tail] = partsOfName(text);
  const characters = Array.from(head);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(`${characters.slice(0, middle).join("")}…${tail}`)) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join("")}…${tail}`;
}

interface Shape {
  readonly fill: string;
  readonly stroke?: string;
  readonly opacity?: number;
  readonly radius?: number;
}

function rectangle(
  { x, y, width, height }: Pick<Box, "x" | "y" | "width" | "height">,
  { fill, stroke, opacity, radius }: Shape,
): string {
  const colours = `fill="${escapeXml(fill)}"${stroke === undefined ? "" : ` stroke="${escapeXml(stroke)}"`}`;
  const rest = `${opacity === undefined ? "" : ` fill-opacity="${opacity}"`}${radius === undefined ? "" : ` rx="${radius}"`}`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${colours}${rest}/>`;
}

function textAt(
  x: number,
  y: number,
  text: string,
  { fill, size, weight = 400 }: { readonly fill: string; readonly size: number; readonly weight?: number },
): string {
  if (text === "") return "";
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${escapeXml(fill)}">${escapeXml(text)}</text>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Control characters have no place in XML, not even escaped; they are spelt out. */
function escapeXml(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
