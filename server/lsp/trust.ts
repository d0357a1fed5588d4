import type { Client } from "./client.ts";

/** Whether the user trusts the workspace, so that programs may run on its files; once it is trusted, it stays so. */
export class Trust {
  #isGiven: boolean;

  constructor({ trusted }: Pick<Client, "trusted">) {
    this.#isGiven = trusted;
  }

  get isGiven(): boolean {
    return this.#isGiven;
  }

  give(): void {
    this.#isGiven = true;
  }
}
