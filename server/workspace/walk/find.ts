import { join, sep } from "node:path";
import type { Files } from "../files.ts";
import type { Findings, Walk, WalkTask } from "./options.ts";
import { isWithin } from "../paths.ts";
import { filesSource } from "./source.ts";
import { walk } from "./walk.ts";

/** Everything that a search finds, at once. Rejects with the reason of the signal once that aborts. */
export async function findAll(walk: Walk, task: WalkTask, signal?: AbortSignal): Promise<Findings> {
  const parts: Findings[] = [];
  for await (const part of walk(task, signal)) parts.push(part);
  return { files: parts.flatMap(({ files }) => files), leftOut: parts.flatMap(({ leftOut }) => leftOut) };
}

/** A search of files that somebody else lists and reads. */
export function walkFiles(files: Pick<Files, "list" | "read">): Walk {
  return (task, signal) => walk(filesSource(files), task, signal);
}

/** How to update the findings of a search so that they equal those of a new one. */
export interface Change extends Findings {
  /** Forget what was found or left out at this path and below it, and use what is found now instead. */
  readonly forget: string;
}

/** What changes after something was created, changed or deleted at an absolute path. */
export async function findChange(walk: Walk, task: WalkTask, path: string, signal?: AbortSignal): Promise<Change> {
  const reach = reachOf(path);
  const forget = isWithin(task.root, reach) ? task.root : reach;
  return { forget, ...(await findAll(walk, { ...task, only: forget }, signal)) };
}

/** Whether Git's rules stand at a path, so that other files may be found once it changes. */
export function isAboutOthers(path: string): boolean {
  return reachOf(path) !== path;
}

/** What a change at a path affects: the whole folder of a file with Git's rules, else only the path. */
function reachOf(path: string): string {
  const gitFile = [".gitignore", ".git", join(".git", "info", "exclude"), join(".git", "config")]
    .map((name) => sep + name)
    .find((name) => path.endsWith(name));
  return gitFile === undefined ? path : path.slice(0, -gitFile.length);
}
