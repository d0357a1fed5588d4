import { parseArgs } from "node:util";
import {
  type ArgoCdVersion,
  hasTooManyAlternatives,
  nearest,
  parseVersion,
  type RuleSeverities,
  type Severity,
  type WhatIfQuestion,
} from "../core/index.ts";
import {
  lintExtraTypes,
  type LintExtras,
  type LintExtraValues,
  readLintExtras,
  withValues,
} from "./lint/lint-extras.ts";
import { type LintOutput, readOutputs } from "./lint/outputs.ts";
import type { Network } from "../workspace/tool-environment.ts";
import { type ConfigurationOptions, readChoice, readRules } from "./configuration-options.ts";
import {
  colors,
  type CommandName,
  commandNames as names,
  explainFormats,
  failLimits,
  planFormats,
  type Shell,
  shells,
} from "./option-tables.ts";
import { readQuestions } from "./plan/question.ts";
import { type HelpTopic, isHelpTopic } from "./usage.ts";

/** How `plan` writes the order of a sync. */
export type PlanFormat = (typeof planFormats)[number];

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

/** The arguments of `plan`. */
export interface PlanCommand extends ConfigurationOptions {
  readonly name: "plan";
  readonly paths: readonly string[];
  readonly format: PlanFormat;
  /** The destination namespace; `undefined` for that of the Application, or else "default". */
  readonly namespace: string | undefined;
  /** The sync options of the application, for files: `CreateNamespace=true`. */
  readonly syncOptions: readonly string[];
  /** The Git commit, branch or tag to compare with. */
  readonly against: string | undefined;
  /** What fails in the sync, nothing if it is empty; `undefined` if that is not asked. */
  readonly whatIf: readonly WhatIfQuestion[] | undefined;
  /** Whether kustomizations and charts are rendered by their tools, and what those may do. */
  readonly render: "not" | { readonly network: Network };
}

/** The arguments of `explain`. */
export interface ExplainCommand extends ConfigurationOptions {
  readonly name: "explain";
  /** A file with an Application of a cluster, "-", or the id of a rule; `undefined` for the list of rules. */
  readonly path: string | undefined;
  readonly format: (typeof explainFormats)[number];
  /** A file or folder with its manifests; `undefined` for those in the repository around the current folder. */
  readonly manifests: string | undefined;
}

/** When output is coloured: on a terminal, always or never. */
export type Color = (typeof colors)[number];

/** The command to run; `wrong` has one line for the user if the arguments are not valid. */
export type Command =
  | ((LintCommand | PlanCommand | ExplainCommand) & { readonly color: Color })
  /** `topic` is the command that help is wanted about; all of them if there is none. */
  | { readonly name: "help"; readonly topic?: HelpTopic }
  | { readonly name: "version" | "lsp" }
  | { readonly name: "completion"; readonly shell: Shell }
  | { readonly name: "wrong"; readonly complaint: string; readonly topic?: HelpTopic };

const optionTypes = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  color: { type: "string" },
  format: { type: "string", multiple: true },
  fix: { type: "boolean" },
  ...lintExtraTypes,
  "fail-on": { type: "string" },
  "argocd-version": { type: "string" },
  config: { type: "string" },
  "no-config": { type: "boolean" },
  rule: { type: "string", multiple: true },
  exclude: { type: "string", multiple: true },
  "no-ignore": { type: "boolean" },
  namespace: { type: "string" },
  "sync-option": { type: "string", multiple: true },
  against: { type: "string" },
  "what-if": { type: "string", multiple: true },
  render: { type: "boolean" },
  "allow-network": { type: "boolean" },
  manifests: { type: "string" },
  stdio: { type: "boolean" },
  clientProcessId: { type: "string" },
} as const;

type OptionName = keyof typeof optionTypes;

/** What decides which settings hold, in every command. */
const configurationOptions = ["argocd-version", "config", "no-config"] as const satisfies readonly OptionName[];

