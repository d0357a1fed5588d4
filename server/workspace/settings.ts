import {
  type ArgoCdVersion,
  type ChartCluster,
  type Configuration,
  latestVersion,
  type RuleSeverities,
  type Severity,
} from "../core/index.ts";
import type { FindingSettings } from "./findings.ts";

/** What somebody has set for a file, in an editor or on a command line, which wins over its configuration; what is absent is not set. */
export interface GivenSettings {
  readonly severity: RuleSeverities;
  readonly version: ArgoCdVersion | undefined;
  readonly embeddedInConfigMaps: boolean | undefined;
}

/** The settings of a file: what somebody has set, or else what its configuration says, or else the defaults. */
export interface FileSettings extends FindingSettings {
  /** The cluster that charts are rendered for; absent where nothing is said of it. */
  readonly cluster: ChartCluster | undefined;
}

/** What somebody has set for what is at a path: the same object for as long as it is the same. */
export type GivenAt = (path: string) => Promise<GivenSettings>;

const noRules: ReadonlyMap<string, Severity> = new Map();

/** Nobody has set anything. */
export const nothingGiven: GivenSettings = {
  severity: noRules,
  version: undefined,
  embeddedInConfigMaps: undefined,
};

/**
 * The settings of a file. `parts` are what its configuration says in general, and then those of its overrides that match the file:
 * later ones win.
 */
export function settingsOf(given: GivenSettings, parts: readonly ConfigurationPart[]): FileSettings {
  const last = <Key extends keyof ConfigurationPart>(key: Key): ConfigurationPart[Key] | undefined =>
    parts.findLast((part) => part[key] !== undefined)?.[key];
  const [kubeVersion, apiVersions] = [last("kubernetesVersion"), last("apiVersions")];
  return {
    severity: new Map([...parts.flatMap(({ rules }) => [...rules]), ...given.severity]),
    version: given.version ?? last("argocdVersion") ?? latestVersion,
    embeddedInConfigMaps: given.embeddedInConfigMaps ?? last("embeddedInConfigMaps") ?? false,
    cluster: kubeVersion === undefined && apiVersions === undefined ? undefined : { kubeVersion, apiVersions },
  };
}

type ConfigurationPart = Omit<Configuration, "exclude" | "overrides" | "healthChecks" | "applications">;
