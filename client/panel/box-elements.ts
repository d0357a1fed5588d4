import { fillElement } from "./box-element.ts";
import { element } from "./element.ts";
import type { Box, Layout } from "./layout.ts";
import type { Marks } from "./marks.ts";

/** What is to be drawn. */
export interface Drawn {
  /** The boxes that are to have an element. */
  readonly boxes: readonly Box[];
  /** The box that the keyboard is at: without its element it would lose its place. */
  readonly current: Box | undefined;
  readonly bands: Layout["bands"];
  readonly marks: Marks;
}

/** The elements of the boxes on the board: only what can be seen has one. */
export class BoxElements {
  readonly #surface: HTMLElement;
  readonly #elements = new Map<string, HTMLElement>();

  constructor(surface: HTMLElement) {
    this.#surface = surface;
  }

  /** How many there are. */
  get count(): number {
    return this.#elements.size;
  }

  of({ id }: Pick<Box, "id">): HTMLElement | undefined {
    return this.#elements.get(id);
  }

  /** Gives elements to boxes, and takes them from the others. Those that stay are not moved, so the focus stays too. */
  draw(drawn: Drawn, renew: "all" | "new"): void {
    const { boxes, current } = drawn;
    const wanted = current === undefined || boxes.includes(current) ? boxes : inOrder([...boxes, current]);
    const ids = new Set(wanted.map(({ id }) => id));
    for (const [id, old] of this.#elements) {
      if (ids.has(id)) continue;
      old.remove();
      this.#elements.delete(id);
    }
    let next = this.#surface.firstElementChild;
    for (const box of wanted) {
      const known = this.#elements.get(box.id);
      const target = known ?? element("div", "");
      if (known === undefined || renew === "all") fill(target, box, drawn);
      target.tabIndex = box === current ? 0 : -1;
      target.ariaSelected = String(box === current);
      this.#elements.set(box.id, target);
      if (target === next) next = next.nextElementSibling;
      else this.#surface.insertBefore(target, next);
    }
  }
}

function fill(target: HTMLElement, box: Box, { bands, marks }: Drawn): void {
  fillElement(target, box, marks);
  if (box.type !== "lane") return;
  // Those that cannot be seen have no element to be counted.
  target.ariaPosInSet = String(bands.findIndex(({ lane }) => lane === box.lane) + 1);
  target.ariaSetSize = String(bands.length);
}

/** Boxes stand in the page in the order of the plan, which is the order in which they are read out. */
function inOrder(boxes: readonly Box[]): readonly Box[] {
  return [...boxes].sort((one, other) => one.y - other.y || one.x - other.x);
}

/** The ground of a lane. */
export function bandElement({ lane, x, y, width, height }: Layout["bands"][number]): HTMLElement {
  const band = element("div", "band");
  band.dataset["tone"] = lane.tone;
  Object.assign(band.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  return band;
}
