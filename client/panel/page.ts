import { showAnswer } from "./answer-view.ts";
import { Board } from "./board.ts";
import { CardDrag } from "./card-drag.ts";
import { showDetails } from "./details.ts";
import { button, part, setText } from "./element.ts";
import { FilterField } from "./filter-field.ts";
import { isFocusLost, onReturn } from "./focus.ts";
import { showHeading } from "./heading.ts";
import { type Box, layOut, type Layout, sizes } from "./layout.ts";
import { announce } from "./live-region.ts";
import type { FromPanel, PanelContent, PanelState, ToPanel } from "./messages.ts";
import { Mouse } from "./mouse.ts";
import { createNeedsOverlay, type NeedsOverlay } from "./needs-overlay.ts";
import { drawnPlan } from "./drawn-plan.ts";
import { listenForShortcuts } from "./shortcuts.ts";
import { ShownLanes } from "./shown-lanes.ts";
import { SyncPlay } from "./sync-play.ts";
import { cardTextWidth, createMeasure } from "./text-width.ts";
import { neighbour } from "./wave-places.ts";
import { type ZoomChange, ZoomControl } from "./zoom.ts";

/** What VS Code gives to the script of a page, once. */
export interface VsCodeApi {
  postMessage(message: FromPanel): void;
  /** What was kept of the page when it was there last. */
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

/** The page of the plan panel: it draws what the extension sends, and tells it what the user does. */
export class Page {
  readonly #vscode: VsCodeApi;
  readonly #scroller = part("scroller");
  readonly #mouse = new Mouse();
  readonly #board: Board;
  readonly #drag: CardDrag;
  readonly #overlay: NeedsOverlay;
  readonly #needsButton: HTMLButtonElement;
  readonly #play: SyncPlay;
  readonly #filter: FilterField;
  readonly #zoom: ZoomControl;
  readonly #measure = createMeasure(getComputedStyle(document.body).fontFamily);
  #content: PanelContent | undefined;
  readonly #shown: ShownLanes;
  #layout: Layout = layOut([], 0);
  #needs: PanelState["needs"];
  /** A card that is on its way to another wave: its new place comes with one of the next plans. */
  #arriving: (ToPanel & { readonly type: "moved" }) | undefined;

