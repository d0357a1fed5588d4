/** The files of values that patterns mean. */
import { matchesGlob } from "../../glob.ts";
import { closedPath } from "../source-member.ts";
import { listingOf, type NotingTree } from "../source-tree.ts";
import { join } from "./chart-files.ts";

/** How many folders are looked into for one pattern. */
const maxFolders = 2000;

/** What a pattern means, in the order in which Helm is given it. */
export interface PatternMatches {
  readonly files: readonly string[];
  /** Folders that match, which Helm cannot read. */
  readonly folders: readonly string[];
}

/** Whether Argo CD takes a path for a pattern. Mirrors `isGlobPath` in reposerver/repository/repository.go. */
export function isPattern(path: string): boolean {
  return /[*?[]/.test(path);
}

/**
 * The files that a pattern from the root of the repository means; a sentence where they are not known. `*` and `?` stay within one name,
 * and `**` stands for any folders. Mirrors `FilepathGlob` of github.com/bmatcuk/doublestar/v4: the files of a folder come before those of
 * the folders in it.
 */
export function matchesOf(pattern: string, tree: NotingTree): PatternMatches | string {
  // Sets and braces are rare, and have a meaning of their own there.
  if (/[[\]{}\\]/.test(pattern)) return `"${pattern}" is a pattern with signs that only Argo CD can read.`;
  const parts = pattern.split("/").filter((part) => part !== "");
  const last = parts.pop() ?? "";
  const search: Search = { tree, left: maxFolders, closed: undefined };
  let folders: readonly string[] = [""];
  for (const part of parts) folders = folders.flatMap((folder) => foldersIn(folder, part, search));
  if (last === "**") folders = folders.flatMap((folder) => foldersBelow(folder, search));
  const found = folders.map((folder) => {
    const listing = listed(folder, search);
    const matching = (names: readonly string[] = []): readonly string[] =>
      names.filter((name) => matchesGlob(last, name)).map((name) => join(folder, name));
    return { files: matching(listing?.files), folders: matching(listing?.folders) };
  });
  if (search.closed !== undefined) return closedPath(search.closed).reason;
  if (search.left <= 0) return `"${pattern}" is a pattern that looks into too many folders.`;
  return { files: found.flatMap(({ files }) => files), folders: found.flatMap((it) => it.folders) };
}

interface Search {
  readonly tree: NotingTree;
  left: number;
  /** A folder that cannot be read. */
  closed: string | undefined;
}

function foldersIn(folder: string, part: string, search: Search): readonly string[] {
  if (part === "**") return foldersBelow(folder, search);
  if (!isPattern(part)) return [join(folder, part)];
  const names = listed(folder, search)?.folders.filter((name) => matchesGlob(part, name)) ?? [];
  return names.map((name) => join(folder, name));
}

/** A folder and all those in it. */
function foldersBelow(folder: string, search: Search): readonly string[] {
  const names = listed(folder, search)?.folders ?? [];
  return [folder, ...names.flatMap((name) => foldersBelow(join(folder, name), search))];
}

function listed(folder: string, search: Search): { files: readonly string[]; folders: readonly string[] } | undefined {
  if (search.left-- <= 0) return undefined;
  if (search.tree.list(folder) === "closed") search.closed = folder;
  const listing = listingOf(search.tree, folder);
  return listing && { files: [...listing.files].sort(), folders: [...listing.folders].sort() };
}
