import { fillElement } from "./box-element.ts";
import { answerKey } from "./keys.ts";
import { type Box, boxesBetween, type Layout } from "./layout.ts";
import type { Mark } from "./messages.ts";

/** How far beyond the visible part elements are kept, in CSS pixels. */
const beyond = 400;

/** What the board tells about its user. */
export interface BoardEvents {
  /** Another box has the focus. */
  readonly focused: (box: Box) => void;
  /** Enter, or a click on a card. */
  readonly opened: (box: Box) => void;
  readonly folded: (id: string, state: "folded" | "unfolded") => void;
}

/** The part of the page on which the lanes are drawn: only what can be seen has elements. */
export interface Board {
  /** Draws a layout in the place of the one before; what has the focus keeps it. */
  readonly show: (layout: Layout, marks: Readonly<Record<string, Mark>>) => void;
  /** Makes a box the current one and brings it into view. Says whether there is such a box. */
  readonly select: (id: string, focus: "take" | "leave") => boolean;
  /** The id of the current box; empty at first. */
  readonly current: () => string;
  /** How many boxes have an element. */
  readonly elementCount: () => number;
}

/** Makes the board inside `scroller`, an element that scrolls. */
export function createBoard(scroller: HTMLElement, events: BoardEvents): Board {
  const surface = document.createElement("div");
  surface.className = "surface";
  surface.setAttribute("role", "tree");
  surface.ariaLabel = "Sync plan";
  const ground = document.createElement("div");
  ground.setAttribute("role", "presentation");
  scroller.replaceChildren(ground, surface);

  let layout: Layout = { width: 0, height: 0, boxes: [], bands: [] };
  let marks: Readonly<Record<string, Mark>> = {};
  let byId = new Map<string, Box>();
  let current = "";
  let scheduled = false;
  const elements = new Map<string, HTMLElement>();

  const draw = (renew: "all" | "new"): void => {
    const { scrollTop, clientHeight } = scroller;
    const seen = boxesBetween(layout, scrollTop - beyond, scrollTop + clientHeight + beyond);
    const currentBox = byId.get(current);
    // The current box keeps its element wherever it is: without it the keyboard would lose its place.
    const wanted = currentBox === undefined || seen.includes(currentBox) ? seen : inOrder([...seen, currentBox]);
    const ids = new Set(wanted.map(({ id }) => id));
    for (const [id, element] of elements) {
      if (ids.has(id)) continue;
      element.remove();
      elements.delete(id);
    }
    let next = surface.firstElementChild;
    for (const box of wanted) {
      const known = elements.get(box.id);
      const element = known ?? document.createElement("div");
      if (known === undefined || renew === "all") fillElement(element, box, marks[box.id]);
      element.tabIndex = box.id === current ? 0 : -1;
      element.ariaSelected = String(box.id === current);
      elements.set(box.id, element);
      if (element === next) next = next.nextElementSibling;
      else surface.insertBefore(element, next);
    }
  };

  const makeCurrent = (box: Box): void => {
    current = box.id;
    draw("new");
    events.focused(box);
  };

  scroller.addEventListener("scroll", () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      draw("new");
    });
  });

  const boxOf = (target: EventTarget | null): Box | undefined => {
    const element = target instanceof Element ? target.closest<HTMLElement>(".box") : null;
    return byId.get(element?.dataset["id"] ?? "");
  };
  const toggle = (box: Box): void => {
    if (box.type !== "card") events.folded(box.id, box.folded ? "unfolded" : "folded");
  };

  surface.addEventListener("focusin", ({ target }) => {
    const box = boxOf(target);
    if (box !== undefined && box.id !== current) makeCurrent(box);
  });
  surface.addEventListener("click", ({ target }) => {
    const box = boxOf(target);
    if (box === undefined) return;
    if (box.type === "card") events.opened(box);
    else toggle(box);
  });
  surface.addEventListener("keydown", (event) => {
    const box = boxOf(event.target);
    if (box === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      if (box.type === "card") events.opened(box);
      else toggle(box);
      event.preventDefault();
      return;
    }
    const answer = answerKey(event.key, layout, box);
    if (answer === undefined) return;
    event.preventDefault();
    if (answer.type === "focus") select(answer.id, "take");
    else events.folded(answer.id, answer.type === "fold" ? "folded" : "unfolded");
  });

  const select = (id: string, focus: "take" | "leave"): boolean => {
    const box = byId.get(id);
    if (box === undefined) return false;
    const edge = 40;
    if (box.y < scroller.scrollTop + edge) scroller.scrollTop = box.y - edge;
    const bottom = box.y + box.height + edge;
    if (bottom > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = bottom - scroller.clientHeight;
    makeCurrent(box);
    if (focus === "take") elements.get(id)?.focus({ preventScroll: true });
    return true;
  };

  return {
    show: (newLayout, newMarks) => {
      layout = newLayout;
      marks = newMarks;
      byId = new Map(layout.boxes.map((box) => [box.id, box]));
      if (!byId.has(current)) current = layout.boxes[0]?.id ?? "";
      for (const element of [surface, ground]) {
        Object.assign(element.style, { width: `${layout.width}px`, height: `${layout.height}px` });
      }
      ground.replaceChildren(...layout.bands.map(bandElement));
      draw("all");
    },
    select,
    current: () => current,
    elementCount: () => elements.size,
  };
}

/** Boxes stand in the page in the order of the plan, which is the order in which they are read out. */
function inOrder(boxes: readonly Box[]): readonly Box[] {
  return [...boxes].sort((one, other) => one.y - other.y || one.x - other.x);
}

function bandElement({ lane, x, y, width, height }: Layout["bands"][number]): HTMLElement {
  const band = document.createElement("div");
  band.className = "band";
  band.dataset["tone"] = lane.tone;
  Object.assign(band.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  return band;
}
