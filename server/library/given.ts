import { type ArgoCdVersion, latestVersion, parseVersion, rules, severities, type Severity } from "../core/index.ts";
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

/** The version that is named, the latest if none is. Throws a TypeError for what is none. */
export function versionIn(argocdVersion: string | undefined): ArgoCdVersion {
  if (argocdVersion === undefined) return latestVersion;
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
