import type { WhatIfQuestion } from "../../core/index.ts";
import type { Network } from "../../workspace/tool-environment.ts";
import {
  type ConfigurationOptions,
  type ConfigurationValues,
  readConfigurationOptions,
} from "../configuration-options.ts";
import { oneOf, planFormats } from "../option-tables.ts";
import { readQuestions } from "./question.ts";

/** How `plan` writes the order of a sync. */
export type PlanFormat = (typeof planFormats)[number];

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

type PlanValues = ConfigurationValues &
  Readonly<Partial<Record<"namespace" | "against", string>>> & {
    readonly format?: readonly string[];
    readonly "what-if"?: readonly string[];
    readonly "sync-option"?: readonly string[];
    readonly render?: boolean;
    readonly "allow-network"?: boolean;
  };

/** Reads them. Throws an Error with a sentence for the user if they are not valid. */
export function readPlanCommand(paths: readonly string[], values: PlanValues): PlanCommand {
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
    ...readConfigurationOptions(values),
  };
}
