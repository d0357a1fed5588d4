import { setImmediate } from "node:timers/promises";

/** How long, in milliseconds, background work runs before requests have their turn. */
const slice = 8;

/** Divides background work into slices, between which requests are answered. */
export class Slices {
  #start = performance.now();

  /** Resolves immediately during a slice, else after everything that is waiting. */
  async next(): Promise<void> {
    if (performance.now() - this.#start < slice) return;
    await setImmediate();
    this.#start = performance.now();
  }

  /** The result of a computation that can be interrupted wherever it yields. */
  async resultOf<Result>(steps: Generator<unknown, Result, undefined>): Promise<Result> {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await this.next();
    }
  }
}
