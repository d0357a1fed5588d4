import { basename, dirname, parse } from "node:path";
import type { DeclaredApplication } from "../core/index.ts";
import { type FileTree, pathBelow, pathFrom } from "./file-tree.ts";
import { foldersAround } from "./paths.ts";
import type { ApplicationSpec } from "./read-application.ts";

/** An Application with the folder that its paths are relative to. */
export interface DeclaredSpec extends ApplicationSpec {
  readonly of: DeclaredApplication;
}

/** A folder by itself. Outside a repository it may build on anything on the disk, as the tools themselves allow. */
export async function folderSpec(folder: string, tree: FileTree): Promise<ApplicationSpec> {
  const root = (await tree.repositoryOf(folder)) ?? parse(folder).root;
  return { root, of: { folder: pathFrom(root, folder), name: basename(folder), namespace: "default" } };
}

/**
 * An Application whose folder is here: its paths are relative to its own repository, or to the nearest folder around it that has them.
 * Below the root of the disk only what was opened can be meant: it has folders with names such as "dev" that are nobody's repository.
 */
export async function specOf(
  of: DeclaredApplication,
  tree: FileTree,
  isOpened: (folder: string) => boolean,
): Promise<DeclaredSpec | undefined> {
  const { location, paths, sources } = of;
  const [path] = paths;
  if (path === undefined) return undefined;
  const repository = await tree.repositoryOf(dirname(location.path));
  if (sources.some(({ isHere }) => isHere)) return { root: repository ?? dirname(location.path), of };
  const disk = parse(location.path).root;
  for (const root of repository === undefined ? foldersAround(location.path) : [repository]) {
    const folder = pathBelow(root, path);
    if (repository === undefined && root === disk && !isOpened(folder)) continue;
    if ((await tree.list(folder)) !== "absent") return { root, of };
  }
  return undefined;
}
