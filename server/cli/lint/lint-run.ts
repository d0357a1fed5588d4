import { resolve } from "node:path";
import { openText } from "../../workspace/files.ts";
import type { FindingSettings, PlacedFile } from "../../workspace/findings.ts";
import type { ManifestFile } from "../../core/index.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Input } from "../inputs.ts";
import type { Progress } from "../progress.ts";

/** The workspace and the settings of one run. */
export interface LintRun {
  readonly workspace: Workspace;
  readonly settings: FindingSettings;
  readonly progress: Progress;
  /**
   * What takes the place of files on the disk, by their absolute paths: standard input that was given the name of a file, and what
   * `--diff` would write.
   */
  readonly open: Map<string, ManifestFile>;
  /** The name of standard input; "-" without one. */
  readonly inputName: string;
}

/** An input as a part of its application; `undefined` if it cannot be read. Standard input is an application of its own. */
export async function place(
  input: Input,
  { workspace, settings, open, inputName }: LintRun,
  text?: string,
): Promise<PlacedFile | undefined> {
  if ("problem" in input) return undefined;
  if (input.path !== "-") {
    if (text !== undefined && input.path === inputName) open.set(resolve(input.path), openText(text));
    return workspace.place(resolve(input.path));
  }
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
