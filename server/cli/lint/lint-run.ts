import { resolve } from "node:path";
import { openText } from "../../workspace/files.ts";
import type { FindingSettings, PlacedFile } from "../../workspace/findings.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Input } from "../inputs.ts";
import type { Progress } from "../progress.ts";

/** The workspace and the settings of one run. */
export interface LintRun {
  readonly workspace: Workspace;
  readonly settings: FindingSettings;
  readonly progress: Progress;
}

/** An input as a part of its application; `undefined` if it cannot be read. Standard input is an application of its own. */
export async function place(
  input: Input,
  { workspace, settings }: LintRun,
  text?: string,
): Promise<PlacedFile | undefined> {
  if ("problem" in input) return undefined;
  if (input.path !== "-") return workspace.place(resolve(input.path));
  const file = openText(text ?? input.text);
  return {
    fileName: "-",
    file,
    roster: workspace.aloneAs("-", file, settings.version),
    kustomized: undefined,
    declares: [],
    inRepository: new Map(),
  };
}
