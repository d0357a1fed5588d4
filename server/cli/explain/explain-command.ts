import {
  type ConfigurationOptions,
  type ConfigurationValues,
  readConfigurationOptions,
} from "../configuration-options.ts";
import { explainFormats, oneOf } from "../option-tables.ts";

/** The arguments of `explain`. */
export interface ExplainCommand extends ConfigurationOptions {
  readonly name: "explain";
  /** A file with an Application of a cluster, "-", or the id of a rule; `undefined` for the list of rules. */
  readonly path: string | undefined;
  readonly format: (typeof explainFormats)[number];
  /** A file or folder with its manifests; `undefined` for those in the repository around the current folder. */
  readonly manifests: string | undefined;
}

type ExplainValues = ConfigurationValues & {
  readonly manifests?: string;
  readonly format?: readonly string[];
};

/** Reads them. Throws an Error with a sentence for the user if they are not valid. */
export function readExplainCommand(paths: readonly string[], values: ExplainValues): ExplainCommand {
  const { format: formats = [], manifests } = values;
  const [path, ...others] = paths;
  if (path === "") throw new Error('The FILE of "explain" is empty');
  if (others.length > 0) throw new Error('The command "explain" takes one FILE, "-" for standard input, or one rule');
  if (manifests === "" || manifests === "-") throw new Error('"--manifests" needs a file or a folder');
  const format = oneOf(explainFormats, "format", formats.at(-1) ?? "text");
  return { name: "explain", path, format, manifests, ...readConfigurationOptions(values) };
}
