import { hasTooManyAlternatives, type RuleSeverities, type Severity } from "../../core/index.ts";
import {
  type ConfigurationOptions,
  type ConfigurationValues,
  readConfigurationOptions,
  readRules,
} from "../configuration-options.ts";
import { failLimits, oneOf } from "../option-tables.ts";
import { type LintExtras, type LintExtraValues, readLintExtras } from "./lint-extras.ts";
import { type LintOutput, readOutputs } from "./outputs.ts";

/** The arguments of `lint`. */
export interface LintCommand extends ConfigurationOptions, LintExtras {
  readonly name: "lint";
  readonly paths: readonly string[];
  readonly outputs: readonly LintOutput[];
  readonly fix: boolean;
  /** The least severe finding that is a failure. */
  readonly failOn: Severity | "never";
  /** The severities that win over those of the configuration. */
  readonly rules: RuleSeverities;
  /** Glob patterns of files to ignore. */
  readonly exclude: readonly string[];
  /** What becomes of files in a folder that Git ignores. */
  readonly ignored: "left out" | "included";
}

type LintValues = ConfigurationValues &
  LintExtraValues &
  Readonly<Partial<Record<"fail-on", string>>> & {
    readonly format?: readonly string[];
    readonly fix?: boolean;
    readonly rule?: readonly string[];
    readonly "no-ignore"?: boolean;
    readonly exclude?: readonly string[];
  };

/** Reads them. Throws an Error with a sentence for the user if they are not valid. */
export function readLintCommand(given: readonly string[], values: LintValues): LintCommand {
  const { fix = false } = values;
  // As other linters write what is left out; a file with such a name is given as "./!name".
  const isMeant = given.map((path) => !path.startsWith("!"));
  const paths = isMeant.includes(true) ? given.filter((_, index) => isMeant[index]) : ["."];
  const leftOut = given.filter((_, index) => isMeant[index] !== true).map((path) => path.slice(1));
  const exclude = [...(values.exclude ?? []), ...leftOut];
  const outputs = readOutputs(values.format ?? []);
  const failOn = oneOf(failLimits, "fail-on", values["fail-on"] ?? "error");
  if (exclude.some((pattern) => pattern.trim() === "")) throw new Error('"--exclude" needs a glob pattern');
  if (exclude.some(hasTooManyAlternatives))
    throw new Error('"--exclude" has too many alternatives in braces: repeat it');
  const isOfText = outputs.every(({ format, file }) => file !== undefined || format === "text" || format === "concise");
  if (fix && paths.includes("-") && (paths.length > 1 || !isOfText)) {
    throw new Error('With "--fix", "-" must be the only PATH and the format must be text or concise');
  }
  const ignored = values["no-ignore"] === true ? "included" : "left out";
  const rules = readRules(values.rule ?? []);
  return {
    ...{ name: "lint", paths, outputs, fix, failOn, rules, exclude, ignored },
    ...readLintExtras(values, paths),
    ...readConfigurationOptions(values),
  };
}
