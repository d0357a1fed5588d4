import type { CommandName } from "./option-tables.ts";

/** The options of all commands, for `parseArgs`. */
export const optionTypes = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  color: { type: "string" },
  format: { type: "string", multiple: true },
  fix: { type: "boolean" },
  "stdin-filename": { type: "string" },
  diff: { type: "boolean" },
  baseline: { type: "string" },
  "write-baseline": { type: "string" },
  changed: { type: "string" },
  staged: { type: "boolean" },
  "add-suppressions": { type: "boolean" },
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

const options = {
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
} as const satisfies Record<CommandName, readonly OptionName[]>;

/** The options of each command, without dashes and beside "help". */
export const optionsOf: Readonly<Record<CommandName, readonly string[]>> = options;

/** Whether what follows an option is its value. */
export function takesValue(option: string): boolean {
  const types: Readonly<Record<string, { readonly type: string }>> = optionTypes;
  // This one may have a value, but only behind "=".
  return types[option]?.type === "string" && option !== "changed";
}
