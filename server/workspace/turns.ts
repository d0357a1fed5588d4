import { setImmediate, setTimeout } from "node:timers/promises";

/** After work of more than `long` milliseconds, others have their turn for `pause` milliseconds: an answer may take several steps. */
const [long, pause] = [250, 15];

/** Does one piece of work after another that cannot be interrupted, such as rendering a chart, and lets requests be answered between them. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #took = 0;

  /** The result of work, once all that was asked for earlier is done. */
  of<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(async () => {
      await setImmediate();
      if (this.#took > long) await setTimeout(pause);
      const start = performance.now();
      try {
        return await work();
      } finally {
        this.#took = performance.now() - start;
      }
    });
    // Who asked for it is told that it failed.
    this.#last = result.catch(() => undefined);
    return result;
  }
}
