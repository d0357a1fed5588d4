import { type Box, boxesBetween, layOut, type Layout } from "./layout.ts";

/** How far beyond the visible part boxes have elements, in CSS pixels. */
const beyond = 400;

/** How much of its surroundings is shown with a box that is brought into view, in CSS pixels. */
const edge = 40;

/** Which part of the board can be seen: it scrolls, and is zoomed. */
export class BoardView {
  /** What the lanes scroll in. */
  readonly scroller: HTMLElement;
  #layout: Layout = layOut([], 0);
  /** How many CSS pixels one of the layout is. */
  #scale = 1;

  constructor(scroller: HTMLElement) {
    this.scroller = scroller;
  }

  get scale(): number {
    return this.#scale;
  }

  show(layout: Layout, scale: number): void {
    this.#layout = layout;
    this.#scale = scale;
  }

  /** What can be seen, and what comes into view soon. */
  get boxes(): readonly Box[] {
    const { scrollTop, clientHeight } = this.scroller;
    const [top, bottom] = [scrollTop / this.#scale, (scrollTop + clientHeight) / this.#scale];
    return boxesBetween(this.#layout, top - beyond, bottom + beyond);
  }

  /** Scrolls until a box can be seen, also where the panel is too low for all of it and scrolls as a whole. */
  bring(box: Box): void {
    const { scroller } = this;
    const [top, bottom] = [(box.y - edge) * this.#scale, (box.y + box.height + edge) * this.#scale];
    if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    this.#bringScroller();
  }

  /**
   * Scrolls to a wave where not all of it can be seen; to its lane where that is folded, and only to one of its cards where the
   * wave is higher than what can be seen.
   */
  reveal(step: string, card: string | undefined, behavior: ScrollBehavior): void {
    const { boxes } = this.#layout;
    const first =
      boxes.find((box) => box.type === "step" && box.id === step) ??
      boxes.find(({ lane }) => lane.steps.some(({ id }) => id === step));
    if (first === undefined) return;
    const last = boxes.findLast((box) => box.type !== "lane" && box.step.id === step) ?? first;
    const isSeen = (top: number, bottom: number): boolean =>
      top * this.#scale >= this.scroller.scrollTop &&
      bottom * this.#scale <= this.scroller.scrollTop + this.scroller.clientHeight;
    const bottom = Math.max(first.y + first.height, last.y + last.height);
    // The name of its lane is seen with its first wave.
    const top = Math.max(0, first.y - edge);
    const only = boxes.find(({ id }) => id === card);
    const fits = (bottom - top) * this.#scale <= this.scroller.clientHeight;
    const [from, to] = fits || only === undefined ? [first.y, bottom] : [only.y, only.y + only.height];
    if (!isSeen(from, to)) this.scroller.scrollTo({ top: Math.max(0, from - edge) * this.#scale, behavior });
    this.#bringScroller();
  }

  /** Remembers what is at a place, in CSS pixels from the upper edge of the scroller; the answer brings it there again in another layout. */
  keep(y: number): () => void {
    const at = (this.scroller.scrollTop + y) / this.#scale;
    const kept = this.#layout.boxes.find((box) => box.y + box.height >= at);
    const from = kept === undefined ? 0 : kept.y * this.#scale - this.scroller.scrollTop;
    return () => {
      const box = this.#layout.boxes.find(({ id }) => id === kept?.id);
      if (box !== undefined) this.scroller.scrollTop = box.y * this.#scale - from;
    };
  }

  /** Not by `scrollIntoView`, which may move what is around the page too. */
  #bringScroller(): void {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    if (top < 0) window.scrollBy(0, top);
    else if (bottom > window.innerHeight) window.scrollBy(0, Math.min(top, bottom - window.innerHeight));
  }
}