const optionsOf = {
  lint: [
    ...["color", "format", "fix", "fail-on", "rule", "exclude", "no-ignore"],
    ...["stdin-filename", "diff", "baseline", "write-baseline", "changed", "staged", "add-suppressions"],
    ...configurationOptions,
  ],
  plan: [
    ...["color", "format", "namespace", "sync-option", "against", "what-if", "render", "allow-network"],
    ...configurationOptions,
  ],
  explain: ["color", "format", "manifests", ...configurationOptions],
  // Clients add the process id by themselves.
  lsp: ["stdio", "clientProcessId"],
  completion: [],
} as const satisfies Record<string, readonly OptionName[]>;

/** The options of each command, without dashes and beside "help". */
export const optionNames: Readonly<Record<CommandName, readonly string[]>> = optionsOf;

/** Whether what follows an option is its value. */
export function takesValue(option: string): boolean {
  const types: Readonly<Record<string, { readonly type: string }>> = optionTypes;
  // This one may have a value, but only behind "=".
  return types[option]?.type === "string" && option !== "changed";
}

/** Reads the arguments that follow the program's name. Never throws. */
export function readArguments(args: readonly string[]): Command {
  try {
    return toCommand(args);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [name] = args;
    const complaint = firstSentence(error.message) + meantOption(error.message, name);
    return { name: "wrong", complaint, ...(isHelpTopic(name) && { topic: name }) };
  }
}

/** Throws an Error with a sentence for the user if the arguments are not valid. */
function toCommand(args: readonly string[]): Command {
  // `-v` and `-V` are both in use for this.
  if (args.length === 1 && args[0] === "-V") return { name: "version" };
  const { values, positionals } = parseArgs({ args: withValues(args), options: optionTypes, allowPositionals: true });
  const [name, ...paths] = positionals;
  if (values.help === true) return { name: "help", ...(isHelpTopic(name) && { topic: name }) };
  if (values.version === true) return { name: "version" };
  if (name === "help") return toHelp(paths);
  if (name === undefined) throw new Error(`No command was given: write ${orList(names)}`);
  if (!isHelpTopic(name)) throw noCommand(name);
  const allowed: readonly string[] = optionsOf[name];
  const foreign = Object.keys(values).find((option) => !allowed.includes(option));
  if (foreign !== undefined) throw new Error(`The command "${name}" has no option "--${foreign}"`);
  if (name === "lsp") {
    if (paths.length > 0) throw new Error('The command "lsp" takes no PATH: the editor says what it opens');
    return { name };
  }
  if (name === "completion") return { name, shell: toShell(paths) };
  const color = oneOf(colors, "color", values.color ?? "auto");
  if (name === "explain") return { ...toExplainCommand(paths, values), color };
  checkPaths(paths);
  const here = paths.length === 0 ? ["."] : paths;
  return { ...(name === "plan" ? toPlanCommand(here, values) : toLintCommand(here, values)), color };
}

function toShell([shell, ...others]: readonly string[]): Shell {
  const found = shells.find((it) => it === shell);
  if (found === undefined || others.length > 0) throw new Error(`The command "completion" needs ${orList(shells)}`);
  return found;
}

function toHelp([topic]: readonly string[]): Command {
  if (topic !== undefined && !isHelpTopic(topic)) throw noCommand(topic);
  return { name: "help", ...(topic !== undefined && { topic }) };
}

function noCommand(name: string): Error {
  const meant = nearest(name, names);
  return new Error(`There is no command "${name}": write ${meant === undefined ? orList(names) : `"${meant}"`}`);
}

