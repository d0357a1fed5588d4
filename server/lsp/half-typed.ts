import type { Roster } from "../core/index.ts";
import { debounce } from "./debounce.ts";
import type { Session } from "./session.ts";

/** How long, in milliseconds, after the last key a text that Argo CD refuses is taken for one that is half typed. */
const patience = 2000;

/** How many answers are kept. */
const mostKept = 100;

/**
 * Keeps what was shown of an application while something is half typed in it: until a key has its colon, the text is no YAML, and until it
 * has its value, Argo CD refuses the annotation; everything shown would say for a moment that the whole application fails.
 */
export class HalfTyped {
  readonly #kept = new Map<string, unknown>();
  readonly #settleSoon: () => void;
  readonly #isWanted: boolean;
  #isTyping = false;
  #isHeld = false;

  /** `settled` is called once what is shown has to be asked for again. */
  constructor(surroundings: Pick<Session, "connection" | "ending" | "client">, settled: () => void | Promise<void>) {
    this.#isWanted = surroundings.client.staysCalm;
    this.#settleSoon = debounce(surroundings, patience, "after the last", async () => {
      this.#isTyping = false;
      if (!this.#isHeld) return;
      this.#isHeld = false;
      await settled();
    });
  }

  /** Notes that somebody has typed. */
  typed(): void {
    this.#isTyping = true;
    this.#settleSoon();
  }

  /**
   * What is shown of an application: an answer or, while a text in it is half typed, the one that was given before for the same key, when
   * nothing failed. Only for an editor that wants that, as it has to ask again when it is told to.
   */
  shown<Answer>(key: string, { application }: Roster, answer: Answer): Answer {
    const before = this.#kept.get(key);
    const fails = application.failures.length > 0;
    if (fails && this.#isWanted && this.#isTyping && before !== undefined) {
      this.#isHeld = true;
      return before as Answer;
    }
    this.#kept.delete(key);
    if (!fails && this.#isWanted) this.#kept.set(key, answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
    return answer;
  }

  /** Forgets what was shown of a file that is closed. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}
