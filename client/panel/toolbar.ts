import { button, part } from "./element.ts";
import type { PanelState } from "./messages.ts";

/** What the buttons ask of the page. */
export interface ToolbarEvents {
  /** The lines between what needs each other are to be shown, or hidden. */
  readonly needs: (needs: PanelState["needs"]) => void;
  readonly foldedAll: (state: "folded" | "unfolded") => void;
}

/** The buttons above the lanes that change how the plan is shown. */
export class Toolbar {
  readonly #needs: HTMLButtonElement;
  #shown: PanelState["needs"] = "hidden";

  /** `play` is the button that plays the sync. */
  constructor(play: HTMLButtonElement, { needs, foldedAll }: ToolbarEvents) {
    this.#needs = button("Show dependencies", () => {
      needs(this.#shown === "shown" ? "hidden" : "shown");
    });
    const fold = button("Fold all", () => {
      foldedAll("folded");
    });
    const unfold = button("Unfold all", () => {
      foldedAll("unfolded");
    });
    part("actions").replaceChildren(play, this.#needs, fold, unfold);
  }

  /** Says whether the lines are shown; a plan in which nothing needs anything has none to show. */
  show(needs: PanelState["needs"], plan: "with needs" | "without needs"): void {
    this.#shown = needs;
    this.#needs.hidden = plan === "without needs";
    this.#needs.ariaPressed = String(needs === "shown");
  }
}
