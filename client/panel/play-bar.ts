import { button, element, part, setSpoken, setText, setTip } from "./element.ts";
import type { PlaySpeed } from "./messages.ts";
import { PlayCourse } from "./play-course.ts";
import { movedBy, type Play } from "./play-state.ts";

/** How long each moment is shown while a sync plays, in milliseconds. */
const pauses: Readonly<Record<PlaySpeed, number>> = { slow: 4000, normal: 2000, fast: 1000 };

const speeds: readonly { readonly speed: PlaySpeed; readonly title: string }[] = [
  { speed: "slow", title: "Slow" },
  { speed: "normal", title: "Normal speed" },
  { speed: "fast", title: "Fast" },
];

/** How many moments a key goes on. */
const keySteps: Readonly<Partial<Record<string, number>>> = {
  ...{ ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 },
  ...{ Home: -Infinity, End: Infinity },
};

/** What the bar tells about its user and its clock. */
export interface PlayEvents {
  /** Another moment is to be shown. */
  readonly moved: (play: Play) => void;
  readonly closed: () => void;
  readonly speedChosen: () => void;
}

/** The bar above the lanes that plays a sync, and the list of all its moments beside them. */
export class PlayBar {
  readonly #events: PlayEvents;
  readonly #host = part("play");
  readonly #now = element("p", "now");
  readonly #count = element("span", "quiet play-count");
  readonly #first: HTMLButtonElement;
  readonly #back: HTMLButtonElement;
  readonly #toggle: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  readonly #last: HTMLButtonElement;
  readonly #close: HTMLButtonElement;
  readonly #speed = element("select", "select");
  readonly #course: PlayCourse;
  #play: Play | undefined;
  #timer: number | undefined;

  constructor(speed: PlaySpeed, events: PlayEvents) {
    this.#events = events;
    this.#course = new PlayCourse(part("course"), (position) => {
      this.#step(position - (this.#play?.position ?? 0));
    });
    const step = (title: string, key: string, count: number): HTMLButtonElement => {
      const made = button(title, () => {
        this.#step(count);
      });
      setTip(made, `${title} (${key})`);
      return made;
    };
    this.#first = step("Beginning", "Home", -Infinity);
    this.#back = step("Back", "Left Arrow", -1);
    this.#toggle = button("Play", () => {
      this.#playOrPause();
    });
    this.#toggle.classList.add("play-toggle");
    setTip(this.#toggle, "Play or pause (Space)");
    this.#next = step("Next", "Right Arrow", 1);
    this.#last = step("End", "End", Infinity);
    for (const end of [this.#first, this.#last]) end.classList.add("play-end");
    this.#fillSpeed(speed);
    this.#close = button("Stop playing", () => {
      this.#events.closed();
    });
    const bar = element("div", "actions");
    bar.role = "toolbar";
    setSpoken(bar, "Play the sync");
    bar.replaceChildren(this.#first, this.#back, this.#toggle, this.#next, this.#last, this.#speed, this.#close);
    const line = element("div", "moment-line");
    line.replaceChildren(this.#now, this.#count);
    this.#now.ariaLive = "polite";
    this.#now.ariaAtomic = "true";
    this.#host.replaceChildren(bar, line);
    for (const place of [bar, part("course")]) {
      place.addEventListener("keydown", (event) => {
        this.#answerKey(event);
      });
    }
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.pause();
    });
  }

  get speed(): PlaySpeed {
    return speeds[this.#speed.selectedIndex]?.speed ?? "normal";
  }

  /** Shows a moment; hides everything if nothing is played. */
  show(play: Play | undefined): void {
    this.#play = play;
    this.#host.hidden = play === undefined;
    this.#course.show(play);
    if (play === undefined) {
      this.pause();
      setText(this.#now, "");
      return;
    }
    const { moments, position } = play;
    const sentence = moments[position]?.sentence ?? "";
    // A screen reader says it when it changes, and not at each key in the editor.
    if (this.#now.textContent !== sentence) setText(this.#now, sentence);
    setText(this.#count, `${position + 1} of ${moments.length}`);
    for (const back of [this.#first, this.#back]) back.ariaDisabled = String(position === 0);
    for (const next of [this.#next, this.#last]) next.ariaDisabled = String(this.#isAtEnd());
  }

  /** Begins to play where it stands, and takes the focus. */
  start(): void {
    this.#toggle.focus({ preventScroll: true });
    this.#setTimer();
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#showToggle();
  }

  #fillSpeed(chosen: PlaySpeed): void {
    setSpoken(this.#speed, "Speed");
    this.#speed.replaceChildren(...speeds.map(({ title }) => element("option", "", title)));
    this.#speed.selectedIndex = speeds.findIndex(({ speed }) => speed === chosen);
    this.#speed.addEventListener("change", () => {
      this.#events.speedChosen();
      if (this.#timer !== undefined) this.#setTimer();
    });
  }

  #playOrPause(): void {
    if (this.#timer !== undefined) {
      this.pause();
      return;
    }
    if (this.#isAtEnd()) this.#moveBy(-Infinity);
    this.#setTimer();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#moveBy(1);
      if (this.#isAtEnd()) this.pause();
      else this.#setTimer();
    }, pauses[this.speed]);
    this.#showToggle();
  }

  #showToggle(): void {
    const title = this.#timer === undefined ? "Play" : "Pause";
    if (this.#toggle.textContent !== title) setText(this.#toggle, title);
  }

  #isAtEnd(): boolean {
    return this.#play === undefined || this.#play.position >= this.#play.moments.length - 1;
  }

  /** A step that the user takes: then nothing goes on by itself. */
  #step(count: number): void {
    this.pause();
    this.#moveBy(count);
  }

  #moveBy(count: number): void {
    if (this.#play !== undefined) this.#events.moved(movedBy(this.#play, count));
  }

  /** Arrows, Home and End step from wherever the focus is in the bar or the list; the space bar plays and pauses, Enter presses. */
  #answerKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // These two do with the space bar what such controls do.
    if (target === this.#speed || (target === this.#close && key === " ")) return;
    const count = keySteps[key];
    if (count === undefined && key !== " ") return;
    event.preventDefault();
    if (count === undefined) this.#playOrPause();
    else this.#step(count);
  }
}
