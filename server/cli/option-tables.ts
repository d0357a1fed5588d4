import { type Severity, severities } from "../core/index.ts";

/** The commands, in the order in which people are told of them. */
export const commandNames = ["lint", "plan", "explain", "lsp", "completion"] as const;

/** The name of a command. */
export type CommandName = (typeof commandNames)[number];

/** The shells that completion is written for. */
export const shells = ["bash", "zsh", "fish"] as const;

/** A shell that completion is written for. */
export type Shell = (typeof shells)[number];

/** The formats of `plan`. */
export const planFormats = ["text", "json", "markdown", "mermaid"] as const;
/** The formats of `explain`. */
export const explainFormats = ["text", "json", "markdown"] as const;
/** When output is coloured. */
export const colors = ["auto", "always", "never"] as const;
/** The severities at which `lint` fails. */
export const failLimits: readonly (Severity | "never")[] = [...severities, "never"];

/** The one of some words that somebody has given for an option. Throws an Error with a sentence for the user if it is none of them. */
export function oneOf<Value extends string>(values: readonly Value[], option: string, given: string): Value {
  const found = values.find((value) => value === given);
  if (found === undefined) throw new Error(`"--${option}" cannot be "${given}": write ${values.join(", ")}`);
  return found;
}
