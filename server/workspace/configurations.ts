import { dirname, join } from "node:path";
import {
  type Configuration,
  configurationName,
  isConfiguration,
  type ManifestFile,
  readConfiguration,
} from "../core/index.ts";
import type { FileTree } from "./file-tree.ts";
import { type Files, leadsInto } from "./files.ts";
import { isIgnored, type IgnoreRules } from "./ignore/rules.ts";
import { readPatterns } from "./ignore/pattern.ts";
import { foldersAround, isWithin } from "./paths.ts";
import { type FileSettings, type GivenSettings, settingsOf } from "./settings.ts";

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
  readonly #matchers = new WeakMap<readonly string[], Matcher>();
  readonly #settings = new WeakMap<GivenSettings, WeakMap<Configuration, Map<string, FileSettings>>>();

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
    const found = await this.around(path);
    const configuration = found?.configuration ?? nothing;
    const matching = configuration.overrides.filter(
      ({ paths }) => found !== undefined && this.#matches(paths, found.folder, path),
    );
    const ofGiven = this.#settings.get(given) ?? new WeakMap<Configuration, Map<string, FileSettings>>();
    this.#settings.set(given, ofGiven);
    const known = ofGiven.get(configuration) ?? new Map<string, FileSettings>();
    ofGiven.set(configuration, known);
    const key = matching.map((it) => configuration.overrides.indexOf(it)).join(" ");
    const settings = known.get(key) ?? settingsOf(given, [configuration, ...matching]);
    known.set(key, settings);
    return settings;
  }

  /** Whether its configuration excludes a file; a configuration itself is always checked. */
  async excludes(path: string): Promise<boolean> {
    const found = await this.around(path);
    return found !== undefined && found.path !== path && this.#matches(found.configuration.exclude, found.folder, path);
  }

  /** The folder that a search for the configuration of a path does not leave. */
  async #rootOf(path: string): Promise<string> {
    const { tree, rootOf } = this.#surroundings;
    const folder = dirname(path);
    return (await tree.repositoryOf(folder)) ?? rootOf(path) ?? folder;
  }

  #matches(patterns: readonly string[], folder: string, path: string): boolean {
    if (patterns.length === 0 || !isWithin(path, folder)) return false;
    const known = this.#matchers.get(patterns);
    const matcher = known?.folder === folder ? known : new Matcher(patterns, folder);
    this.#matchers.set(patterns, matcher);
    return matcher.matches(path);
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

const nothing: Configuration = readConfiguration({ documents: [], offsets: [], lines: [] });

function placed(path: string, file: ManifestFile | undefined): PlacedConfiguration | undefined {
  return file && { path, folder: dirname(path), file, configuration: readConfiguration(file) };
}

/** Patterns as in a `.gitignore` in a folder, and what is known of the paths below it. */
class Matcher {
  readonly folder: string;
  readonly #rules: IgnoreRules;
  readonly #known = new Map<string, boolean>();

  constructor(patterns: readonly string[], folder: string) {
    this.folder = folder;
    const bytes = Buffer.from(patterns.join("\n"), "utf8").toString("latin1");
    const letters = "as written";
    this.#rules = { folder, patterns: readPatterns(bytes, letters), letters, around: undefined };
  }

  /** Whether a file or a folder around it matches. */
  matches(path: string, type: "file" | "folder" = "file"): boolean {
    if (path === this.folder) return false;
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const answer = this.matches(dirname(path), "folder") || isIgnored(this.#rules, path, type);
    this.#known.set(path, answer);
    return answer;
  }
}
