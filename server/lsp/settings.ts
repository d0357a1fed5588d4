import {
  type ArgoCdVersion,
  type CodeLensMode,
  hasTooManyAlternatives,
  parseVersion,
  rules,
  type RuleSeverities,
  severities,
  type Severity,
} from "../core/index.ts";
import type { GivenSettings } from "../workspace/settings.ts";
import type { RawSettings } from "./given-settings.ts";

/** Which files are checked: those that are open, or all manifests of the workspace. */
export type ValidateMode = (typeof validateModes)[number];

/** When applications are rendered by their tools: only by command, or also when one of their files is saved. */
export type RenderMode = (typeof renderModes)[number];

/** The settings of the user, with the defaults filled in where no configuration of a workspace could say otherwise. */
export interface Settings extends GivenSettings {
  readonly codeLens: CodeLensMode;
  readonly validate: ValidateMode;
  /** Glob patterns of files to ignore, relative to the workspace folder. */
  readonly exclude: readonly string[];
  readonly inlayHints: boolean;
  /** When applications are rendered by their tools. */
  readonly render: RenderMode;
}

/** Settings, and what is wrong with the given ones: one sentence for each value that is ignored. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

const codeLensModes = ["auto", "always", "off"] as const satisfies readonly CodeLensMode[];
const renderModes = ["never", "onSave"] as const;
const validateModes = ["openFiles", "workspace"] as const;
const ruleLevels = [...severities, "off", "default"] as const;

/** Reads settings as an editor sends them. They can be anything; what is not valid is treated as not set. */
export function readSettings(given: RawSettings): ReadSettings {
  const complaints: string[] = [];
  const settings = {
    severity: readSeverities(given.severity, complaints),
    codeLens: readWord("codeLens", { given, words: codeLensModes, absent: "auto" }, complaints),
    version: readVersion(given.argocdVersion, complaints),
    validate: readWord("validate", { given, words: validateModes, absent: "openFiles" }, complaints),
    exclude: readPatterns(given.exclude, complaints),
    inlayHints: readSwitch("inlayHints", given, complaints) ?? false,
    embeddedInConfigMaps: readSwitch("embeddedInConfigMaps", given, complaints),
    render: readWord("render", { given, words: renderModes, absent: "never" }, complaints),
  };
  return { settings, complaints };
}

function readSeverities(value: unknown, complaints: string[]): RuleSeverities {
  const severity = new Map<string, Severity | "off">();
  if (!isAbsent(value) && !isRecord(value)) {
    complaints.push(`argocdAnnotations.severity is set to ${shown(value)}; use an object of rules and severities.`);
  }
  for (const [id, level] of Object.entries(asRecord(value))) {
    const known = oneOf(ruleLevels, level);
    if (!rules.some((rule) => rule.id === id)) {
      complaints.push(`argocdAnnotations.severity: there is no rule "${id}".`);
    } else if (known === undefined) {
      complaints.push(
        `argocdAnnotations.severity: "${id}" is set to ${shown(level)}; use one of ${ruleLevels.join(", ")}.`,
      );
    } else if (known !== "default") {
      severity.set(id, known);
    }
  }
  return severity;
}

function readWord<Word extends string>(
  name: keyof RawSettings,
  { given, words, absent }: { given: RawSettings; words: readonly Word[]; absent: Word },
  complaints: string[],
): Word {
  const value = given[name];
  if (isAbsent(value)) return absent;
  const word = oneOf(words, value);
  if (word === undefined) {
    complaints.push(`argocdAnnotations.${name} is set to ${shown(value)}; use one of ${words.join(", ")}.`);
  }
  return word ?? absent;
}

/** A number is not a version: 2.10 would be the same as 2.1. */
function readVersion(value: unknown, complaints: string[]): ArgoCdVersion | undefined {
  if (isAbsent(value)) return undefined;
  const version = typeof value === "string" ? parseVersion(value) : undefined;
  if (version === undefined) {
    complaints.push(
      `argocdAnnotations.argocdVersion is set to ${shown(value)}; use "latest", or a version in quotes such as "2.14".`,
    );
  }
  return version;
}

function readPatterns(value: unknown, complaints: string[]): readonly string[] {
  if (isAbsent(value)) return [];
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const wrong = Array.isArray(value) ? given.filter((it) => !isPattern(it)) : given;
  if (wrong.length > 0) {
    complaints.push(
      `argocdAnnotations.exclude contains ${shown(wrong[0])}; use a list of glob patterns such as "**/templates/**".`,
    );
  }
  const patterns = Array.isArray(value) ? given.filter(isPattern) : [];
  const tooWide = patterns.find(hasTooManyAlternatives);
  if (tooWide !== undefined) {
    complaints.push(
      `argocdAnnotations.exclude contains ${shown(tooWide)}, which has too many alternatives in braces; split it into several patterns.`,
    );
  }
  return patterns.filter((pattern) => !hasTooManyAlternatives(pattern));
}

function isPattern(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function readSwitch(name: keyof RawSettings, given: RawSettings, complaints: string[]): boolean | undefined {
  const value = given[name];
  if (isAbsent(value)) return undefined;
  if (typeof value === "boolean") return value;
  complaints.push(`argocdAnnotations.${name} is set to ${shown(value)}; use true or false.`);
  return undefined;
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((it) => it === value);
}

/** Editors send null for what is not set. */
function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? { ...value } : {};
}

/** A value on one line, clipped. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
