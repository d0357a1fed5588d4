import { createMeasure } from "./text-width.ts";
import { drawPicture, type Picture, type PictureContent, type PictureStyle } from "./picture-svg.ts";
import type { PictureFormat } from "./messages.ts";

/** The longest side that a canvas of Chromium can have, in pixels. */
const longestSide = 16_000;

/** Draws the plan in the colours of the page: the text of an SVG file, or the base64 of a PNG file. */
export async function pictureOf(content: PictureContent, format: PictureFormat): Promise<string> {
  const picture = drawPicture(content, styleOfPage());
  return format === "svg" ? picture.svg : rasterize(picture);
}

/** The theme's colours, as they are computed: a file on its own knows no variables of VS Code. */
function styleOfPage(): PictureStyle {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const tones = ["presync", "sync", "postsync", "syncfail", "never", "deletion"];
  const marks = [
    ...["ran", "failed", "running", "deleted", "stays", "appeared", "moved", "changed"],
    ...["pending", "applied", "awaited", "healthy"],
  ];
  const family = getComputedStyle(document.body).fontFamily;
  const style = {
    font: family,
    background: colour("board-background"),
    foreground: colour("board-foreground"),
    quiet: colour("quiet"),
    card: colour("card-background"),
    border: colour("card-border"),
    tones: Object.fromEntries([
      ...tones.map((tone) => [tone, colour(`tone-${tone}`)] as const),
      ...marks.map((mark) => [mark, colour(`mark-${mark}`)] as const),
    ]),
    measure: createMeasure(family),
  };
  probe.remove();
  return style;
}

/** Twice as many pixels as on the screen, so that it can be enlarged; fewer where the canvas would be too large. */
async function rasterize({ svg, width, height }: Picture): Promise<string> {
  const scale = Math.min(2, longestSide / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("This window cannot draw images.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}
