import { button, element, setSpoken, setText, setTip } from "./element.ts";

/** The sizes of the buttons and keys, in percent; a wheel also stops between them. */
const levels = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200] as const;

/** How much a wheel has to turn for the size to grow by the number e. */
const wheelScale = 500;

/** What makes the lanes larger or smaller: a step of a key or a button, or as far as a wheel has turned. */
export type ZoomChange = "larger" | "smaller" | "reset" | { readonly wheel: number };

/** The next size of the lanes, in percent. */
export function zoomed(percent: number, change: ZoomChange): number {
  switch (change) {
    case "larger":
      return levels.find((level) => level > percent) ?? levels[levels.length - 1] ?? percent;
    case "smaller":
      return levels.findLast((level) => level < percent) ?? levels[0];
    case "reset":
      return 100;
    default:
      return within(Math.round(percent * Math.exp(Math.min(2, Math.max(-2, -change.wheel / wheelScale)))));
  }
}

/** A size as it was kept, if it is one. */
export function within(percent: number | undefined): number {
  return Number.isFinite(percent) ? Math.min(200, Math.max(50, percent ?? 100)) : 100;
}

/** The buttons that change the size of the lanes; the one in the middle says it, and sets it back. */
export class ZoomControl {
  readonly element: HTMLElement = element("div", "actions zoom");
  readonly #reset: HTMLButtonElement;
  readonly #smaller: HTMLButtonElement;
  readonly #larger: HTMLButtonElement;
  #percent: number;

  constructor(percent: number | undefined, changed: (change: ZoomChange) => void) {
    this.#percent = within(percent);
    const make = (title: string, spoken: string, change: ZoomChange): HTMLButtonElement => {
      const made = button(title, () => {
        changed(change);
      });
      setSpoken(made, spoken);
      return made;
    };
    this.#smaller = make("\u2212", "Zoom out", "smaller");
    setTip(this.#smaller, "Zoom out (Ctrl+-)");
    this.#reset = make("", "", "reset");
    setTip(this.#reset, "Reset the zoom (Ctrl+0)");
    this.#larger = make("+", "Zoom in", "larger");
    setTip(this.#larger, "Zoom in (Ctrl++)");
    this.element.role = "group";
    setSpoken(this.element, "Zoom");
    this.element.replaceChildren(this.#smaller, this.#reset, this.#larger);
    this.#show();
  }

  /** The size of the lanes in percent. */
  get percent(): number {
    return this.#percent;
  }

  /** How many CSS pixels one of a layout is. */
  get scale(): number {
    return this.#percent / 100;
  }

  change(change: ZoomChange): void {
    this.#percent = zoomed(this.#percent, change);
    this.#show();
  }

  #show(): void {
    setText(this.#reset, `${this.#percent} %`);
    setSpoken(this.#reset, `${this.#percent} %, reset the zoom`);
    this.#smaller.ariaDisabled = String(this.#percent <= 50);
    this.#larger.ariaDisabled = String(this.#percent >= 200);
  }
}
