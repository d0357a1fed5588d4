import { element, setSpoken, setText, setTip } from "./element.ts";
import type { Filtered } from "./filter.ts";
import { counted } from "../../server/protocol/index.ts";

/** What the field tells about its user. */
export interface FilterEvents {
  readonly changed: () => void;
  /** The user goes on to what was found, or leaves the empty field. */
  readonly left: () => void;
}

/** The field to search in, how much is found, and what is said instead of the lanes where nothing is. */
export class FilterField {
  readonly element: HTMLElement = element("div", "filter");
  /** Stands where the lanes are. */
  readonly nothing: HTMLElement = element("p", "nothing");
  readonly #input = element("input", "input");
  readonly #count = element("span", "quiet");

  constructor(search: string, { changed, left }: FilterEvents) {
    this.element.role = "search";
    this.#input.type = "search";
    this.#input.value = search;
    this.#input.placeholder = "Filter resources";
    this.#input.spellcheck = false;
    setSpoken(this.#input, "Filter resources by kind, name, namespace, wave, phase or hook");
    setTip(this.#input, "Every word has to match: kind, name, namespace, wave 2, phase or hook (Ctrl+F)");
    for (const told of [this.#count, this.nothing]) {
      told.role = "status";
      told.hidden = true;
    }
    this.element.replaceChildren(this.#input, this.#count);
    this.#input.addEventListener("input", changed);
    this.#input.addEventListener("keydown", (event) => {
      const isCleared = event.key === "Escape" && this.#input.value !== "";
      const isLeft = event.key === "Enter" || event.key === "ArrowDown" || event.key === "Escape";
      if (!isLeft) return;
      event.preventDefault();
      event.stopPropagation();
      if (isCleared) {
        this.#input.value = "";
        changed();
      } else left();
    });
  }

  /** What is searched for; empty if nothing is. */
  get search(): string {
    return this.#input.value.trim();
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  clear(): void {
    this.#input.value = "";
  }

  /** Says how much is found. */
  show({ lanes, found, all }: Filtered): void {
    const isSearching = this.search !== "";
    this.#count.hidden = !isSearching;
    tell(this.#count, isSearching ? `${found} of ${counted(all, "resource")}` : "");
    this.nothing.hidden = !isSearching || lanes.length > 0;
    tell(this.nothing, this.nothing.hidden ? "" : `Nothing matches "${this.search}".`);
  }
}

/** A screen reader says it when it changes, and not whenever the page is drawn. */
function tell(target: HTMLElement, words: string): void {
  if (target.textContent !== words) setText(target, words);
}
