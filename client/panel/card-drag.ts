import type { PlanStep } from "../../server/protocol/index.ts";
import type { Board } from "./board.ts";
import { type DropZone, dropZones, zoneAt } from "./drop-zones.ts";
import { element, setText } from "./element.ts";
import type { Box } from "./layout.ts";
import type { MovePlace } from "./messages.ts";

/** How far the mouse goes with a card before that is a drag and no click, in CSS pixels. */
const slack = 5;

/** How near to an edge the mouse makes the lanes scroll, and by how much for each frame, in CSS pixels. */
const [scrollEdge, scrollStep] = [36, 9];

/** What dragging a card asks of the page. */
export interface DragEvents {
  /** All steps of the plan that is shown. */
  readonly steps: () => readonly PlanStep[];
  /** Asks whether a card may go to a place; the answer comes with `refuse`. */
  readonly asked: (task: string, place: MovePlace) => void;
  readonly dropped: (task: string, place: MovePlace) => void;
}

interface Drag {
  readonly card: Box & { readonly type: "card" };
  readonly pointer: number;
  readonly from: { readonly x: number; readonly y: number };
  /** Absent until the mouse has gone far enough. */
  zones?: readonly DropZone[];
  x: number;
  y: number;
  zone?: DropZone | undefined;
}

/** Drags a card of the board to another wave: what can be dropped where is drawn and said meanwhile, and Escape ends it. */
export class CardDrag {
  readonly #board: Board;
  readonly #events: DragEvents;
  readonly #ground = element("div", "drop-zones");
  readonly #hint = element("div", "drop-hint");
  /** Why the card may not go to a place, or that it may, by the words of `keyOf`. */
  readonly #answers = new Map<string, string | undefined>();
  #drag: Drag | undefined;

