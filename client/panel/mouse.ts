/** Whether the mouse is pressed on the page. */
export class Mouse {
  #state: "up" | "down" = "up";
  #waiting: (() => void)[] = [];

  constructor() {
    const listen = (type: "pointerdown" | "pointerup" | "pointercancel", listener: () => void): void => {
      window.addEventListener(type, listener, { capture: true });
    };
    listen("pointerdown", () => {
      this.#state = "down";
    });
    for (const end of ["pointerup", "pointercancel"] as const) {
      listen(end, () => {
        this.#release();
      });
    }
    // The button was released where nobody told this page.
    window.addEventListener("pointermove", ({ buttons }) => {
      if (buttons === 0 && this.isDown) this.#release();
    });
  }

  get isDown(): boolean {
    return this.#state === "down";
  }

  /** Calls back when the mouse is up, so at once where it is not pressed: a click is lost on what moves away under a pressed mouse. */
  whenUp(then: () => void): void {
    if (this.isDown) this.#waiting.push(then);
    else then();
  }

  #release(): void {
    this.#state = "up";
    // The browser tells of the click after the release.
    setTimeout(() => {
      for (const then of this.#waiting.splice(0)) this.whenUp(then);
    });
  }
}
