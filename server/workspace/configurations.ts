import { dirname, join } from "node:path";
import {
  type Configuration,
  configurationName,
  isConfiguration,
  type ManifestFile,
  readConfiguration,
} from "../core/index.ts";
import { ConfigurationReach } from "./configuration-reach.ts";
import type { FileTree } from "./file-tree.ts";
import { type Files, leadsInto } from "./files.ts";
import { foldersAround, isWithin } from "./paths.ts";
import type { FileSettings, GivenSettings } from "./settings.ts";

/** Which configuration holds for a file: the nearest one around it, none, or always this file, by its absolute path. */
export type ConfigurationChoice = "nearest" | "none" | { readonly file: string };

/** A configuration, and where it is. */
export interface PlacedConfiguration {
  readonly path: string;
  /** The folder that its patterns are relative to. */
  readonly folder: string;
  readonly file: ManifestFile;
  readonly configuration: Configuration;
}

/** What finding configurations depends on. */
interface Surroundings {
  readonly tree: FileTree;
  readonly files: Pick<Files, "realPath">;
  /** The folder of the workspace around a path, which a search for configurations does not leave where there is no repository. */
  readonly rootOf: (path: string) => string | undefined;
  readonly choice: ConfigurationChoice;
}

/**
 * The configurations of a workspace, and the one answer to which settings hold for a file. Nothing is kept but what is computed from
 * a text, and with it, so an answer is always about the files as they are now.
 */
export class Configurations {
  readonly #surroundings: Surroundings;
  readonly #staysInside = new WeakMap<ManifestFile, Promise<boolean>>();
  readonly #reaches = new WeakMap<Configuration, ConfigurationReach>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** The configuration of what is at a path; `undefined` if it has none. */
  async around(path: string): Promise<PlacedConfiguration | undefined> {
    const { tree, choice } = this.#surroundings;
    if (choice === "none") return undefined;
    if (choice !== "nearest") return placed(choice.file, await tree.file(choice.file));
    const root = await this.#rootOf(path);
    for (const at of foldersAround(path)) {
      if (!isWithin(at, root)) break;
      const file = await tree.fileIn(at, configurationName);
      if (file !== undefined && (await this.#isInside(join(at, configurationName), file, root)))
        return placed(join(at, configurationName), file);
    }
    return undefined;
  }

  /** Whether a configuration is a link that leads out of its repository, so that it is not read. */
  async leadsOut(path: string): Promise<boolean> {
    const { choice, files } = this.#surroundings;
    if (choice !== "nearest" || files.realPath === undefined) return false;
    return !(await leadsInto(path, await this.#rootOf(path), files.realPath));
  }

  /** Whether the settings of files depend on what is at a path. */
  isAbout(path: string): boolean {
    const { choice } = this.#surroundings;
    return typeof choice === "string" ? isConfiguration(path) : path === choice.file;
  }

  /** The settings of what is at a path: the same object for as long as they are the same. */
  async settingsAt(path: string, given: GivenSettings): Promise<FileSettings> {
    return this.#reachOf(await this.around(path)).settingsAt(path, given);
  }

  /** Whether its configuration excludes a file; a configuration itself is always checked. */
  async excludes(path: string): Promise<boolean> {
    const found = await this.around(path);
    return found !== undefined && found.path !== path && this.#reachOf(found).excludes(path);
  }

  /** The folder that a search for the configuration of a path does not leave. */
  async #rootOf(path: string): Promise<string> {
    const { tree, rootOf } = this.#surroundings;
    const folder = dirname(path);
    return (await tree.repositoryOf(folder)) ?? rootOf(path) ?? folder;
  }

  #reachOf({
    configuration,
    folder,
  }: Pick<PlacedConfiguration, "configuration" | "folder"> = nothing): ConfigurationReach {
    const known = this.#reaches.get(configuration);
    const reach = known?.folder === folder ? known : new ConfigurationReach(configuration, folder);
    this.#reaches.set(configuration, reach);
    return reach;
  }

  /** A link may lead anywhere on the disk; what is there is not of this repository. */
  #isInside(path: string, file: ManifestFile, root: string): Promise<boolean> {
    const { realPath } = this.#surroundings.files;
    if (realPath === undefined) return Promise.resolve(true);
    const known = this.#staysInside.get(file) ?? leadsInto(path, root, realPath);
    this.#staysInside.set(file, known);
    return known;
  }
}

const nothing = { configuration: readConfiguration({ documents: [], offsets: [], lines: [] }), folder: "" } as const;

function placed(path: string, file: ManifestFile | undefined): PlacedConfiguration | undefined {
  return file && { path, folder: dirname(path), file, configuration: readConfiguration(file) };
}
