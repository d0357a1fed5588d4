import type { Findings, FoundFile, LeftOut } from "./options.ts";

/** What a search has found since it last reported: little enough to receive in a moment. */
export class Batch {
  readonly #isAskedFor: (path: string) => boolean;
  #files: FoundFile[] = [];
  #leftOut: LeftOut[] = [];
  #size = 0;

  /** Drops what nobody asked for. */
  constructor(isAskedFor: (path: string) => boolean) {
    this.#isAskedFor = isAskedFor;
  }

  get isFull(): boolean {
    return this.#size > 128 * 1024;
  }

  add(found: FoundFile | LeftOut | undefined): void {
    if (found === undefined || !this.#isAskedFor(found.path)) return;
    if ("reason" in found) this.#leftOut.push(found);
    else this.#files.push(found);
    this.#size += found.path.length + ("text" in found ? found.text.length : 0) + overhead;
  }

  take(): Findings {
    const findings = { files: this.#files, leftOut: this.#leftOut };
    this.#files = [];
    this.#leftOut = [];
    this.#size = 0;
    return findings;
  }
}

/** About what a file costs in addition to its text. */
const overhead = 100;
