import type { Layout } from "./layout.ts";
import { type NeedsLine, needsLines } from "./needs-lines.ts";

const svgNamespace = "http://www.w3.org/2000/svg";

/** More lines than this hide more than they show: then only those of the current card are drawn. */
const mostLines = 300;

/** The lines between cards, on top of the board. */
export interface NeedsOverlay {
  /** Draws the lines of a layout; those of the current card stand out. */
  readonly show: (layout: Layout, current: string) => void;
  readonly hide: () => void;
}

/** Makes the overlay inside the element that scrolls. */
export function createNeedsOverlay(scroller: HTMLElement): NeedsOverlay {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.classList.add("needs");
  svg.setAttribute("aria-hidden", "true");
  scroller.append(svg);
  let drawn: { readonly layout: Layout; readonly lines: readonly NeedsLine[] } | undefined;
  return {
    show: (layout, current) => {
      const lines = drawn?.layout === layout ? drawn.lines : needsLines(layout);
      drawn = { layout, lines };
      svg.setAttribute("width", String(layout.width));
      svg.setAttribute("height", String(layout.height));
      const isCurrent = ({ from, to }: NeedsLine): boolean => from === current || to === current;
      const wanted = lines.length > mostLines ? lines.filter(isCurrent) : lines;
      svg.replaceChildren(...wanted.map((line) => pathOf(line, isCurrent(line) ? "current" : "other")));
    },
    hide: () => {
      svg.replaceChildren();
    },
  };
}

function pathOf({ path }: NeedsLine, className: string): SVGPathElement {
  const element = document.createElementNS(svgNamespace, "path");
  element.setAttribute("d", path);
  element.classList.add(className);
  return element;
}
