import type { Layout } from "./layout.ts";
import { headsPath, linesPath, type Need, needsIn, type NeedsLine, needsLines } from "./needs-lines.ts";

const svgNamespace = "http://www.w3.org/2000/svg";

/** More lines than this hide more than they show: then only those of the current card are drawn. */
const mostLines = 300;

/** The lines between cards, on top of the board. */
export interface NeedsOverlay {
  /** Draws the lines of a layout; those of the current card stand out. */
  readonly show: (layout: Layout, current: string) => void;
  readonly hide: () => void;
}

/** Makes the overlay inside the element that the lanes are drawn in. However many lines there are, it has four paths. */
export function createNeedsOverlay(host: HTMLElement): NeedsOverlay {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.classList.add("needs");
  svg.setAttribute("aria-hidden", "true");
  const [others, otherHeads] = [pathIn(svg, "line other"), pathIn(svg, "head other")];
  const [own, ownHeads] = [pathIn(svg, "line current"), pathIn(svg, "head current")];
  host.append(svg);
  let known: Known | undefined;
  return {
    show: (layout, current) => {
      if (known?.layout !== layout) known = knownOf(layout);
      const isCurrent = ({ from, to }: NeedsLine): boolean => from === current || to === current;
      const lines =
        known.lines ??
        needsLines(
          layout,
          known.needs.filter(({ from, to }) => from.id === current || to.id === current),
        );
      svg.setAttribute("width", String(layout.width));
      svg.setAttribute("height", String(layout.height));
      const [theirs, ours] = [lines.filter((line) => !isCurrent(line)), lines.filter(isCurrent)];
      others.setAttribute("d", linesPath(theirs));
      otherHeads.setAttribute("d", headsPath(theirs));
      own.setAttribute("d", linesPath(ours));
      ownHeads.setAttribute("d", headsPath(ours));
      svg.toggleAttribute("hidden", false);
    },
    hide: () => {
      svg.toggleAttribute("hidden", true);
    },
  };
}

/** What does not depend on the current card. */
interface Known {
  readonly layout: Layout;
  readonly needs: readonly Need[];
  /** Absent where there are too many to be drawn at once. */
  readonly lines: readonly NeedsLine[] | undefined;
}

function knownOf(layout: Layout): Known {
  const needs = needsIn(layout);
  return { layout, needs, lines: needs.length > mostLines ? undefined : needsLines(layout, needs) };
}

function pathIn(svg: SVGElement, className: string): SVGPathElement {
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("class", className);
  svg.append(path);
  return path;
}
