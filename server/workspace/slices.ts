import { setImmediate } from "node:timers/promises";

/** How long, in milliseconds, work in the background goes on before requests have their turn. */
const slice = 8;

/** Divides work that nobody waits for into slices, between which requests are answered. */
export class Slices {
  #start = performance.now();

  /** Resolves at once while the slice lasts, else after whatever is waiting has been done. */
  async next(): Promise<void> {
    if (performance.now() - this.#start < slice) return;
    await setImmediate();
    this.#start = performance.now();
  }
}
