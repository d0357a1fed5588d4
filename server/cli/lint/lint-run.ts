import { resolve } from "node:path";
import { openText } from "../../workspace/files.ts";
import type { PlacedFile } from "../../workspace/findings.ts";
import type { FileSettings } from "../../workspace/settings.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Input } from "../inputs.ts";
import type { Progress } from "../progress.ts";

/** The workspace of one run, and whoever waits for it. */
export interface LintRun {
  readonly workspace: Workspace;
  readonly progress: Progress;
}

/** The settings of an input: those of standard input are those of the current folder. */
export function settingsOf(path: string, { applications }: Workspace): Promise<FileSettings> {
  return applications.settingsAt(resolve(path));
}

/** An input as a part of its application; `undefined` if it cannot be read. Standard input is an application of its own. */
export async function place(input: Input, { workspace }: LintRun, text?: string): Promise<PlacedFile | undefined> {
  if ("problem" in input) return undefined;
  if (input.path !== "-") return workspace.place(resolve(input.path));
  const file = openText(text ?? input.text);
  return {
    fileName: "-",
    file,
    roster: workspace.aloneAs("-", file, (await settingsOf(input.path, workspace)).version),
    kustomized: undefined,
    declares: [],
    inRepository: new Map(),
  };
}
