import { fillElement } from "./box-element.ts";
import { element, setSpoken } from "./element.ts";
import { hasFocus, isFocusLost } from "./focus.ts";
import { answerKey } from "./keyboard.ts";
import { type Box, boxesBetween, layOut, type Layout } from "./layout.ts";
import type { Marks } from "./marks.ts";
import type { FromPanel } from "./messages.ts";
import { TypeAhead } from "./type-ahead.ts";

/** How far beyond the visible part elements are kept, in CSS pixels. */
const beyond = 400;

/** How much of its surroundings is shown with a box that is brought into view, in CSS pixels. */
const edge = 40;

/** How the user means a card. */
export type Opening = (FromPanel & { readonly type: "goTo" })["how"];

/** What the board tells about its user. */
export interface BoardEvents {
  /** Another box has the focus. */
  readonly focused: (box: Box) => void;
  /** A card is meant: `go` by Enter or a double click, `peek` by the space bar, `click` by a single click. */
  readonly opened: (card: Box & { readonly type: "card" }, how: Opening) => void;
  readonly folded: (id: string, state: "folded" | "unfolded") => void;
  /** A task is to be a wave earlier or later. */
  readonly moved: (task: string, way: "earlier" | "later") => void;
}

/** What the arrows do with Alt: waves stand below each other. Left and right are those of VS Code's history. */
const moves: Readonly<Partial<Record<string, "earlier" | "later">>> = { ArrowUp: "earlier", ArrowDown: "later" };

/** The part of the page on which the lanes are drawn, inside an element that scrolls: only what can be seen has elements. */
export class Board {
  /** What the lanes scroll in. */
  readonly scroller: HTMLElement;
  readonly #events: BoardEvents;
  /** What the lanes, and what is drawn on them, are in; it is as large as they are zoomed. */
  readonly canvas: HTMLElement = element("div", "canvas");
  readonly #surface = element("div", "surface");
  readonly #ground = element("div", "ground");
  readonly #elements = new Map<string, HTMLElement>();
  readonly #typeAhead = new TypeAhead();
  #layout: Layout = layOut([], 0);
  /** How many CSS pixels one of the layout is. */
  #scale = 1;
  #marks: Marks = { byTask: {} };
  #byId: ReadonlyMap<string, Box> = new Map();
  #current = "";
  /** The box that the user was at last; it may be hidden for a while. */
  #chosen = "";
  #drawing: "none" | "scheduled" = "none";