function orList(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

/** The option that a misspelt one means, as a question, where Node complains of one; only of the command, if it is known. */
function meantOption(complaint: string, command: string | undefined): string {
  const written = /^Unknown option '--([\w-]+)'/.exec(complaint)?.[1] ?? "";
  const options = isHelpTopic(command) ? optionsOf[command] : Object.keys(optionTypes);
  const meant = nearest(written, [...options, "help", "version"]);
  return meant === undefined ? "" : ` Did you mean "--${meant}"?`;
}

/** The values of the options that decide which settings hold. */
type ConfigurationValues = Readonly<Partial<Record<"argocd-version" | "config", string>>> & {
  readonly "no-config"?: boolean;
};

function toConfigurationOptions(values: ConfigurationValues): ConfigurationOptions {
  return {
    configuration: readChoice(values),
    argocdVersion: toVersion(values["argocd-version"]),
  };
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

function toLintCommand(given: readonly string[], values: LintValues): LintCommand {
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
    ...toConfigurationOptions(values),
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

type PlanValues = ConfigurationValues &
  Readonly<Partial<Record<"namespace" | "against", string>>> & {
    readonly format?: readonly string[];
    readonly "what-if"?: readonly string[];
    readonly "sync-option"?: readonly string[];
    readonly render?: boolean;
    readonly "allow-network"?: boolean;
  };

function toPlanCommand(paths: readonly string[], values: PlanValues): PlanCommand {
  const { against, namespace, render = false, "allow-network": allowNetwork = false } = values;
  const format = oneOf(planFormats, "format", values.format?.at(-1) ?? "text");
  const whatIf = values["what-if"] === undefined ? undefined : readQuestions(values["what-if"]);
  if (against !== undefined && whatIf !== undefined)
    throw new Error('"--against" and "--what-if" cannot be used together');
  if (format === "mermaid" && (against !== undefined || whatIf !== undefined)) {
    throw new Error(
      'The format "mermaid" is only for plans: with "--against" or "--what-if" use text, json or markdown',
    );
  }
  if (against !== undefined && render) throw new Error('"--against" and "--render" cannot be used together');
  if (allowNetwork && !render) throw new Error('"--allow-network" is only for "--render"');
  const syncOptions = values["sync-option"] ?? [];
  if (syncOptions.some((option) => !/^[A-Z][A-Za-z]*=./.test(option)))
    throw new Error('"--sync-option" needs an option with its value, such as CreateNamespace=true');
  if (against === "") throw new Error('"--against" needs a commit, a branch or a tag');
  if (against !== undefined && paths.includes("-")) {
    throw new Error('"--against" compares files in a Git repository, and "-" is not in one');
  }
  return {
    name: "plan",
    paths,
    format,
    namespace,
    syncOptions,
    against,
    whatIf,
    render: render ? { network: allowNetwork ? "allowed" : "blocked" } : "not",
    ...toConfigurationOptions(values),
  };
}

type ExplainValues = ConfigurationValues & {
  readonly manifests?: string;
  readonly format?: readonly string[];
};

function toExplainCommand(paths: readonly string[], values: ExplainValues): ExplainCommand {
  const { format: formats = [], manifests } = values;
  const [path, ...others] = paths;
  if (path === "") throw new Error('The FILE of "explain" is empty');
  if (others.length > 0) throw new Error('The command "explain" takes one FILE, "-" for standard input, or one rule');
  if (manifests === "" || manifests === "-") throw new Error('"--manifests" needs a file or a folder');
  const format = oneOf(explainFormats, "format", formats.at(-1) ?? "text");
  return { name: "explain", path, format, manifests, ...toConfigurationOptions(values) };
}

function checkPaths(paths: readonly string[]): void {
  if (paths.filter((path) => path === "-").length > 1) throw new Error('"-" can be given only once');
  if (paths.includes("")) throw new Error("A PATH is empty");
}

function oneOf<Value extends string>(values: readonly Value[], option: string, given: string): Value {
  const found = values.find((value) => value === given);
  if (found === undefined) throw new Error(`"--${option}" cannot be "${given}": write ${values.join(", ")}`);
  return found;
}

/** Node explains at length how to pass what looks like an option; the first sentence says what is wrong. */
function firstSentence(message: string): string {
  return `${/^.*?(?=\.(?:\s|$)|\n|$)/.exec(message)?.[0] ?? message}.`;
}
