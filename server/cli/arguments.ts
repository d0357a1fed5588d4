import { parseArgs } from "node:util";
import { nearest } from "../core/index.ts";
import { type ExplainCommand, readExplainCommand } from "./explain/explain-command.ts";
import { type LintCommand, readLintCommand } from "./lint/lint-command.ts";
import { withValues } from "./lint/lint-extras.ts";
import { colors, commandNames as names, oneOf, type Shell, shells } from "./option-tables.ts";
import { optionsOf, optionTypes } from "./option-types.ts";
import { type PlanCommand, readPlanCommand } from "./plan/plan-command.ts";
import { type HelpTopic, isHelpTopic } from "./usage.ts";

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
  if (name === "explain") return { ...readExplainCommand(paths, values), color };
  checkPaths(paths);
  const here = paths.length === 0 ? ["."] : paths;
  return { ...(name === "plan" ? readPlanCommand(here, values) : readLintCommand(here, values)), color };
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

function checkPaths(paths: readonly string[]): void {
  if (paths.filter((path) => path === "-").length > 1) throw new Error('"-" can be given only once');
  if (paths.includes("")) throw new Error("A PATH is empty");
}

/** Node explains at length how to pass what looks like an option; the first sentence says what is wrong. */
function firstSentence(message: string): string {
  return `${/^.*?(?=\.(?:\s|$)|\n|$)/.exec(message)?.[0] ?? message}.`;
}
