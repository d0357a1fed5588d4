import { showAnswer } from "./answer-view.ts";
import { Board, type BoardEvents } from "./board.ts";
import { showDetails } from "./details.ts";
import { part } from "./element.ts";
import { FilterField } from "./filter-field.ts";
import { showHeading } from "./heading.ts";
import { type Box, layOut, type Layout } from "./layout.ts";
import type { FromPanel, PanelContent, PanelState } from "./messages.ts";
import type { Mouse } from "./mouse.ts";
import { createNeedsOverlay, type NeedsOverlay } from "./needs-overlay.ts";
import { hasReducedMotion } from "./reduced-motion.ts";
import { answerRequests, detailsRequests, type Post } from "./requests.ts";
import { sizes } from "./room.ts";
import { ShownLanes } from "./shown-lanes.ts";
import { SyncPlay } from "./sync-play.ts";
import { cardTextWidths, createMeasure, titleWidth } from "./text-width.ts";
import { Toolbar } from "./toolbar.ts";
import { type ZoomChange, ZoomControl } from "./zoom.ts";

/** What the screen tells the page. */
export interface ScreenEvents extends Pick<BoardEvents, "focused" | "opened" | "moved"> {
  /** It shows something else than before. */
  readonly drawn: () => void;
  /** The user has changed how it is shown, and nothing else. */
  readonly arranged: () => void;
}

/** Everything that stands on the page: it draws what it is given, as the user wants to see it. */
export class PlanScreen {
  readonly board: Board;
  readonly filter: FilterField;
  readonly play: SyncPlay;
  readonly #post: Post;
  readonly #events: ScreenEvents;
  readonly #scroller = part("scroller");
  readonly #overlay: NeedsOverlay;
  readonly #toolbar: Toolbar;
  readonly #zoom: ZoomControl;
  readonly #lanes: ShownLanes;
  readonly #measure = createMeasure(getComputedStyle(document.body).fontFamily);
  #content: PanelContent | undefined;
  #layout: Layout = layOut([], 0);
  #needs: PanelState["needs"];

