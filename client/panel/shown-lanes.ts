import type { PlanView } from "../../server/protocol/index.ts";
import { type Filtered, filterLanes } from "./filter.ts";
import { foldAll, foldedBy, type Folds, withFold } from "./folding.ts";
import { type Lane, lanesOf } from "./lanes.ts";
import type { PanelState } from "./messages.ts";

const none: ReadonlySet<string> = new Set();
const noFolds: Folds = { folded: none, unfolded: none };

/** Which lanes of a plan are shown: those that match the filter, folded as the user wants them. */
export class ShownLanes {
  #all: readonly Lane[] = [];
  #filtered: Filtered;
  #search: string;
  #folds: Folds;
  /** What matches a filter is folded for itself, so that nothing that was folded before hides it. */
  #filterFolds: Folds = noFolds;

  constructor(kept: PanelState | undefined) {
    this.#search = kept?.filter ?? "";
    this.#filtered = filterLanes([], this.#search);
    this.#folds = { folded: new Set(kept?.folded), unfolded: new Set(kept?.unfolded) };
  }

  /** What matches the filter, and how much that is. */
  get filtered(): Filtered {
    return this.#filtered;
  }

  get lanes(): readonly Lane[] {
    return this.#filtered.lanes;
  }

  /** Says of each lane and step that matches whether only its header is shown. */
  get isFolded(): (id: string) => boolean {
    return foldedBy(this.lanes, this.#foldsNow);
  }

  /** What is to be kept for the next time that the page is there. */
  get state(): Pick<PanelState, "folded" | "unfolded" | "filter"> {
    const { folded, unfolded } = this.#folds;
    const filter = this.#search === "" ? {} : { filter: this.#search };
    return { folded: [...folded], unfolded: [...unfolded], ...filter };
  }

  /** The plan is another one, or there is none any more. */
  renew(plan: PlanView | undefined): void {
    this.#all = plan === undefined ? [] : lanesOf(plan);
    this.#filtered = filterLanes(this.#all, this.#search);
  }

  filter(words: string): void {
    if (words !== this.#search) this.#filterFolds = noFolds;
    this.#search = words;
    this.#filtered = filterLanes(this.#all, words);
  }

  fold(id: string, state: "folded" | "unfolded"): void {
    this.#foldsNow = withFold(this.#foldsNow, id, state);
  }

  foldAll(state: "folded" | "unfolded"): void {
    this.#foldsNow = foldAll(this.lanes, state);
  }

  /** Unfolds what hides a card; false if it does not match the filter, or is not there at all. */
  uncover(id: string): boolean {
    for (const lane of this.lanes) {
      const step = lane.steps.find(({ cards }) => cards.some((card) => card.id === id));
      if (step === undefined) continue;
      for (const hiding of [lane.id, step.id].filter(this.isFolded)) this.fold(hiding, "unfolded");
      return true;
    }
    return false;
  }

  get #foldsNow(): Folds {
    return this.#search === "" ? this.#folds : this.#filterFolds;
  }

  set #foldsNow(folds: Folds) {
    if (this.#search === "") this.#folds = folds;
    else this.#filterFolds = folds;
  }
}
