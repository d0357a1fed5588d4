import { basename, dirname, join } from "node:path";
import { kustomizationNames, kustomizationReferences } from "../core/index.ts";
import type { FileTree } from "./file-tree.ts";
import { isWithin } from "./paths.ts";

/** How many folders are read ahead. */
const mostFolders = 1000;

/**
 * Reads the kustomizations of folders and of the folders below `root` that they build on. An application of many folders is then
 * put together a few times, and not once more for each of them that turns out to be missing. Paths are absolute.
 */
export async function readAhead(root: string, folders: readonly string[], tree: FileTree): Promise<void> {
  const known = new Set(folders);
  // A set is walked in the order in which folders are added to it.
  for (const folder of known) {
    for (const path of await foldersNamedIn(folder, tree)) {
      if (known.size < mostFolders && isWithin(path, root)) known.add(path);
    }
  }
}

/** The folders that the kustomization of a folder builds on. */
async function foldersNamedIn(folder: string, tree: FileTree): Promise<readonly string[]> {
  const listing = await tree.list(folder);
  const name = typeof listing === "string" ? undefined : kustomizationNames.find((it) => listing.files.includes(it));
  const file = name === undefined ? undefined : await tree.file(join(folder, name));
  if (file === undefined) return [];
  const found: string[] = [];
  for (const reference of new Set(kustomizationReferences(file))) {
    // What has a scheme or a host is on another machine.
    const path = reference.includes(":") ? folder : join(folder, reference);
    if (path !== folder && (await isFolder(path, tree))) found.push(path);
  }
  return found;
}

async function isFolder(path: string, tree: FileTree): Promise<boolean> {
  const listing = await tree.list(dirname(path));
  return typeof listing !== "string" && listing.folders.includes(basename(path));
}
