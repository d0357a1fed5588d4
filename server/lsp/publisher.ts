import type { Connection } from "vscode-languageserver";
import type { Diagnoser } from "./diagnostics.ts";
import type { OpenDocuments } from "./documents.ts";
import { guard } from "./guard.ts";

/** The changes of a burst that come within this time, in milliseconds, are answered together. */
const pause = 12;

/** Sends diagnostics to editors that do not ask for them. */
export class Publisher {
  readonly #connection: Connection;
  readonly #documents: OpenDocuments;
  readonly #diagnoser: Diagnoser;
  readonly #waiting = new Map<string, Waiting>();

  constructor(connection: Connection, documents: OpenDocuments, diagnoser: Diagnoser) {
    this.#connection = connection;
    this.#documents = documents;
    this.#diagnoser = diagnoser;
  }

  /** Answers a single change at once, and a burst of changes together. */
  changed(uri: string): void {
    const waiting = this.#waiting.get(uri);
    if (waiting === undefined) {
      // The messages of a burst are read one per turn: after two turns without another change, the burst is over.
      const turn = setImmediate(() => {
        this.#waiting.set(uri, { turn: setImmediate(() => void this.#publish(uri)) });
      });
      this.#waiting.set(uri, { turn });
      return;
    }
    clearImmediate(waiting.turn);
    clearTimeout(waiting.timer);
    this.#waiting.set(uri, { timer: setTimeout(() => void this.#publish(uri), pause) });
  }

  /** Removes the diagnostics of a closed file. */
  closed(uri: string): void {
    const waiting = this.#waiting.get(uri);
    clearImmediate(waiting?.turn);
    clearTimeout(waiting?.timer);
    this.#waiting.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  #publish(uri: string): Promise<void> {
    this.#waiting.delete(uri);
    const publish = guard(this.#connection, undefined, async () => {
      const document = this.#documents.get(uri);
      if (document === undefined) return;
      const { diagnostics } = await this.#diagnoser.diagnosticsOf(document);
      // A newer text gets its own answer.
      if (this.#documents.get(uri) !== document) return;
      await this.#connection.sendDiagnostics({ uri, version: document.version, diagnostics: [...diagnostics] });
    });
    return publish();
  }
}

/** An answer that is on its way: in one of the next turns of the event loop, or, in a burst, after a pause. */
interface Waiting {
  readonly turn?: NodeJS.Immediate;
  readonly timer?: NodeJS.Timeout;
}
