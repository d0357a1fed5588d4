import type { PanelContent, ToPanel } from "./messages.ts";

/** A card that is on its way to another wave: its new place comes with one of the next plans. */
export class Arrival {
  #arriving: (ToPanel & { readonly type: "moved" }) | undefined;

  get isAwaited(): boolean {
    return this.#arriving !== undefined;
  }

  begin(moved: ToPanel & { readonly type: "moved" }): void {
    this.#arriving = moved;
  }

  /** The user went elsewhere, unless to the card itself: then it is not followed any more. */
  wentTo(id: string): void {
    if (id !== this.#arriving?.task) this.#arriving = undefined;
  }

  /** The id of the card, once, as soon as it is at its new place in a plan. */
  take(content: PanelContent | undefined): string | undefined {
    const arriving = this.#arriving;
    const step = content?.plan.steps.find(({ tasks }) => tasks.some(({ id }) => id === arriving?.task));
    if (step === undefined || step.phase !== arriving?.place.phase || step.wave !== arriving.place.wave)
      return undefined;
    this.#arriving = undefined;
    return arriving.task;
  }
}
