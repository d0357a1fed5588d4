import type { Connection } from "vscode-languageserver";
import type { Client } from "./client.ts";
import type { Applications } from "../workspace/applications.ts";
import { type FileSettings, type GivenSettings, settingsOf } from "../workspace/settings.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import { mergedSettings, type RawSettings, settingsIn, settingsSection } from "./given-settings.ts";
import { readSettings, type Settings } from "./settings.ts";
import { log } from "./tell.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

/** What reading settings needs from an editor: it may send `options` with its first request, others later, and answer when asked. */
type ConfigurationClient = Pick<Client, "asksConfiguration" | "options">;

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
  readonly #initial: RawSettings | undefined;
  #pushed: RawSettings | undefined;

  constructor(
    connection: Connection,
    { asksConfiguration, options }: ConfigurationClient,
    folders: WorkspaceFolders,
    resolving: () => Resolving,
  ) {
    this.#connection = connection;
    this.#asks = asksConfiguration;
    this.#initial = settingsIn(options);
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

  /** Forgets what the editor has answered; `settings` is what it sent along, which replaces what it sent before if it is ours. */
  changed(settings: unknown): void {
    this.#given.clear();
    this.#complained.clear();
    this.#pushed = settingsIn(settings) ?? this.#pushed;
  }

  async #read(uri: string): Promise<Settings> {
    const answered = this.#asks ? await this.#answerAt(uri) : undefined;
    const { settings, complaints } = readSettings(mergedSettings([this.#initial, this.#pushed, answered]));
    for (const complaint of complaints) {
      if (!this.#complained.has(complaint)) log(this.#connection, "warn", `${complaint} The default is used.`);
      this.#complained.add(complaint);
    }
    return settings;
  }

  /** An editor that cannot answer has only the settings that it sent. */
  async #answerAt(uri: string): Promise<RawSettings | undefined> {
    try {
      return settingsIn(await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: settingsSection }));
    } catch (error) {
      log(
        this.#connection,
        "warn",
        `The editor does not say which settings it has, so those that it sent or the defaults are used: ${String(error)}`,
      );
      return undefined;
    }
  }
}