  constructor(vscode: VsCodeApi) {
    const kept = vscode.getState();
    this.#vscode = vscode;
    this.#shown = new ShownLanes(kept);
    this.#needs = kept?.needs ?? "hidden";
    this.#board = new Board(
      this.#scroller,
      {
        focused: (box) => {
          if (box.id !== this.#arriving?.task) this.#arriving = undefined;
          // The details take room from the lanes.
          this.#mouse.whenUp(() => {
            this.#showBox(this.#board.current);
          });
          vscode.postMessage({ type: "selected", id: box.id });
          this.#keepState();
        },
        opened: ({ id, card }, how) => {
          if (card.resource.location !== undefined) vscode.postMessage({ type: "goTo", resource: id, how });
        },
        moved: (task, way) => {
          const place = neighbour(this.#content?.plan.steps ?? [], task, way);
          if (place === undefined) announce(`There is no ${way} wave in its phase.`);
          else vscode.postMessage({ type: "move", task, place });
        },
        folded: (id, state) => {
          this.#shown.fold(id, state);
          this.#render();
        },
      },
      kept?.current,
    );
    this.#drag = new CardDrag(this.#board, {
      steps: () => this.#content?.plan.steps ?? [],
      asked: (task, place) => {
        vscode.postMessage({ type: "mayMove", task, place });
      },
      dropped: (task, place) => {
        vscode.postMessage({ type: "move", task, place });
      },
    });
    // On top of the board.
    this.#overlay = createNeedsOverlay(this.#board.canvas);
    this.#filter = new FilterField(kept?.filter ?? "", {
      changed: () => {
        this.#search();
      },
      left: () => {
        this.#board.focus();
      },
    });
    this.#scroller.append(this.#filter.nothing);
    this.#zoom = new ZoomControl(kept?.zoom, (change) => {
      this.#zoomBy(change);
    });
    part("actions").before(this.#filter.element, this.#zoom.element);
    listenForShortcuts({
      filter: () => {
        this.#filter.focus();
      },
      zoom: (change, y) => {
        this.#zoomBy(change, y);
      },
    });
    this.#needsButton = button("Show dependencies", () => {
      this.#needs = this.#needs === "shown" ? "hidden" : "shown";
      this.#render();
    });
    this.#play = new SyncPlay(kept, {
      asked: () => {
        vscode.postMessage({ type: "play" });
      },
      turned: () => {
        this.#render();
      },
      moved: () => {
        this.#showMoment();
      },
      speedChosen: () => {
        this.#keepState();
      },
    });
    part("actions").replaceChildren(
      this.#play.button,
      this.#needsButton,
      button("Fold all", () => {
        this.#shown.foldAll("folded");
        this.#render();
      }),
      button("Unfold all", () => {
        this.#shown.foldAll("unfolded");
        this.#render();
      }),
    );
    new ResizeObserver(() => {
      this.#render();
    }).observe(this.#scroller);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#leave();
    });
    onReturn(this.#mouse, () => {
      if (isFocusLost() || this.#board.hasFocus) this.#board.focus();
    });
  }

  /** Does what the extension asks for. */
  async receive(message: ToPanel): Promise<void> {
    switch (message.type) {
      case "show":
        this.#showContent(message.content);
        return;
      case "nothing":
        this.#content = undefined;
        this.#shown.renew(undefined);
        this.#play.renew(undefined);
        setText(part("name"), message.message);
        this.#render();
        return;
      case "select":
        this.#select(message.task, message.focus);
        return;
      case "play":
        this.#play.start();
        return;
      case "mayMove":
        this.#drag.answer(message.task, message.place, message.refusal);
        return;
      case "moved":
        announce(message.words);
        this.#arriving = message;
        this.#goToArriving();
        return;
      case "draw":
        this.#vscode.postMessage(
          await drawnPlan(this.#content, { lanes: this.#shown.lanes, needs: this.#needs, play: this.#play }, message),
        );
    }
  }

  #showContent(content: PanelContent): void {
    const isFirst = this.#content === undefined;
    // What was searched for in one application says nothing about another.
    if (this.#content !== undefined && this.#content.plan.uri !== content.plan.uri) this.#unfilter();
    this.#content = content;
    this.#shown.renew(content.plan);
    this.#play.renew(content);
    this.#render();
    // What was selected when the page was there last.
    if (isFirst && this.#board.current !== undefined) this.#board.select(this.#board.current.id, "leave");
    this.#goToArriving();
  }

  /** What has moved stays selected, and keeps the focus if it had it. */
  #goToArriving(): void {
    const arriving = this.#arriving;
    if (arriving === undefined) return;
    const step = this.#content?.plan.steps.find(({ tasks }) => tasks.some(({ id }) => id === arriving.task));
    if (step?.phase !== arriving.place.phase || step.wave !== arriving.place.wave) return;
    this.#arriving = undefined;
    this.#select(arriving.task, this.#board.hasFocus || isFocusLost() ? "take" : "leave");
  }

  #render(): void {
    const content = this.#content;
    document.body.dataset["empty"] = String(content === undefined);
    showHeading(content?.plan, () => {
      this.#vscode.postMessage({ type: "goToError" });
    });
    this.#showAnswer();
    this.#play.show();
    // What is above and beside the lanes decides how much room they have.
    const { lanes, isFolded, filtered } = this.#shown;
    this.#filter.show(filtered);
    this.#layout = layOut(lanes, Math.floor(this.#scroller.clientWidth / this.#zoom.scale), {
      isFolded,
      cardHeight: content?.answer === undefined ? sizes.cardHeight : sizes.markedCardHeight,
      lines: this.#needs,
      textWidth: (card) => cardTextWidth(card, this.#measure),
    });
    this.#board.show(this.#layout, this.#play.marks, this.#zoom.scale);
    this.#showBox(this.#board.current);
    // What has moved takes the focus where it is now.
    if (isFocusLost() && this.#arriving === undefined) this.#board.focus();
    this.#tellShown();
  }

  /** Keeps what is shown for the next time, and tells the extension. */
  #tellShown(): void {
    if (this.#content === undefined) return;
    this.#keepState();
    const cards = this.#layout.boxes.filter(({ type }) => type === "card").length;
    const moment = this.#play.moment?.id;
    const elements = this.#board.elementCount;
    this.#vscode.postMessage({ type: "shown", cards, elements, ...(moment !== undefined && { moment }) });
  }

  /** Nothing but the marks has changed. */
  #showMoment(): void {
    const { marks } = this.#play;
    this.#board.mark(marks);
    if (marks.now !== undefined) this.#board.reveal(marks.now, hasReducedMotion() ? "instant" : "smooth");
    this.#tellShown();
  }

  #showAnswer(): void {
    const answer = this.#content?.answer;
    showAnswer(part("answer"), answer, {
      choose: (mode) => {
        if (answer?.task !== undefined) this.#vscode.postMessage({ type: "whatIf", task: answer.task, mode });
      },
      copy: () => {
        this.#vscode.postMessage({ type: "copyAnswer" });
      },
      open: () => {
        this.#vscode.postMessage({ type: "openAnswer" });
      },
      close: () => {
        this.#vscode.postMessage({ type: "endAnswer" });
      },
    });
  }

  /** Shows the details of the current box, and its lines. */
  #showBox(box: Box | undefined): void {
    showDetails(part("details"), box, {
      goTo: (resource) => {
        this.#vscode.postMessage({ type: "goTo", resource, how: "go" });
      },
      whatIf: (task, mode) => {
        this.#vscode.postMessage({ type: "whatIf", task, ...(mode !== undefined && { mode }) });
      },
    });
    const steps = this.#content?.plan.steps ?? [];
    this.#needsButton.hidden = !steps.some(({ tasks }) => tasks.some((task) => task.needs.length > 0));
    this.#needsButton.ariaPressed = String(this.#needs === "shown");
    if (this.#needs === "shown") this.#overlay.show(this.#layout, box?.id ?? "");
    else this.#overlay.hide();
  }

  /** Unfolds what hides a card, and goes there. */
  #select(id: string, focus: "take" | "leave"): void {
    if (!this.#shown.uncover(id) && focus === "take") {
      this.#unfilter();
      this.#shown.uncover(id);
    }
    this.#render();
    this.#board.select(id, focus);
  }

  #search(): void {
    this.#shown.filter(this.#filter.search);
    this.#render();
  }

  /** Ends what is shown on top of the plan, the last thing first. The plan is an editor like others, so nothing more ends then. */
  #leave(): void {
    if (!this.#play.stop() && this.#content?.answer !== undefined) this.#vscode.postMessage({ type: "endAnswer" });
    this.#render();
  }

  #unfilter(): void {
    this.#filter.clear();
    this.#shown.filter("");
  }

  /** What is at the mouse stays there; for keys and buttons, what is at the top. */
  #zoomBy(change: ZoomChange, y?: number): void {
    const restore = this.#board.keep(y === undefined ? 0 : y - this.#scroller.getBoundingClientRect().top);
    this.#zoom.change(change);
    this.#render();
    restore();
  }

  #keepState(): void {
    if (this.#content === undefined) return;
    const { question } = this.#content;
    const { uri } = this.#content.plan;
    const zoom = this.#zoom.percent;
    const current = this.#board.current?.id;
    const more = { needs: this.#needs, zoom, current, question, ...this.#play.state };
    this.#vscode.setState({ uri, ...this.#shown.state, ...more });
  }
}

/** Whether the user wants nothing to move; VS Code has a setting for it beside that of the system. */
function hasReducedMotion(): boolean {
  const { classList } = document.body;
  return classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
