import { answerOfWhatIf } from "../src/panel-host/answers.ts";
import { movedMessage, refusalOf } from "../src/plan/moves.ts";
import { resourceOfCard, taskWith } from "../src/plan/plan-resources.ts";
import type { SourceLocation, WhatIf } from "../../server/protocol/index.ts";
import type { TextEdit } from "../../server/core/index.ts";
import type { FromPanel, KeptQuestion, MovePlace, ToPanel } from "../panel/messages.ts";
import type { Answers } from "./engine.ts";
import { isOurs, ourOrigin } from "./our-origin.ts";

/** What the frame says: what the page of the plan says to VS Code, and one key. */
export type FromFrame = FromPanel | { readonly type: "undo" };

/** What the plan asks of the page around it. */
export interface PlanHost {
  /** What is known of the text that is there now. */
  readonly answers: () => Answers;
  /** Shows a place in the text; `focus` is where the user means to go there too. */
  readonly goTo: (location: SourceLocation, focus: "take" | "leave") => void;
  /** Makes edits of the text of some answers. */
  readonly edit: (answers: Answers, edits: readonly TextEdit[]) => void;
  /** Takes the last change of the text back. */
  readonly undo: () => void;
  /** Shows a Markdown text. */
  readonly open: (markdown: string) => void;
  readonly copy: (text: string) => void;
  /** Says something to the user. */
  readonly say: (words: string) => void;
}

/** The page of the plan panel in a frame, with the plan of the text and the answer to what is asked about it. */
export class PlanFrame {
  readonly #frame: HTMLIFrameElement;
  readonly #host: PlanHost;
  #question: KeptQuestion | undefined;
  #answered: WhatIf | undefined;
  #state: "ready" | "absent" = "absent";

  constructor(frame: HTMLIFrameElement, host: PlanHost) {
    this.#frame = frame;
    this.#host = host;
    window.addEventListener("message", (event: MessageEvent<FromFrame>) => {
      if (event.source === frame.contentWindow && isOurs(event)) this.#receive(event.data);
    });
    // Only now somebody hears that the page is there.
    frame.src = "plan.html";
  }

  /** Shows the plan of the text as it is now, with the answer if that still has what was asked about. */
  show(): void {
    if (this.#state === "absent") return;
    const answers = this.#host.answers();
    if (answers.isEmpty) {
      this.#send({ type: "nothing", message: "The order of the sync appears here." });
      return;
    }
    // There is one application here, and it has no name.
    const plan = { ...answers.plan, application: { ...answers.plan.application, name: "Sync plan" } };
    this.#answered = this.#question && answers.whatIf(this.#question);
    const answer = this.#answered && answerOfWhatIf(plan, this.#answered);
    this.#send({ type: "show", content: { plan, marks: {}, ...answer } });
  }

  #receive(message: FromFrame): void {
    switch (message.type) {
      case "ready":
        this.#state = "ready";
        this.show();
        return;
      case "goTo":
        this.#goTo(message.resource, message.how === "go" ? "take" : "leave");
        return;
      case "goToError": {
        const { error } = this.#host.answers().plan.application;
        if (error !== undefined) this.#host.goTo(error.location, "take");
        return;
      }
      case "whatIf":
        this.#ask({ task: message.task, ...(message.mode !== undefined && { mode: message.mode }) });
        return;
      case "play":
        if (this.#answered === undefined) this.#ask({});
        this.#send({ type: "play" });
        return;
      case "endAnswer":
        this.#ask(undefined);
        return;
      case "copyAnswer":
        if (this.#answered !== undefined) this.#host.copy(this.#answered.markdown);
        return;
      case "openAnswer":
        if (this.#answered !== undefined) this.#host.open(this.#answered.markdown);
        return;
      case "undo":
        this.#host.undo();
        return;
      case "move":
      case "mayMove":
        this.#move(message);
        return;
      // Nobody else follows what is selected; there are no charts here, and nobody asks for pictures.
      case "selected":
      case "shown":
      case "fetchCharts":
      case "drawn":
    }
  }

  #ask(question: KeptQuestion | undefined): void {
    this.#question = question;
    this.show();
  }

  #goTo(card: string, focus: "take" | "leave"): void {
    const found = resourceOfCard(this.#host.answers().plan, card);
    if (found?.location !== undefined) this.#host.goTo(found.location, focus);
  }

  #move({
    type,
    task,
    place,
  }: {
    readonly type: "move" | "mayMove";
    readonly task: string;
    readonly place: MovePlace;
  }): void {
    const answers = this.#host.answers();
    const placed = taskWith(answers.plan, task);
    if (placed === undefined) return;
    const found = refusalOf(placed, place) ?? answers.moved(task, place);
    if (type === "move" && typeof found !== "string") {
      this.#host.edit(answers, found);
      this.#send(movedMessage(placed, place));
    } else if (type === "move" && typeof found === "string") this.#host.say(found);
    else this.#send({ type: "mayMove", task, place, ...(typeof found === "string" && { refusal: found }) });
  }

  #send(message: ToPanel): void {
    this.#frame.contentWindow?.postMessage(message, ourOrigin());
  }
}
