import { resolve } from "node:path";
import {
  type ArgoCdVersion,
  meantWord,
  nearest,
  parseVersion,
  rules,
  type RuleSeverities,
  severities,
} from "../core/index.ts";
import type { ConfigurationChoice } from "../workspace/configurations.ts";
import type { GivenSettings } from "../workspace/settings.ts";

/** Which settings hold: what the options of every command say. */
export interface ConfigurationOptions {
  /** Which configuration is read. */
  readonly configuration: ConfigurationChoice;
  /** The version of Argo CD that reads the manifests; `undefined` for that of the configuration, or else the newest release. */
  readonly argocdVersion: ArgoCdVersion | undefined;
}

/** What was written for them. */
export type ConfigurationValues = Readonly<Partial<Record<"argocd-version" | "config", string>>> & {
  readonly "no-config"?: boolean;
};

/** Reads them. Throws an Error with a sentence for the user if they are not valid. */
export function readConfigurationOptions(values: ConfigurationValues): ConfigurationOptions {
  return {
    configuration: readChoice(values),
    argocdVersion: toVersion(values["argocd-version"]),
  };
}

function toVersion(given: string | undefined): ArgoCdVersion | undefined {
  if (given === undefined) return undefined;
  const version = parseVersion(given);
  if (version === undefined) {
    throw new Error(`"--argocd-version" cannot be "${given}": write "latest", or a version such as "2.14"`);
  }
  return version;
}

/** What `--config` and `--no-config` mean. Throws an Error with a sentence for the user if they are not valid. */
function readChoice({ config: file, "no-config": none = false }: ConfigurationValues): ConfigurationChoice {
  if (file !== undefined && none) throw new Error('"--config" and "--no-config" cannot be used together');
  if (file === "" || file === "-") throw new Error('"--config" needs a file');
  if (file !== undefined) return { file: resolve(file) };
  return none ? "none" : "nearest";
}

/** Reads `RULE=SEVERITY`; later ones win. Throws an Error with a sentence for the user if one is not valid. */
export function readRules(texts: readonly string[]): RuleSeverities {
  return new Map(texts.map(readRule));
}

function readRule(text: string): [string, (typeof levels)[number]] {
  const [, id = "", word = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const ids = rules.map((rule) => rule.id);
  if (id === "") throw new Error(`"--rule" cannot be "${text}": write RULE=SEVERITY, such as unknown-option=off`);
  if (!ids.includes(id)) throw new Error(`"--rule" names no rule "${id}"${advice(nearest(id, ids))}`);
  const level = levels.find((it) => it === word);
  if (level === undefined) {
    const meant = meantWord(word, levels);
    const list = levels.join(", ");
    throw new Error(
      `"--rule" cannot set "${id}" to "${word}"${meant === undefined ? `: write ${list}` : advice(meant)}`,
    );
  }
  return [id, level];
}

function advice(meant: string | undefined): string {
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}

const levels = [...severities, "off"] as const;

/** What somebody has set with options, for all files. */
export function givenBy({ argocdVersion }: ConfigurationOptions, severity: RuleSeverities = new Map()): GivenSettings {
  return { severity, version: argocdVersion, embeddedInConfigMaps: undefined };
}
