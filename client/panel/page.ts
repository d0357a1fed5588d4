import { Arrival } from "./arrival.ts";
import { CardDrag } from "./card-drag.ts";
import { drawnPlan } from "./drawn-plan.ts";
import { part, setText } from "./element.ts";
import { isFocusLost, onReturn } from "./focus.ts";
import { announce } from "./live-region.ts";
import type { FromPanel, PanelContent, PanelState, ToPanel } from "./messages.ts";
import { Mouse } from "./mouse.ts";
import { PlanScreen } from "./plan-screen.ts";
import { cardRequests, type Post } from "./requests.ts";
import { listenForShortcuts } from "./shortcuts.ts";

/** What VS Code gives to the script of a page, once. */
export interface VsCodeApi {
  postMessage(message: FromPanel): void;
  /** What was kept of the page when it was there last. */
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

/** The page of the plan panel: it shows what the extension sends, and tells it what the user does. */
export class Page {
  readonly #vscode: VsCodeApi;
  readonly #post: Post = (message) => {
    this.#vscode.postMessage(message);
  };
  readonly #mouse = new Mouse();
  readonly #screen: PlanScreen;
  readonly #drag: CardDrag;
  readonly #arrival = new Arrival();
  #content: PanelContent | undefined;

  constructor(vscode: VsCodeApi) {
    this.#vscode = vscode;
    const { opened, moved, ...dragged } = cardRequests(this.#post, () => this.#content);
    this.#screen = new PlanScreen(vscode.getState(), this.#mouse, this.#post, {
      ...{ opened, moved },
      focused: ({ id }) => {
        this.#arrival.wentTo(id);
        this.#post({ type: "selected", id });
        this.#keepState();
      },
      drawn: () => {
        this.#tellShown();
      },
      arranged: () => {
        this.#keepState();
      },
    });
    const { board, filter } = this.#screen;
    this.#drag = new CardDrag(board, dragged);
    listenForShortcuts({
      filter: () => {
        filter.focus();
      },
      zoom: (change, y) => {
        this.#screen.zoom(change, y);
      },
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.#leave();
    });
    onReturn(this.#mouse, () => {
      if (isFocusLost() || board.hasFocus) board.focus();
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
        setText(part("name"), message.message);
        this.#screen.show(undefined);
        return;
      case "select":
        this.#screen.select(message.task, message.focus);
        return;
      case "play":
        this.#screen.play.start();
        return;
      case "mayMove":
        this.#drag.answer(message.task, message.place, message.refusal);
        return;
      case "moved":
        announce(message.words);
        this.#arrival.begin(message);
        this.#goToArriving();
        return;
      case "draw":
        this.#post(await drawnPlan(this.#content, this.#screen.drawing, message));
    }
  }

  #showContent(content: PanelContent): void {
    const isFirst = this.#content === undefined;
    this.#content = content;
    this.#screen.show(content);
    const { board } = this.#screen;
    // What was selected when the page was there last.
    if (isFirst && board.current !== undefined) board.select(board.current.id, "leave");
    this.#goToArriving();
  }

  /** What has moved stays selected, and keeps the focus if it had it. */
  #goToArriving(): void {
    const id = this.#arrival.take(this.#content);
    if (id !== undefined) this.#screen.select(id, this.#screen.board.hasFocus || isFocusLost() ? "take" : "leave");
  }

  /** Keeps what is shown for the next time, and tells the extension; a focus that was lost goes to the board. */
  #tellShown(): void {
    // What has moved takes the focus where it is now.
    if (isFocusLost() && !this.#arrival.isAwaited) this.#screen.board.focus();
    if (this.#content === undefined) return;
    this.#keepState();
    this.#post(this.#screen.shown);
  }

  /** Ends what is shown on top of the plan, the last thing first. The plan is an editor like others, so nothing more ends then. */
  #leave(): void {
    if (!this.#screen.play.stop() && this.#content?.answer !== undefined) this.#post({ type: "endAnswer" });
    this.#screen.draw();
  }

  #keepState(): void {
    if (this.#content === undefined) return;
    const { question, plan } = this.#content;
    this.#vscode.setState({ uri: plan.uri, question, ...this.#screen.state });
  }
}