  constructor(board: Board, events: DragEvents) {
    this.#board = board;
    this.#events = events;
    const { canvas } = board;
    const { scroller } = board.view;
    this.#ground.ariaHidden = "true";
    this.#hint.ariaHidden = "true";
    this.#hint.hidden = true;
    canvas.append(this.#ground);
    document.body.append(this.#hint);
    window.addEventListener("pointerdown", (event) => {
      // Whatever was before is over, even if nobody told this page that the button was released.
      this.#end();
      const box = board.boxOf(event.target);
      if (event.button !== 0 || event.pointerType === "touch" || box?.type !== "card") return;
      if (box.card.task === undefined) return;
      const [x, y] = [event.clientX, event.clientY];
      this.#drag = { card: box, pointer: event.pointerId, from: { x, y }, x, y };
    });
    // The mouse may leave the lanes before it has gone far enough to be captured.
    window.addEventListener("pointermove", (event) => {
      this.#move(event);
    });
    window.addEventListener("pointerup", ({ pointerId }) => {
      if (this.#drag?.pointer === pointerId) this.#drop();
    });
    window.addEventListener("pointercancel", ({ pointerId }) => {
      if (this.#drag?.pointer === pointerId) this.#end();
    });
    scroller.addEventListener("lostpointercapture", () => {
      this.#end();
    });
    window.addEventListener("blur", () => {
      this.#end();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#drag?.zones === undefined) return;
      event.preventDefault();
      this.#end();
    });
  }

  /** The answer to what was asked about a place; without words the card may go there. */
  answer(task: string, place: MovePlace, refusal: string | undefined): void {
    if (this.#drag?.card.id !== task) return;
    this.#answers.set(keyOf(place), refusal);
    this.#show();
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag?.pointer !== event.pointerId) return;
    // The button was released where nobody told this page.
    if ((event.buttons & 1) === 0) {
      this.#end();
      return;
    }
    [drag.x, drag.y] = [event.clientX, event.clientY];
    if (drag.zones === undefined) {
      if (Math.hypot(drag.x - drag.from.x, drag.y - drag.from.y) < slack) return;
      this.#begin(drag);
    }
    this.#show();
  }

  #begin(drag: Drag): void {
    this.#answers.clear();
    drag.zones = dropZones(this.#board.layout, this.#events.steps());
    // The mouse may leave the window: it is still this drag.
    this.#board.view.scroller.setPointerCapture(drag.pointer);
    this.#hint.hidden = false;
    const scroll = (): void => {
      if (this.#drag !== drag) return;
      this.#scroll(drag);
      requestAnimationFrame(scroll);
    };
    requestAnimationFrame(scroll);
  }

  /** Near an edge, what is beyond it comes into view. */
  #scroll({ y }: Drag): void {
    const { scroller } = this.#board.view;
    const { top, bottom } = scroller.getBoundingClientRect();
    const by = y < top + scrollEdge ? -scrollStep : y > bottom - scrollEdge ? scrollStep : 0;
    const before = scroller.scrollTop;
    scroller.scrollTop += by;
    if (scroller.scrollTop !== before) this.#show();
  }

  #show(): void {
    const drag = this.#drag;
    if (drag?.zones === undefined) return;
    const { scroller, scale } = this.#board.view;
    const { top } = scroller.getBoundingClientRect();
    drag.zone = zoneAt(drag.zones, (drag.y - top + scroller.scrollTop) / scale);
    const { state, words } = this.#outcome(drag);
    document.body.dataset["drop"] = state;
    this.#ground.replaceChildren(
      ...drag.zones.flatMap((zone) => {
        const isHere = zone === drag.zone;
        if (!isHere && (zone.drawn.kind === "line" || "refusal" in zone)) return [];
        return [zoneElement(zone, isHere ? state : "elsewhere")];
      }),
    );
    setText(this.#hint, words);
    // On the side of the mouse where there is room.
    const isRight = drag.x > window.innerWidth / 2;
    Object.assign(this.#hint.style, {
      ...{ left: isRight ? "" : `${drag.x + 14}px`, right: isRight ? `${window.innerWidth - drag.x + 10}px` : "" },
      ...(drag.y > window.innerHeight - 90
        ? { top: "", bottom: `${window.innerHeight - drag.y + 10}px` }
        : { top: `${drag.y + 18}px`, bottom: "" }),
    });
  }

  #outcome({ card, zone }: Drag): { readonly state: "yes" | "no" | "same"; readonly words: string } {
    const { kind, name } = card.card.resource;
    const title = `${kind} ${name}`;
    const own = this.#events.steps().find(({ id }) => id === card.step.id);
    if (zone === undefined || own === undefined) return { state: "same", words: title };
    if ("refusal" in zone) return { state: "no", words: zone.refusal };
    const { place } = zone;
    const isNew = zone.drawn.kind === "line";
    if (own.phase === place.phase && (own.wave === place.wave || (isNew && this.#isBeside(zone, own))))
      return { state: "same", words: title };
    const key = keyOf(place);
    if (!this.#answers.has(key)) {
      this.#answers.set(key, undefined);
      this.#events.asked(card.id, place);
    }
    const refusal = this.#answers.get(key);
    if (refusal !== undefined) return { state: "no", words: refusal };
    const wave = `${isNew ? "a new wave" : "wave"} ${place.wave ?? "unknown"}`;
    const to = place.phase === own.phase ? `to ${wave}` : `becomes a ${place.phase} hook in ${wave}`;
    return { state: "yes", words: `${title} ${to}` };
  }

  /** Whether a resource that is alone in its wave would stay where it is, as the new wave is right before or behind its own. */
  #isBeside(zone: DropZone, { phase, wave, tasks }: PlanStep): boolean {
    const zones = this.#drag?.zones ?? [];
    const at = zones.indexOf(zone);
    const isOwn = (it: DropZone | undefined): boolean =>
      it !== undefined && "place" in it && it.place.phase === phase && it.place.wave === wave;
    return tasks.length === 1 && (isOwn(zones[at - 1]) || isOwn(zones[at + 1]));
  }

  #drop(): void {
    const drag = this.#drag;
    const { state } = drag?.zones === undefined ? { state: "same" } : this.#outcome(drag);
    const zone = drag?.zone;
    this.#end();
    if (drag !== undefined && state === "yes" && zone !== undefined && "place" in zone)
      this.#events.dropped(drag.card.id, zone.place);
  }

  #end(): void {
    this.#drag = undefined;
    delete document.body.dataset["drop"];
    this.#hint.hidden = true;
    this.#ground.replaceChildren();
  }
}

function keyOf({ phase, wave }: MovePlace): string {
  return `${phase} ${wave ?? ""}`;
}

function zoneElement({ drawn: { kind, top, bottom } }: DropZone, state: string): HTMLElement {
  const made = element("div", `drop-zone ${kind} ${state}`);
  Object.assign(made.style, { top: `${top}px`, height: `${bottom - top}px` });
  return made;
}
