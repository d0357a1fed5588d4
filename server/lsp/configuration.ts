import type { Connection } from "vscode-languageserver";
import type { Client } from "./client.ts";
import type { Applications } from "../workspace/applications.ts";
import { type FileSettings, type GivenSettings, settingsOf } from "../workspace/settings.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import { readSettings, type Settings } from "./settings.ts";
import { log } from "./tell.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

const section = "argocdAnnotations";

/** What reading settings needs from an editor: one that cannot be asked sends them itself, first these `settings`. */
type ConfigurationClient = Pick<Client, "asksConfiguration" | "settings">;

/** What the answers depend on beside the editor: the model that knows the configurations of the workspace. */
type Resolving = Pick<Applications, "settingsAt" | "leavesOut">;

/** The settings of a file: those of the user, with what its configuration says where the user has set nothing. */
export type ResolvedSettings = Omit<Settings, keyof GivenSettings> & FileSettings;

/** The settings of the user, asked from the editor when they are needed and kept until they change, and those of each file. */
export class Configuration {
  readonly #connection: Connection;
  readonly #asks: boolean;
  readonly #folders: WorkspaceFolders;
  readonly #resolving: () => Resolving;
  readonly #given = new Map<string, Promise<Settings>>();
  readonly #resolved = new WeakMap<Settings, WeakMap<FileSettings, ResolvedSettings>>();
  readonly #ofNoFile = new WeakMap<Settings, FileSettings>();
  readonly #complained = new Set<string>();
  #pushed: unknown;

  constructor(
    connection: Connection,
    { asksConfiguration, settings }: ConfigurationClient,
    folders: WorkspaceFolders,
    resolving: () => Resolving,
  ) {
    this.#connection = connection;
    this.#asks = asksConfiguration;
    this.#pushed = settings;
    this.#folders = folders;
    this.#resolving = resolving;
  }

  /** The settings that hold for one file: the same object for as long as they are the same. */
  async of(uri: string): Promise<ResolvedSettings> {
    const path = pathOfUri(uri);
    const given = await (path === undefined ? this.#ask(uri) : this.givenAt(path));
    const file = path === undefined ? this.#settingsOfNoFile(given) : await this.#resolving().settingsAt(path);
    const known = this.#resolved.get(given) ?? new WeakMap<FileSettings, ResolvedSettings>();
    this.#resolved.set(given, known);
    const resolved = known.get(file) ?? { ...given, ...file };
    known.set(file, resolved);
    return resolved;
  }

  /** What the user has set for what is at a path. Settings belong to folders of the workspace, so these are asked about, not each path. */
  givenAt(path: string): Promise<Settings> {
    return this.#ask(uriOfPath(this.#folders.around(path) ?? path));
  }

  /** Whether the user has excluded what is at a path. */
  async isLeftOut(path: string): Promise<boolean> {
    return this.#folders.leaveOut(path, await this.givenAt(path));
  }

  /** Whether the settings exclude a file, so that it is not checked by itself; never true for a file that is not on disk. */
  async leavesOut(uri: string): Promise<boolean> {
    const path = pathOfUri(uri);
    return path !== undefined && this.#resolving().leavesOut(path);
  }

  /** There is no configuration around an untitled file, or around one in another file system. */
  #settingsOfNoFile(given: Settings): FileSettings {
    const known = this.#ofNoFile.get(given) ?? settingsOf(given, []);
    this.#ofNoFile.set(given, known);
    return known;
  }

  #ask(uri: string): Promise<Settings> {
    const known = this.#given.get(uri);
    if (known !== undefined) return known;
    const asked = this.#read(uri);
    this.#given.set(uri, asked);
    return asked;
  }

  /** Forgets everything; `settings` is what the editor sent along. */
  changed(settings: unknown): void {
    this.#given.clear();
    this.#complained.clear();
    if (typeof settings === "object" && settings !== null && section in settings) {
      this.#pushed = (settings as Readonly<Record<string, unknown>>)[section];
    }
  }

  async #read(uri: string): Promise<Settings> {
    const value: unknown = this.#asks ? await this.#valueAt(uri) : this.#pushed;
    const { settings, complaints } = readSettings(value);
    for (const complaint of complaints) {
      if (!this.#complained.has(complaint)) log(this.#connection, "warn", `${complaint} The default is used.`);
      this.#complained.add(complaint);
    }
    return settings;
  }

  /** An editor that cannot answer has no settings. */
  async #valueAt(uri: string): Promise<unknown> {
    try {
      return (await this.#connection.workspace.getConfiguration({ scopeUri: uri, section })) as unknown;
    } catch (error) {
      log(this.#connection, "warn", `The settings cannot be read, so the defaults are used: ${String(error)}`);
      return undefined;
    }
  }
}
