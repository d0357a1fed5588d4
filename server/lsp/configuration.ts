import type { Connection } from "vscode-languageserver";
import type { Client } from "./client.ts";
import type { ArgoCdVersion } from "../core/index.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import { readSettings, type Settings } from "./settings.ts";
import { log } from "./tell.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

const section = "argocdAnnotations";

/** What reading settings needs from an editor: one that cannot be asked sends them itself, first these `settings`. */
type ConfigurationClient = Pick<Client, "asksConfiguration" | "settings">;

/** The settings of the user, asked from the editor when they are needed and kept until they change. */
export class Configuration {
  readonly #connection: Connection;
  readonly #asks: boolean;
  readonly #folders: WorkspaceFolders;
  readonly #byUri = new Map<string, Promise<Settings>>();
  readonly #complained = new Set<string>();
  #pushed: unknown;

  constructor(connection: Connection, { asksConfiguration, settings }: ConfigurationClient, folders: WorkspaceFolders) {
    this.#connection = connection;
    this.#asks = asksConfiguration;
    this.#pushed = settings;
    this.#folders = folders;
  }

  /** The settings for one file; folders of a workspace can have settings of their own. */
  of(uri: string): Promise<Settings> {
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const asked = this.#read(uri);
    this.#byUri.set(uri, asked);
    return asked;
  }

  /** The version of Argo CD that reads what is at a path. Settings belong to folders of the workspace, so these are asked about, not each path. */
  async versionAt(path: string): Promise<ArgoCdVersion> {
    return (await this.of(uriOfPath(this.#folders.around(path) ?? path))).version;
  }

  /** Whether the settings exclude a file, so that it is not checked by itself; never true for a file that is not on disk. */
  async leavesOut(uri: string): Promise<boolean> {
    const path = pathOfUri(uri);
    return path !== undefined && this.#folders.leaveOut(path, await this.of(uri));
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
      if (!this.#complained.has(complaint)) log(this.#connection, "warn", `${complaint} The default is used.`);
      this.#complained.add(complaint);
    }
    return settings;
  }

  /** An editor that cannot answer has no settings. */
  async #ask(uri: string): Promise<unknown> {
    try {
      return (await this.#connection.workspace.getConfiguration({ scopeUri: uri, section })) as unknown;
    } catch (error) {
      log(this.#connection, "warn", `The settings cannot be read, so the defaults are used: ${String(error)}`);
      return undefined;
    }
  }
}
