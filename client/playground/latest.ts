import type { ArgoCdVersion } from "../../server/core/index.ts";
import { Answers } from "./engine.ts";

/** What is known of the last text that was asked about, so that nobody computes it twice. */
export class Latest {
  readonly #version: () => ArgoCdVersion;
  #known: Answers | undefined;

  constructor(version: () => ArgoCdVersion) {
    this.#version = version;
  }

  of(text: string): Answers {
    const version = this.#version();
    if (this.#known?.isOf(version, text) !== true) this.#known = new Answers(text, version, this.#known);
    return this.#known;
  }
}
