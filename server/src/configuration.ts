import type { Connection } from "vscode-languageserver";
import { readSettings, type Settings } from "./settings.ts";

const section = "argocdAnnotations";

/** The settings of the user, asked from the editor when they are needed and kept until they change. */
export class Configuration {
  readonly #connection: Connection;
  readonly #asks: boolean;
  readonly #byUri = new Map<string, Promise<Settings>>();
  readonly #complained = new Set<string>();
  #pushed: unknown;

  /** `asks`: the editor answers `workspace/configuration`; any other sends its settings by itself, at first those given here. */
  constructor(connection: Connection, asks: boolean, pushed: unknown) {
    this.#connection = connection;
    this.#asks = asks;
    this.#pushed = pushed;
  }

  /** The settings for one file; folders of a workspace can have settings of their own. */
  of(uri: string): Promise<Settings> {
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const asked = this.#read(uri);
    this.#byUri.set(uri, asked);
    return asked;
  }

  /** Forgets everything; `settings` is what the editor sent along. */
  changed(settings: unknown): void {
    this.#byUri.clear();
    this.#complained.clear();
    if (typeof settings === "object" && settings !== null && section in settings) {
      this.#pushed = (settings as Readonly<Record<string, unknown>>)[section];
    }
  }

  async #read(uri: string): Promise<Settings> {
    const value: unknown = this.#asks ? await this.#ask(uri) : this.#pushed;
    const { settings, complaints } = readSettings(value);
    for (const complaint of complaints) {
      if (!this.#complained.has(complaint)) this.#connection.console.warn(`${complaint} The default holds.`);
      this.#complained.add(complaint);
    }
    return settings;
  }

  /** An editor that cannot answer has no settings. */
  async #ask(uri: string): Promise<unknown> {
    try {
      return (await this.#connection.workspace.getConfiguration({ scopeUri: uri, section })) as unknown;
    } catch (error) {
      this.#connection.console.warn(`The settings cannot be read, so the defaults hold: ${String(error)}`);
      return undefined;
    }
  }
}
