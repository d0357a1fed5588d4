import { resolve } from "node:path";
import { openText } from "../../workspace/files.ts";
import type { ManifestFile } from "../../core/index.ts";
import type { PlacedFile } from "../../workspace/findings.ts";
import type { FileSettings } from "../../workspace/settings.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Input } from "../inputs.ts";
import type { Progress } from "../progress.ts";
import type { RenderedFrom } from "./rendered-from.ts";

/** The workspace of one run, and whoever waits for it. */
export interface LintRun {
  readonly workspace: Workspace;
  readonly progress: Progress;
  /**
   * What takes the place of files on the disk, by their absolute paths: standard input that was given the name of a file, and what
   * `--diff` would write.
   */
  readonly open: Map<string, ManifestFile>;
  /** Finds what rendered resources were made from. */
  readonly renderedFrom: RenderedFrom;
  /** The name of standard input; "-" without one. */
  readonly inputName: string;
}

/** The settings of an input: those of standard input are those of the current folder. */
export function settingsOf(path: string, { applications }: Workspace): Promise<FileSettings> {
  return applications.settingsAt(resolve(path));
}

/** An input as a part of its application; `undefined` if it cannot be read. Standard input is an application of its own. */
export async function place(
  input: Input,
  { workspace, open, inputName }: LintRun,
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
    roster: workspace.aloneAs("-", file, (await settingsOf(input.path, workspace)).version),
    kustomized: undefined,
    declares: [],
    inRepository: new Map(),
  };
}
