import type { Answers } from "./engine.ts";

/** How long, in milliseconds, nothing is typed before a text is looked at: at least this, and as long as looking took. */
const pause = 150;

/**
 * How long, in milliseconds, after the last change a text that Argo CD refuses is taken for one that is half typed: until then, the order
 * that was shown stays. A language server waits as long.
 */
const patience = 2000;

/** What is shown of answers. */
export interface Screen {
  /** What is known of the text that is there. */
  readonly answers: () => Answers;
  readonly showProblems: (answers: Answers) => void;
  /** Shows what a sync does with it. */
  readonly showOrder: (answers: Answers) => void;
}

/** Decides when what is known of a text is shown: at once, or when whoever types has paused. */
export class Display {
  readonly #screen: Screen;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #took = 0;
  /** Whether an order is shown, and nothing fails in it. */
  #isCalm = false;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Shows everything. */
  show(): void {
    this.#forgetTimers();
    this.#screen.showProblems(this.#screen.answers());
    this.#showOrder();
  }

  /** Notes that the text has changed, and shows it after a pause. Only what is typed may be half typed. */
  changed(how: "typed" | "written"): void {
    this.#forgetTimers();
    this.#looking = setTimeout(
      () => {
        const begin = performance.now();
        if (how === "typed") this.#look();
        else this.show();
        this.#took = performance.now() - begin;
      },
      Math.max(pause, this.#took),
    );
  }

  #look(): void {
    const answers = this.#screen.answers();
    const isHalfTyped = answers.fails && this.#isCalm;
    this.#screen.showProblems(answers);
    if (!isHalfTyped) this.#showOrder();
    else
      this.#settling = setTimeout(() => {
        this.#showOrder();
      }, patience);
  }

  #showOrder(): void {
    const answers = this.#screen.answers();
    this.#isCalm = !answers.fails && !answers.isEmpty;
    this.#screen.showOrder(answers);
  }

  #forgetTimers(): void {
    clearTimeout(this.#looking);
    clearTimeout(this.#settling);
  }
}