  /** `kept` is how it was shown when the page was there last. */
  constructor(kept: PanelState | undefined, mouse: Mouse, post: Post, events: ScreenEvents) {
    this.#post = post;
    this.#events = events;
    this.#lanes = new ShownLanes(kept);
    this.#needs = kept?.needs ?? "hidden";
    const { opened, moved } = events;
    const board: BoardEvents = {
      ...{ opened, moved },
      focused: (box) => {
        // The details take room from the lanes.
        mouse.whenUp(() => {
          this.#showBox(this.board.current);
        });
        events.focused(box);
      },
      folded: (id, state) => {
        this.#lanes.fold(id, state);
        this.draw();
      },
    };
    this.board = new Board(this.#scroller, board, kept?.current);
    // On top of the board.
    this.#overlay = createNeedsOverlay(this.board.canvas);
    this.filter = new FilterField(kept?.filter ?? "", {
      changed: () => {
        this.#lanes.filter(this.filter.search);
        this.draw();
      },
      left: () => {
        this.board.focus();
      },
    });
    this.#scroller.append(this.filter.nothing);
    this.#zoom = new ZoomControl(kept?.zoom, (change) => {
      this.zoom(change);
    });
    part("actions").before(this.filter.element, this.#zoom.element);
    this.play = new SyncPlay(kept, {
      asked: () => {
        post({ type: "play" });
      },
      turned: () => {
        this.draw();
      },
      moved: () => {
        this.#showMoment();
      },
      speedChosen: events.arranged,
    });
    this.#toolbar = new Toolbar(this.play.button, {
      needs: (needs) => {
        this.#needs = needs;
        this.draw();
      },
      foldedAll: (state) => {
        this.#lanes.foldAll(state);
        this.draw();
      },
    });
    new ResizeObserver(() => {
      this.draw();
      this.#follow("instant");
    }).observe(this.#scroller);
  }

  /** How it is shown, for the next time. */
  get state(): Omit<PanelState, "uri" | "question"> {
    const [zoom, current] = [this.#zoom.percent, this.board.current?.id];
    return { needs: this.#needs, zoom, current, ...this.#lanes.state, ...this.play.state };
  }

  /** How much is shown. */
  get shown(): FromPanel & { readonly type: "shown" } {
    const cards = this.#layout.boxes.filter(({ type }) => type === "card").length;
    const moment = this.play.moment?.id;
    return { type: "shown", cards, elements: this.board.elementCount, ...(moment !== undefined && { moment }) };
  }

  /** What a picture of it is made of. */
  get drawing(): Pick<PlanScreen, "play"> & {
    readonly lanes: ShownLanes["lanes"];
    readonly needs: PanelState["needs"];
  } {
    return { lanes: this.#lanes.lanes, needs: this.#needs, play: this.play };
  }

  /** Shows a plan; nothing but the message in the heading where there is none. */
  show(content: PanelContent | undefined): void {
    // What was searched for in one application says nothing about another.
    if (this.#content !== undefined && content !== undefined && this.#content.plan.uri !== content.plan.uri) {
      this.#unfilter();
    }
    this.#content = content;
    this.#lanes.renew(content?.plan);
    this.play.renew(content);
    this.draw();
  }

  /** Draws everything again, in the room that there is now. */
  draw(): void {
    const content = this.#content;
    document.body.dataset["empty"] = String(content === undefined);
    showHeading(content?.plan, {
      goToError: () => {
        this.#post({ type: "goToError" });
      },
      fetchCharts: () => {
        this.#post({ type: "fetchCharts" });
      },
    });
    showAnswer(part("answer"), content?.answer, answerRequests(this.#post, content?.answer));
    this.play.show();
    // What is above and beside the lanes decides how much room they have.
    const { lanes, isFolded, filtered } = this.#lanes;
    this.filter.show(filtered);
    this.#layout = layOut(lanes, Math.floor(this.#scroller.clientWidth / this.#zoom.scale), {
      isFolded,
      cardHeight: content?.answer === undefined ? sizes.cardHeight : sizes.markedCardHeight,
      lines: this.#needs,
      textWidths: (card) => cardTextWidths(card, this.#measure),
      titleWidth: (title) => titleWidth(title, this.#measure),
    });
    this.board.show(this.#layout, this.play.marks, this.#zoom.scale);
    this.#showBox(this.board.current);
    this.#events.drawn();
  }

  /** Unfolds what hides a card, and goes there. */
  select(id: string, focus: "take" | "leave"): void {
    if (!this.#lanes.uncover(id) && focus === "take") {
      this.#unfilter();
      this.#lanes.uncover(id);
    }
    this.draw();
    this.board.select(id, focus);
  }

  /** What is at the mouse stays there; for keys and buttons, what is at the top. */
  zoom(change: ZoomChange, y?: number): void {
    const restore = this.board.view.keep(y === undefined ? 0 : y - this.#scroller.getBoundingClientRect().top);
    this.#zoom.change(change);
    this.draw();
    restore();
  }

  /** Nothing but the marks has changed. */
  #showMoment(): void {
    this.board.mark(this.play.marks);
    this.#follow(hasReducedMotion() ? "instant" : "smooth");
    this.#events.drawn();
  }

  /** While a sync is played, the board and the details are where something happens. */
  #follow(behavior: ScrollBehavior): void {
    const { now, about } = this.play;
    if (now !== undefined) this.board.follow(now, about, behavior);
  }

  /** Shows the details of the current box, and its lines. */
  #showBox(box: Box | undefined): void {
    showDetails(part("details"), box, detailsRequests(this.#post));
    const steps = this.#content?.plan.steps ?? [];
    const hasNeeds = steps.some(({ tasks }) => tasks.some((task) => task.needs.length > 0));
    this.#toolbar.show(this.#needs, hasNeeds ? "with needs" : "without needs");
    if (this.#needs === "shown") this.#overlay.show(this.#layout, box?.id ?? "");
    else this.#overlay.hide();
  }

  #unfilter(): void {
    this.filter.clear();
    this.#lanes.filter("");
  }
}
