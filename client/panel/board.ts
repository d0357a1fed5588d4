import { BoardView } from "./board-view.ts";
import { bandElement, BoxElements } from "./box-elements.ts";
import { element, setSpoken } from "./element.ts";
import { hasFocus, isFocusLost } from "./focus.ts";
import { answerKey } from "./keyboard.ts";
import { type Box, layOut, type Layout } from "./layout.ts";
import type { Marks } from "./marks.ts";
import type { FromPanel } from "./messages.ts";
import { TypeAhead } from "./type-ahead.ts";

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
  /** Which part of it can be seen. */
  readonly view: BoardView;
  readonly #events: BoardEvents;
  /** What the lanes, and what is drawn on them, are in; it is as large as they are zoomed. */
  readonly canvas: HTMLElement = element("div", "canvas");
  readonly #surface = element("div", "surface");
  readonly #ground = element("div", "ground");
  readonly #elements = new BoxElements(this.#surface);
  readonly #typeAhead = new TypeAhead();
  #layout: Layout = layOut([], 0);
  #marks: Marks = { byTask: {} };
  #byId: ReadonlyMap<string, Box> = new Map();
  #current = "";
  /** The box that the user was at last; it may be hidden for a while. */
  #chosen = "";
  #drawing: "none" | "scheduled" = "none";

  /** `current` is the id of the box that was the current one when the page was there last. */
  constructor(scroller: HTMLElement, events: BoardEvents, current = "") {
    this.#chosen = current;
    this.view = new BoardView(scroller);
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

  /** How many boxes have an element. */
  get elementCount(): number {
    return this.#elements.count;
  }

  /** Draws a layout in the place of the one before; what has the focus keeps it. */
  show(layout: Layout, marks: Marks, scale: number): void {
    const [before, hadFocus] = [this.#current, this.hasFocus];
    this.#layout = layout;
    this.view.show(layout, scale);
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
    this.view.bring(box);
    this.#makeCurrent(box);
    if (focus === "take") this.#elements.of(box)?.focus({ preventScroll: true });
  }

  /** Gives the focus to the current box, where it is; the user sees it. */
  focus(): void {
    const { current } = this;
    if (current === undefined) return;
    this.view.bring(current);
    this.#draw("new");
    this.#elements.of(current)?.focus({ preventScroll: true });
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

  /** Shows where something happens now: a wave comes into view, and a card of it is the current box; the focus stays where it is. */
  follow(step: string, card: string | undefined, behavior: ScrollBehavior): void {
    this.view.reveal(step, card, behavior);
    const box = this.#byId.get(card ?? "");
    if (box !== undefined && box.id !== this.#current) this.#makeCurrent(box);
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

  #draw(renew: "all" | "new"): void {
    const { current } = this;
    this.#elements.draw({ boxes: this.view.boxes, current, bands: this.#layout.bands, marks: this.#marks }, renew);
  }
}
