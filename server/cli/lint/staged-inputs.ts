import { basename, join, relative, resolve } from "node:path";
import type { ConfigurationChoice } from "../../workspace/configurations.ts";
import { type Files, nodeFiles } from "../../workspace/files.ts";
import { isWithin } from "../../workspace/paths.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import { type Staged, stagedFiles } from "../../workspace/commit/staged-files.ts";
import { annotatedFiles, wantedBy } from "../../workspace/walk/options.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type Input, readInput } from "../inputs.ts";
import { isMeant, type LintPath } from "./glob-paths.ts";
import type { LintInputs } from "./lint-inputs.ts";

/** What is staged around the current folder, or why that cannot be told, for the user. */
export async function readStaged(): Promise<Staged | { readonly complaint: string }> {
  // A hook of Git may run while Git uses another index.
  const index = process.env["GIT_INDEX_FILE"];
  try {
    return await stagedFiles(process.cwd(), index === undefined || index === "" ? undefined : resolve(index));
  } catch (error) {
    return { complaint: `Cannot read what is staged: ${reasonOf(error)}.` };
  }
}

/** What is staged, with the configuration that somebody chose, which need not be in the repository. */
export function withChosen({ files }: Staged, choice: ConfigurationChoice): Files {
  if (typeof choice === "string") return files;
  return { ...files, read: (path) => (path === choice.file ? nodeFiles : files).read(path) };
}

/** The staged texts of the files that differ from the newest commit, that the paths lead to and that nothing excludes. */
export async function stagedInputs(
  paths: readonly LintPath[],
  { root, changed }: Staged,
  files: Files,
  { applications }: Workspace,
): Promise<LintInputs> {
  const inputs = new Map<string, Input>();
  const complaints = paths
    .filter(({ path }) => !isWithin(resolve(path), root) && !isWithin(root, resolve(path)))
    .map(({ given }) => `"${given}" is not in the repository of the current folder, so nothing of it is staged there.`);
  for (const it of paths) {
    const base = resolve(it.path);
    for (const file of changed) {
      const isNamed = file === base;
      if (inputs.has(file) || !(isNamed || (isWithin(file, base) && isWanted(file)))) continue;
      const path = isNamed ? it.path : join(it.path, relative(base, file));
      if (!isMeant(it, path) || (await applications.leavesOut(file))) continue;
      const input = await readInput(file, files);
      inputs.set(file, { ...input, path });
    }
  }
  return { inputs: [...inputs.values()], skipped: [], complaints, useless: [] };
}

function isWanted(file: string): boolean {
  return wantedBy({ wanted: annotatedFiles, contents: "paths" }, basename(file)) !== undefined;
}
