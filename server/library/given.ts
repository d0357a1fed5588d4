import { type ArgoCdVersion, parseVersion, rules, severities, type Severity } from "../core/index.ts";
import type { TextFile, Texts } from "./library.ts";

/** The texts as files, `-` for a text alone. Throws a TypeError for anything else: not everybody has a compiler. */
export function textsIn(texts: Texts): readonly TextFile[] {
  if (typeof texts === "string") return [{ path: "-", text: texts }];
  const paths = new Set<string>();
  for (const file of asList(texts)) {
    const { path, text } = (file ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof path !== "string" || typeof text !== "string") {
      throw new TypeError('Give a text, or a list of files that each have a "path" and a "text".');
    }
    if (paths.has(path)) throw new TypeError(`Two files have the path ${JSON.stringify(path)}: give each one its own.`);
    paths.add(path);
  }
  return texts;
}

/** Throws a TypeError for an option that does not exist, which would be ignored otherwise, and for options that are not an object. */
export function checkOptions(options: object, known: readonly string[]): void {
  const given: unknown = options;
  if (typeof given !== "object" || given === null) throw new TypeError("The options have to be an object.");
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const list = known.map((name) => `"${name}"`).join(", ");
  throw new TypeError(`There is no option ${JSON.stringify(unknown)}: use one of ${list}.`);
}

/** The namespace that is named, if one is. Throws a TypeError for what is not a text. */
export function namespaceIn(namespace: string | undefined): string | undefined {
  if (namespace === undefined || typeof namespace === "string") return namespace;
  throw new TypeError(`The "namespace" is ${JSON.stringify(namespace)}, and has to be a text.`);
}

/** The sync options that are given, if any are. Throws a TypeError for what is not a list of texts. */
export function syncOptionsIn(syncOptions: readonly string[] | undefined): readonly string[] | undefined {
  const given: unknown = syncOptions;
  if (given === undefined) return undefined;
  if (Array.isArray(given) && given.every((it) => typeof it === "string")) return given;
  throw new TypeError('"syncOptions" has to be a list of texts, such as ["CreateNamespace=true"].');
}

/** The version that is named, if one is. Throws a TypeError for what is none. */
export function versionIn(argocdVersion: string | undefined): ArgoCdVersion | undefined {
  if (argocdVersion === undefined) return undefined;
  const version = typeof argocdVersion === "string" ? parseVersion(argocdVersion) : undefined;
  if (version !== undefined) return version;
  const given = JSON.stringify(argocdVersion);
  throw new TypeError(`There is no version ${given} of Argo CD: "argocdVersion" is one such as "2.14", or "latest".`);
}

/** The severities of rules by their ids. Throws a TypeError for a rule or a severity that does not exist. */
export function severitiesIn(
  severity: Readonly<Record<string, Severity | "off">> = {},
): ReadonlyMap<string, Severity | "off"> {
  const given = Object.entries(severity);
  for (const [id, level] of given) {
    if (!rules.some((rule) => rule.id === id)) throw new TypeError(`There is no rule ${JSON.stringify(id)}.`);
    if (level === "off" || severities.includes(level)) continue;
    const known = [...severities, "off"].map((it) => `"${it}"`).join(", ");
    throw new TypeError(`The severity of "${id}" is ${JSON.stringify(level)}, and has to be one of ${known}.`);
  }
  return new Map(given);
}

function asList(texts: unknown): readonly unknown[] {
  return Array.isArray(texts) ? texts : [undefined];
}
