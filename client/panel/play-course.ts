import { element, setText } from "./element.ts";
import type { Play } from "./play-state.ts";

/** How much of its surroundings is seen with a moment, so that its outline is whole, in CSS pixels. */
const edge = 4;

/** The whole course of a sync as a list: each moment goes there, and Tab reaches the one that is shown. */
export class PlayCourse {
  readonly #host: HTMLElement;
  readonly #list = element("ol", "course");
  #entries: readonly HTMLButtonElement[] = [];
  #moments: Play["moments"] = [];
  #current: HTMLButtonElement | undefined;

  constructor(host: HTMLElement, chosen: (position: number) => void) {
    this.#host = host;
    host.replaceChildren(element("h2", "", "What happens in this sync"), this.#list);
    new ResizeObserver(() => {
      if (this.#current !== undefined) this.#bringIntoView(this.#current);
    }).observe(host);
    this.#list.addEventListener("click", ({ target }) => {
      const position = this.#entries.findIndex((entry) => entry === target);
      if (position >= 0) chosen(position);
    });
  }

  /** Shows the moments of a sync; what has the focus keeps it. */
  show(play: Play | undefined): void {
    this.#host.hidden = play === undefined;
    const hasFocus = this.#list.contains(document.activeElement);
    const moments = play?.moments ?? [];
    if (moments !== this.#moments) this.#fill(moments);
    this.#mark(this.#entries[play?.position ?? -1]);
    if (hasFocus) this.#current?.focus({ preventScroll: true });
  }

  #fill(moments: Play["moments"]): void {
    this.#moments = moments;
    if (moments.length !== this.#entries.length) {
      this.#entries = moments.map(() => element("button", "moment"));
      this.#list.replaceChildren(
        ...this.#entries.map((entry) => {
          entry.type = "button";
          entry.tabIndex = -1;
          const item = element("li", "");
          item.replaceChildren(entry);
          return item;
        }),
      );
    }
    for (const [index, { sentence }] of moments.entries()) {
      const entry = this.#entries[index];
      if (entry !== undefined && entry.textContent !== sentence) setText(entry, sentence);
    }
  }

  #mark(entry: HTMLButtonElement | undefined): void {
    if (entry === this.#current) return;
    if (this.#current !== undefined) {
      this.#current.ariaCurrent = null;
      this.#current.tabIndex = -1;
    }
    this.#current = entry;
    if (entry === undefined) return;
    entry.ariaCurrent = "step";
    entry.tabIndex = 0;
    this.#bringIntoView(entry);
  }

  /** Only the list scrolls, never the page around it, and at once: the lanes are what moves. */
  #bringIntoView({ offsetTop, offsetHeight }: HTMLElement): void {
    const host = this.#host;
    if (offsetTop - edge < host.scrollTop) host.scrollTop = offsetTop - edge;
    const bottom = offsetTop + offsetHeight + edge;
    if (bottom > host.scrollTop + host.clientHeight) host.scrollTop = bottom - host.clientHeight;
  }
}
