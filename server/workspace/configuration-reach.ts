import { dirname } from "node:path";
import type { Configuration } from "../core/index.ts";
import { readPatterns } from "./ignore/pattern.ts";
import { isIgnored, type IgnoreRules } from "./ignore/rules.ts";
import { isWithin } from "./paths.ts";
import { type FileSettings, type GivenSettings, settingsOf } from "./settings.ts";

/** What a configuration in a folder says about each path, which is absolute. */
export class ConfigurationReach {
  readonly folder: string;
  readonly #configuration: Configuration;
  readonly #overrides: readonly (Configuration["overrides"][number] & { readonly matcher: Matcher })[];
  readonly #excluded: Matcher;
  /** By the numbers of the overrides that match. */
  readonly #settings = new WeakMap<GivenSettings, Map<string, FileSettings>>();

  constructor(configuration: Configuration, folder: string) {
    this.folder = folder;
    this.#configuration = configuration;
    this.#overrides = configuration.overrides.map((it) => ({ ...it, matcher: new Matcher(it.paths, folder) }));
    this.#excluded = new Matcher(configuration.exclude, folder);
  }

  /** The settings of what is at a path, after those that somebody has set: the same object for as long as they are the same. */
  settingsAt(path: string, given: GivenSettings): FileSettings {
    const matching = this.#overrides.filter(({ matcher }) => matcher.matches(path));
    const known = this.#settings.get(given) ?? new Map<string, FileSettings>();
    this.#settings.set(given, known);
    const key = matching.map((it) => this.#overrides.indexOf(it)).join(" ");
    const settings = known.get(key) ?? settingsOf(given, [this.#configuration, ...matching]);
    known.set(key, settings);
    return settings;
  }

  /** Whether a file is excluded. */
  excludes(path: string): boolean {
    return this.#excluded.matches(path);
  }
}

/** Patterns as in a `.gitignore` in a folder, and what is known of the paths below it. */
class Matcher {
  readonly #rules: IgnoreRules;
  readonly #known = new Map<string, boolean>();

  constructor(patterns: readonly string[], folder: string) {
    const bytes = Buffer.from(patterns.join("\n"), "utf8").toString("latin1");
    const letters = "as written";
    this.#rules = { folder, patterns: readPatterns(bytes, letters), letters, size: bytes.length, around: undefined };
  }

  /** Whether a file or a folder around it matches. */
  matches(path: string, type: "file" | "folder" = "file"): boolean {
    const { folder, patterns } = this.#rules;
    if (patterns.length === 0 || path === folder || !isWithin(path, folder)) return false;
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const answer = this.matches(dirname(path), "folder") || isIgnored(this.#rules, path, type) === true;
    this.#known.set(path, answer);
    return answer;
  }
}
