import type { ManifestFile } from "../manifest/file.ts";
import type { ChartRoom } from "./chart/chart-room.ts";
import type { ChartStore } from "./chart/stored-charts.ts";

/** The names of what stands right in a folder. */
export interface Listing {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Links to folders, which are followed in charts only. */
  readonly linkedFolders?: readonly string[];
  /** Links that lead nowhere, which only Helm minds. */
  readonly brokenLinks?: readonly string[];
}

/**
 * The files of a workspace as far as they have been read. Paths are relative to its root, with `/` between their parts and
 * without `.` and `..`; the root itself is "". The answer is `undefined` where nothing has been read yet, `absent` where there is
 * no such file or folder, `unreadable` where there is a file whose text cannot be had, because it is too large, and `closed` where
 * only we cannot read it: nothing is known then, not even whether it is there.
 */
export interface SourceTree {
  readonly file: (path: string) => ManifestFile | "absent" | "unreadable" | "closed" | undefined;
  readonly list: (folder: string) => Listing | "absent" | "closed" | undefined;
  /** Where copies of charts of other repositories are: the only absolute paths that may be asked for. */
  readonly chartStores?: readonly ChartStore[] | undefined;
  /** How much the charts that are read from it may take; without it, as much as they need. */
  readonly chartRoom?: ChartRoom | undefined;
}

/** What has to be read before a source can be told in full. */
export interface MissingPaths {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** A tree that notes what was asked for in vain. */
export interface NotingTree extends SourceTree {
  readonly missing: () => MissingPaths;
  /** Whether a folder holds a file of that name. */
  readonly holds: (listing: Listing, name: string) => boolean;
}

/** Notes every path that `tree` has not read yet. */
export function noteMissing(tree: SourceTree): NotingTree {
  const files = new Set<string>();
  const folders = new Set<string>();
  // A kustomization may name thousands of files of one folder.
  const names = new Map<Listing, ReadonlySet<string>>();
  return {
    chartStores: tree.chartStores,
    chartRoom: tree.chartRoom,
    file: (path) => {
      const file = tree.file(path);
      if (file === undefined) files.add(path);
      return file;
    },
    list: (folder) => {
      const listing = tree.list(folder);
      if (listing === undefined) folders.add(folder);
      return listing;
    },
    holds: (listing, name) => {
      const known = names.get(listing) ?? new Set(listing.files);
      names.set(listing, known);
      return known.has(name);
    },
    missing: () => ({ files: [...files], folders: [...folders] }),
  };
}

/** A file that has been read and has a text; `undefined` for any other one. */
export function readableFile(tree: SourceTree, path: string): ManifestFile | undefined {
  const file = tree.file(path);
  return typeof file === "string" ? undefined : file;
}

/** What is read of a folder: nothing where it is absent, or cannot be read. */
export function listingOf(tree: SourceTree, folder: string): Listing | undefined {
  const listing = tree.list(folder);
  return typeof listing === "string" ? undefined : listing;
}

/** The path that `relative` means in a folder; `undefined` where it leads out of the root or is absolute. */
export function resolvePath(folder: string, relative: string): string | undefined {
  if (relative.startsWith("/")) return undefined;
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder that a path stands in; "" for what stands in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a file exists; `undefined` where its folder has not been read yet or cannot be. Its content is not asked for. */
export function hasFile(tree: NotingTree, path: string): boolean | undefined {
  const listing = tree.list(folderOf(path));
  if (listing === undefined || listing === "closed") return undefined;
  return listing !== "absent" && tree.holds(listing, nameOf(path));
}
