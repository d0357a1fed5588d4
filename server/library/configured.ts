import { resolve } from "node:path";
import {
  type AddedHealthCheck,
  configurationName,
  type ManifestFile,
  openFile,
  readConfiguration,
} from "../core/index.ts";
import { ConfigurationReach } from "../workspace/configuration-reach.ts";
import type { FileSettings, GivenSettings } from "../workspace/settings.ts";
import type { TextFile } from "./library.ts";

/** What a configuration and options say about texts. A text alone, `-`, has the settings that its folder would have. */
export interface Configured {
  /** The configuration itself; absent if there is none. */
  readonly file: ManifestFile | undefined;
  readonly settingsAt: (path: string) => FileSettings;
  /** The settings of the application that the texts are. */
  readonly settingsOfAll: (texts: readonly TextFile[]) => FileSettings;
  readonly excludes: (path: string) => boolean;
  readonly healthChecks: readonly AddedHealthCheck[];
}

/** Reads the text of a configuration, if there is one. Throws a TypeError for what is not a text. */
export function configured(text: string | undefined, given: GivenSettings): Configured {
  if (text !== undefined && typeof text !== "string")
    throw new TypeError(`"configuration" has to be the text of a ${configurationName}.`);
  const file = openFile((text ?? "").replace(/^\uFEFF/, ""));
  const configuration = readConfiguration(file);
  const folder = resolve("/");
  const reach = new ConfigurationReach(configuration, folder);
  const settingsAt = (path: string): FileSettings => reach.settingsAt(resolve(folder, path), given);
  return {
    file: text === undefined ? undefined : file,
    settingsAt,
    settingsOfAll: ([first, ...others]) =>
      settingsAt(first === undefined || others.length > 0 ? configurationName : first.path),
    excludes: (path) => path !== "-" && reach.excludes(resolve(folder, path)),
    healthChecks: configuration.healthChecks.map((key) => ({ key, file: configurationName })),
  };
}
