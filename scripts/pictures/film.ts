import { writeFileSync } from "node:fs";
import gifenc from "gifenc";
import type { Page } from "playwright-core";

/** One picture of a film. */
export interface Frame {
  /** A PNG, as a page takes it. */
  readonly png: Buffer;
  /** How long it is shown, in milliseconds. */
  readonly shown: number;
}

/** The pixels of a picture, four bytes each. */
interface Pixels {
  readonly rgba: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What of the page's own world decodes a picture. */
interface PageWorld {
  readonly fetch: (address: string) => Promise<{ readonly blob: () => Promise<unknown> }>;
  readonly createImageBitmap: (blob: unknown) => Promise<{ readonly width: number; readonly height: number }>;
  readonly OffscreenCanvas: new (
    width: number,
    height: number,
  ) => {
    readonly getContext: (kind: "2d") => {
      readonly drawImage: (image: unknown, x: number, y: number) => void;
      readonly getImageData: (x: number, y: number, w: number, h: number) => { readonly data: Uint8ClampedArray };
    };
  };
  readonly btoa: (text: string) => string;
}

/** The colours of a film: one of the 256 of a GIF says that a pixel stays as it was. */
const colours = 255;

/** Writes frames of one size as a GIF that repeats forever; a page of the browser decodes them. */
export async function writeFilm(file: string, page: Page, frames: readonly Frame[]): Promise<void> {
  const pictures: Pixels[] = [];
  for (const { png } of frames) pictures.push(await pixelsOf(page, png));
  const palette = coloursOf(pictures);
  const indexOf = nearestIn(palette);
  const encoder = gifenc.GIFEncoder();
  let before: Uint8Array | undefined;
  for (const [index, { rgba, width, height }] of pictures.entries()) {
    const indexes = Uint8Array.from({ length: width * height }, (_, at) => indexOf(colourAt(rgba, at)));
    encoder.writeFrame(changesIn(indexes, before), width, height, {
      ...(before === undefined && { palette: [...palette.map(partsOf), partsOf(0)] }),
      delay: frames[index]?.shown ?? 0,
      transparent: before !== undefined,
      transparentIndex: palette.length,
      dispose: 1,
    });
    before = indexes;
  }
  encoder.finish();
  writeFileSync(file, encoder.bytes());

  /** What stays as it was is transparent, which takes almost no space. */
  function changesIn(indexes: Uint8Array, last: Uint8Array | undefined): Uint8Array {
    return last === undefined ? indexes : indexes.map((colour, at) => (colour === last[at] ? palette.length : colour));
  }
}

async function pixelsOf(page: Page, png: Buffer): Promise<Pixels> {
  const { text, width, height } = await page.evaluate(async (base64) => {
    const world = globalThis as unknown as PageWorld;
    const image = await world.createImageBitmap(await (await world.fetch(`data:image/png;base64,${base64}`)).blob());
    const context = new world.OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let bytes = "";
    for (let start = 0; start < data.length; start += 30_000)
      bytes += String.fromCharCode(...data.subarray(start, start + 30_000));
    return { text: world.btoa(bytes), width: image.width, height: image.height };
  }, png.toString("base64"));
  return { rgba: new Uint8Array(Buffer.from(text, "base64")), width, height };
}

/** The most frequent colours of some of the pictures, as numbers: an editor has few, and people see if one of them is not exact. */
function coloursOf(pictures: readonly Pixels[]): readonly number[] {
  const step = Math.max(1, Math.floor(pictures.length / 5));
  const counts = new Map<number, number>();
  for (const { rgba } of pictures.filter((_, index) => index % step === 0)) {
    for (let at = 0; at < rgba.length / 4; at += 1) {
      const colour = colourAt(rgba, at);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  const byCount = [...counts].sort(([, first], [, second]) => second - first);
  return byCount.slice(0, colours).map(([colour]) => colour);
}

/** The index in a palette of the colour that is nearest to another one. */
function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  return (colour) => {
    const index = known.get(colour);
    if (index !== undefined) return index;
    const distances = palette.map((other) => distance(colour, other));
    const nearest = distances.indexOf(Math.min(...distances));
    known.set(colour, nearest);
    return nearest;
  };
}

function distance(first: number, second: number): number {
  const other = partsOf(second);
  return partsOf(first).reduce((sum, part, index) => sum + (part - (other[index] ?? 0)) ** 2, 0);
}

function colourAt(rgba: Uint8Array, at: number): number {
  return ((rgba[4 * at] ?? 0) << 16) | ((rgba[4 * at + 1] ?? 0) << 8) | (rgba[4 * at + 2] ?? 0);
}

function partsOf(colour: number): readonly [red: number, green: number, blue: number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}
