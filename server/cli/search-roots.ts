import { homedir } from "node:os";
import { dirname, parse, resolve } from "node:path";
import type { Applications } from "../workspace/applications.ts";
import { isWithin } from "../workspace/paths.ts";
import { pathTypeOf } from "./inputs.ts";

/**
 * The folders that are searched for Application objects and kustomizations, so that a file is judged in the same way whether it
 * is given by itself, with its folder or with the whole repository: the Git repositories of the paths, or, outside of any, the
 * current folder where a path is below it, else the folder itself.
 */
export async function searchRoots(paths: readonly string[], applications: Applications): Promise<readonly string[]> {
  const roots = new Set<string>();
  for (const path of paths) {
    if (path === "-") continue;
    const absolute = resolve(path);
    const folder = (await pathTypeOf(path)) === "folder" ? absolute : dirname(absolute);
    roots.add((await applications.repositoryOf(folder)) ?? outsideOfRepositories(folder));
  }
  const all = [...roots];
  return all.filter((root) => !all.some((other) => other !== root && isWithin(root, other)));
}

/**
 * The folder that paths in reports begin at, as services know them: the root of the repository of the first path, or else the
 * current folder.
 */
export async function reportRoot(paths: readonly string[], applications: Applications): Promise<string> {
  const [path = "."] = paths.filter((it) => it !== "-");
  const absolute = resolve(path);
  const folder = (await pathTypeOf(path)) === "folder" ? absolute : dirname(absolute);
  return (await applications.repositoryOf(folder)) ?? process.cwd();
}

/** What belongs together outside of repositories: the current folder where a folder is below it, else the folder itself. */
export function outsideOfRepositories(folder: string): string {
  const current = process.cwd();
  // Nobody keeps a single project in these, and searching them would take forever.
  const isProject = current !== parse(current).root && current !== homedir();
  return isProject && isWithin(folder, current) ? current : folder;
}
