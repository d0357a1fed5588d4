import { button } from "./element.ts";
import type { Marks } from "./marks.ts";
import type { PanelContent, PanelState } from "./messages.ts";
import { PlayBar } from "./play-bar.ts";
import { keptOf, marksOf, type Play, renewed, restored, syncOf, taskOf } from "./play-state.ts";

/** What playing asks of the page. */
export interface SyncPlayEvents {
  /** The user wants to see the sync played. */
  readonly asked: () => void;
  /** Playing has begun or ended: everything is to be drawn again. */
  readonly turned: () => void;
  /** Another moment is shown: only the marks are others. */
  readonly moved: () => void;
  readonly speedChosen: () => void;
}

/** The sync that the page plays, if it does: over changes of the plan, and over the times when the page is not there. */
export class SyncPlay {
  readonly button: HTMLButtonElement;
  readonly #bar: PlayBar;
  readonly #events: SyncPlayEvents;
  #content: PanelContent | undefined;
  #play: Play | undefined;
  /** What was played when the page was there last, until its sync comes. */
  #kept: PanelState["moment"];

  constructor(kept: PanelState | undefined, events: SyncPlayEvents) {
    this.#events = events;
    this.#kept = kept?.moment;
    this.button = button("Play sync", events.asked);
    this.#bar = new PlayBar(kept?.speed ?? "normal", {
      moved: (play) => {
        this.#play = play;
        this.show();
        events.moved();
      },
      closed: () => {
        this.stop();
      },
      speedChosen: events.speedChosen,
    });
  }

  /** The moment that is shown; `undefined` while nothing is played. */
  get moment(): Play["moments"][number] | undefined {
    return this.#play?.moments[this.#play.position];
  }

  /** What has become of the resources at the moment; while nothing is played, what the answer says. */
  get marks(): Marks {
    if (this.#play === undefined) return { byTask: this.#content?.marks ?? {} };
    return { byTask: marksOf(this.#play), now: this.now };
  }

  /** The wave in which something happens at the moment, by its id; `undefined` where that is about the whole sync. */
  get now(): string | undefined {
    return this.moment?.step ?? undefined;
  }

  /** The task that it happens to: one that is waited for rather than another. */
  get about(): string | undefined {
    return this.moment && taskOf(this.moment);
  }

  /** What is to be kept for the next time that the page is there. */
  get state(): Pick<PanelState, "moment" | "speed"> {
    return { moment: this.#play && keptOf(this.#play), speed: this.#bar.speed };
  }

  /** The plan has changed, or is another one, or there is none any more. */
  renew(content: PanelContent | undefined): void {
    this.#content = content;
    const sync = content && syncOf(content);
    this.#play = this.#play === undefined ? restored(this.#kept, sync) : renewed(this.#play, sync);
    this.#kept = undefined;
  }

  /** Plays the sync of the content from its beginning; does nothing where there is none. */
  start(): void {
    const sync = this.#content && syncOf(this.#content);
    if (sync === undefined) return;
    this.#play = { ...sync, position: 0 };
    this.#events.turned();
    this.#bar.start();
  }

  /** Ends the play that is shown; a focus in it goes to what would begin it again. Says whether there was one. */
  stop(): boolean {
    if (this.#play === undefined) return false;
    const isHere = document.activeElement?.closest("#play, #course") !== null;
    this.#play = undefined;
    this.#events.turned();
    if (isHere) this.button.focus();
    return true;
  }

  /** Draws the bar and the list of moments. */
  show(): void {
    const isPlayed = this.#play !== undefined;
    document.body.dataset["playing"] = String(isPlayed);
    this.button.hidden = isPlayed || this.#content?.plan.steps.length === 0;
    this.#bar.show(this.#play);
  }
}
