import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Applications } from "../../workspace/applications.ts";
import { isWithin } from "../../workspace/paths.ts";

/** The absolute path without any link of a file that `--fix` may write. Rejects with an Error with the reason for any other one. */
export type WriteReach = (path: string) => Promise<string>;

/**
 * What `--fix` may write: what is really in the paths that were given. A link that is found in a folder must not lead out of it.
 * A path that was given may itself be a link, or lead through some, but not out of the repository that it is in: what is
 * committed there must not decide which other files are changed.
 */
export async function writeReach(paths: readonly string[], applications: Applications): Promise<WriteReach> {
  const allowed: string[] = [];
  const refused: { readonly real: string; readonly around: string }[] = [];
  for (const path of paths) {
    const real = await realpathIfThere(resolve(path));
    if (real === undefined) continue;
    const around = await folderAround(resolve(path), applications);
    if (isWithin(real, await realpath(around))) allowed.push(real);
    else refused.push({ real, around });
  }
  return async (path) => {
    const target = await realpath(path);
    if (allowed.some((folder) => isWithin(target, folder))) return target;
    const around = refused.find(({ real }) => isWithin(target, real))?.around;
    const where = around === undefined ? "is in none of the given paths" : `is outside of "${around}"`;
    throw new Error(`a link leads to "${target}", which ${where}`);
  };
}

async function realpathIfThere(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    // Reading it has said what is wrong.
    return undefined;
  }
}

/** The repository that a path is in; outside of any, the current folder if the path is in it, else the folder of the path. */
export async function folderAround(path: string, applications: Applications): Promise<string> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const repository = await applications.repositoryOf(folder);
    if (repository === undefined) return isWithin(path, process.cwd()) ? process.cwd() : dirname(path);
    if (!(await isLink(repository))) return repository;
    folder = repository;
  }
}

/** Whether a folder is a link, wherever the folder that it is in may be. */
async function isLink(folder: string): Promise<boolean> {
  return (await realpath(folder)) !== join(await realpath(dirname(folder)), basename(folder));
}