  /** `current` is the id of the box that was the current one when the page was there last. */
  constructor(scroller: HTMLElement, events: BoardEvents, current = "") {
    this.#chosen = current;
    this.scroller = scroller;
    this.#events = events;
    this.#surface.role = "tree";
    setSpoken(this.#surface, "Sync plan");
    this.#ground.role = "presentation";
    this.canvas.replaceChildren(this.#ground, this.#surface);
    scroller.replaceChildren(this.canvas);
    scroller.addEventListener("scroll", () => {
      this.#drawSoon();
    });
    this.#surface.addEventListener("focusin", ({ target }) => {
      const box = this.boxOf(target);
      if (box !== undefined && box.id !== this.#current) this.#makeCurrent(box);
    });
    this.#surface.addEventListener("click", ({ target }) => {
      const box = this.boxOf(target);
      if (box !== undefined) this.#press(box, "click");
    });
    this.#surface.addEventListener("dblclick", ({ target }) => {
      const box = this.boxOf(target);
      if (box?.type === "card") this.#press(box, "go");
    });
    // Beside the boxes a click goes to the tree itself, as in the lists of VS Code.
    scroller.addEventListener("click", () => {
      if (isFocusLost()) this.focus();
    });
    this.#surface.addEventListener("keydown", (event) => {
      this.#answerKey(event);
    });
  }

  /** The box that the keyboard is at; the first one at first. */
  get current(): Box | undefined {
    return this.#byId.get(this.#current);
  }

  get layout(): Layout {
    return this.#layout;
  }

  /** How many CSS pixels one of the layout is. */
  get scale(): number {
    return this.#scale;
  }

  /** How many boxes have an element. */
  get elementCount(): number {
    return this.#elements.size;
  }

  /** Draws a layout in the place of the one before; what has the focus keeps it. */
  show(layout: Layout, marks: Marks, scale: number): void {
    const [before, hadFocus] = [this.#current, this.hasFocus];
    this.#layout = layout;
    this.#scale = scale;
    this.#marks = marks;
    this.#byId = new Map(layout.boxes.map((box) => [box.id, box]));
    if (this.#byId.has(this.#chosen)) this.#current = this.#chosen;
    else if (!this.#byId.has(this.#current)) this.#current = layout.boxes[0]?.id ?? "";
    const { style, dataset } = this.canvas;
    dataset["density"] = layout.density;
    Object.assign(style, { width: `${layout.width}px`, height: `${layout.height}px`, zoom: String(scale) });
    this.#ground.replaceChildren(...layout.bands.map(bandElement));
    this.#draw("all");
    // A plan that lacks a resource for a moment, such as while its file is saved, does not lose the user's place.
    if (hadFocus && this.#current !== before) this.focus();
  }

  /** Makes a box the current one and brings it into view; does nothing if there is no such box. */
  select(id: string, focus: "take" | "leave"): void {
    const box = this.#byId.get(id);
    if (box === undefined) return;
    this.#bringIntoView(box);
    this.#makeCurrent(box);
    if (focus === "take") this.#elements.get(id)?.focus({ preventScroll: true });
  }

  /** Gives the focus to the current box, where it is; the user sees it. */
  focus(): void {
    const { current } = this;
    if (current === undefined) return;
    this.#bringIntoView(current);
    this.#draw("new");
    this.#elements.get(current.id)?.focus({ preventScroll: true });
  }

  #bringIntoView(box: Box): void {
    const { scroller } = this;
    const [top, bottom] = [(box.y - edge) * this.#scale, (box.y + box.height + edge) * this.#scale];
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
  }

  /** Whether the focus is on a box. */
  get hasFocus(): boolean {
    return hasFocus(this.#surface);
  }

  /** Shows other marks on the same layout. */
  mark(marks: Marks): void {
    this.#marks = marks;
    this.#draw("all");
  }

  /** Scrolls to a wave where not all of it can be seen; to its lane where that is folded. */
  reveal(step: string, behavior: ScrollBehavior): void {
    const { boxes } = this.#layout;
    const first =
      boxes.find((box) => box.type === "step" && box.id === step) ??
      boxes.find(({ lane }) => lane.steps.some(({ id }) => id === step));
    if (first === undefined) return;
    const last = boxes.findLast((box) => box.type !== "lane" && box.step.id === step) ?? first;
    const bottom = Math.max(first.y + first.height, last.y + last.height) * this.#scale;
    const { scrollTop, clientHeight } = this.scroller;
    // The name of its lane is seen with its first wave.
    const top = Math.max(0, first.y - edge) * this.#scale;
    if (top < scrollTop || bottom > scrollTop + clientHeight) this.scroller.scrollTo({ top, behavior });
  }

  /** Remembers what is at a place, in CSS pixels from the upper edge of the scroller; the answer brings it there again in another layout. */
  keep(y: number): () => void {
    const at = (this.scroller.scrollTop + y) / this.#scale;
    const kept = this.#layout.boxes.find((box) => box.y + box.height >= at);
    const from = kept === undefined ? 0 : kept.y * this.#scale - this.scroller.scrollTop;
    return () => {
      const box = kept && this.#byId.get(kept.id);
      if (box !== undefined) this.scroller.scrollTop = box.y * this.#scale - from;
    };
  }

  #makeCurrent(box: Box): void {
    this.#current = box.id;
    this.#chosen = box.id;
    this.#draw("new");
    this.#events.focused(box);
  }

  #press(box: Box, how: Opening): void {
    if (box.type === "card") this.#events.opened(box, how);
    else this.#events.folded(box.id, box.folded ? "unfolded" : "folded");
  }

  #answerKey(event: KeyboardEvent): void {
    const box = this.boxOf(event.target);
    if (box === undefined || event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      const way = moves[event.key];
      if (way === undefined || box.type !== "card" || box.card.task === undefined) return;
      event.preventDefault();
      this.#events.moved(box.id, way);
      return;
    }
    if (event.key === "Enter" || event.key === " ") {
      this.#press(box, event.key === "Enter" ? "go" : "peek");
      event.preventDefault();
      return;
    }
    const typed = this.#typeAhead.find(event.key, event.timeStamp, this.#layout.boxes, box);
    const answer = answerKey(event.key, this.#layout, box) ?? (typed && ({ type: "focus", id: typed.id } as const));
    if (answer === undefined) return;
    event.preventDefault();
    if (answer.type === "focus") this.select(answer.id, "take");
    else this.#events.folded(answer.id, answer.type === "fold" ? "folded" : "unfolded");
  }

  /** The box that an element belongs to. */
  boxOf(target: EventTarget | null): Box | undefined {
    const found = target instanceof Element ? target.closest<HTMLElement>(".box") : null;
    return this.#byId.get(found?.dataset["id"] ?? "");
  }

  #drawSoon(): void {
    if (this.#drawing === "scheduled") return;
    this.#drawing = "scheduled";
    requestAnimationFrame(() => {
      this.#drawing = "none";
      this.#draw("new");
    });
  }

  /** Gives elements to the boxes that can be seen, and takes them from the others. Those that stay are not moved, so the focus stays too. */
  #draw(renew: "all" | "new"): void {
    const wanted = this.#wanted();
    const ids = new Set(wanted.map(({ id }) => id));
    for (const [id, old] of this.#elements) {
      if (ids.has(id)) continue;
      old.remove();
      this.#elements.delete(id);
    }
    let next = this.#surface.firstElementChild;
    for (const box of wanted) {
      const known = this.#elements.get(box.id);
      const drawn = known ?? element("div", "");
      if (known === undefined || renew === "all") this.#fill(drawn, box);
      drawn.tabIndex = box.id === this.#current ? 0 : -1;
      drawn.ariaSelected = String(box.id === this.#current);
      this.#elements.set(box.id, drawn);
      if (drawn === next) next = next.nextElementSibling;
      else this.#surface.insertBefore(drawn, next);
    }
  }

  #fill(drawn: HTMLElement, box: Box): void {
    fillElement(drawn, box, this.#marks);
    if (box.type !== "lane") return;
    // Those that cannot be seen have no element to be counted.
    const { bands } = this.#layout;
    drawn.ariaPosInSet = String(bands.findIndex(({ lane }) => lane === box.lane) + 1);
    drawn.ariaSetSize = String(bands.length);
  }

  /** What can be seen, and the current box wherever it is: without its element the keyboard would lose its place. */
  #wanted(): readonly Box[] {
    const { scrollTop, clientHeight } = this.scroller;
    const [top, bottom] = [scrollTop / this.#scale, (scrollTop + clientHeight) / this.#scale];
    const seen = boxesBetween(this.#layout, top - beyond, bottom + beyond);
    const { current } = this;
    return current === undefined || seen.includes(current) ? seen : inOrder([...seen, current]);
  }
}

/** Boxes stand in the page in the order of the plan, which is the order in which they are read out. */
function inOrder(boxes: readonly Box[]): readonly Box[] {
  return [...boxes].sort((one, other) => one.y - other.y || one.x - other.x);
}

function bandElement({ lane, x, y, width, height }: Layout["bands"][number]): HTMLElement {
  const band = element("div", "band");
  band.dataset["tone"] = lane.tone;
  Object.assign(band.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  return band;
}
