import { showAnswer } from "./answer-view.ts";
import { Board } from "./board.ts";
import { showDetails } from "./details.ts";
import { button, part, setText } from "./element.ts";
import { foldAll, foldedBy, type Folds, withFold } from "./folding.ts";
import { showHeading } from "./heading.ts";
import { type Lane, lanesOf } from "./lanes.ts";
import { type Box, layOut, type Layout, sizes } from "./layout.ts";
import type { FromPanel, PanelContent, PanelState, ToPanel } from "./messages.ts";
import { createNeedsOverlay, type NeedsOverlay } from "./needs-overlay.ts";
import { drawnPlan } from "./drawn-plan.ts";
import { SyncPlay } from "./sync-play.ts";

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
  readonly #board: Board;
  readonly #overlay: NeedsOverlay;
  readonly #needsButton: HTMLButtonElement;
  readonly #play: SyncPlay;
  #content: PanelContent | undefined;
  #lanes: readonly Lane[] = [];
  #layout: Layout = layOut([], 0);
  #folds: Folds;
  #needs: PanelState["needs"];

  constructor(vscode: VsCodeApi) {
    const kept = vscode.getState();
    this.#vscode = vscode;
    this.#folds = { folded: new Set(kept?.folded), unfolded: new Set(kept?.unfolded) };
    this.#needs = kept?.needs ?? "hidden";
    this.#board = new Board(this.#scroller, {
      focused: (box) => {
        this.#showBox(box);
      },
      opened: (box) => {
        if (box.type === "card" && box.card.resource.location !== undefined)
          vscode.postMessage({ type: "goTo", resource: box.id });
      },
      folded: (id, state) => {
        this.#setFolds(withFold(this.#folds, id, state));
      },
    });
    // On top of the board.
    this.#overlay = createNeedsOverlay(this.#scroller);
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
        this.#setFolds(foldAll(this.#lanes, "folded"));
      }),
      button("Unfold all", () => {
        this.#setFolds(foldAll(this.#lanes, "unfolded"));
      }),
    );
    new ResizeObserver(() => {
      this.#render();
    }).observe(this.#scroller);
  }

  /** Does what the extension asks for. */
  async receive(message: ToPanel): Promise<void> {
    switch (message.type) {
      case "show":
        this.#content = message.content;
        this.#lanes = lanesOf(message.content.plan);
        this.#play.renew(message.content);
        this.#render();
        return;
      case "nothing":
        this.#content = undefined;
        this.#lanes = [];
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
      case "draw":
        this.#vscode.postMessage(
          await drawnPlan(this.#content, { lanes: this.#lanes, needs: this.#needs, play: this.#play }, message),
        );
    }
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
    const cardHeight = content?.answer === undefined ? sizes.cardHeight : sizes.markedCardHeight;
    const isFolded = foldedBy(this.#lanes, this.#folds);
    this.#layout = layOut(this.#lanes, this.#scroller.clientWidth, { isFolded, cardHeight });
    this.#board.show(this.#layout, this.#play.marks);
    this.#showBox(this.#board.current);
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
        this.#vscode.postMessage({ type: "goTo", resource });
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
    for (const lane of this.#lanes) {
      const step = lane.steps.find(({ cards }) => cards.some((card) => card.id === id));
      if (step === undefined) continue;
      const isFolded = foldedBy(this.#lanes, this.#folds);
      for (const hiding of [lane.id, step.id].filter(isFolded)) this.#folds = withFold(this.#folds, hiding, "unfolded");
    }
    this.#render();
    this.#board.select(id, focus);
  }

  #setFolds(folds: Folds): void {
    this.#folds = folds;
    this.#render();
  }

  #keepState(): void {
    if (this.#content === undefined) return;
    const { uri } = this.#content.plan;
    const { folded, unfolded } = this.#folds;
    const folds = { folded: [...folded], unfolded: [...unfolded] };
    this.#vscode.setState({ uri, ...folds, needs: this.#needs, ...this.#play.state });
  }
}

/** Whether the user wants nothing to move; VS Code has a setting for it beside that of the system. */
function hasReducedMotion(): boolean {
  const { classList } = document.body;
  return classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
