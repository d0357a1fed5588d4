import { join, resolve } from "node:path";
import type { Files } from "../files.ts";
import { readTree } from "./commit-tree.ts";
import { type Git, gitIn, GitProblem } from "./git.ts";
import { sameOnDisk } from "./same-on-disk.ts";
import { treeFiles } from "./tree-files.ts";
import { withRepository } from "./with-repository.ts";

/**
 * The files of a Git repository as they were in a commit. `folder` is a folder of the repository on this disk; paths are those
 * that the files would have there. What was not there is absent as on a disk; what Git cannot read is an error of its own.
 * Rejects with an Error whose message tells the user what is wrong.
 */
export async function commitFiles(folder: string, ref: string): Promise<Files> {
  const git = await gitIn(folder);
  const prefix = await prefixOf(git);
  const commit = await commitOf(git, ref);
  const tree = readTree((await readObject(git, ref, "ls-tree", "-r", "-z", "--full-tree", commit)).toString());
  const root = rootOf(folder, prefix);
  const blob = async (id: string, path: string): Promise<Buffer> =>
    (await sameOnDisk(join(root, path), id)) ?? readObject(git, ref, "cat-file", "blob", id);
  return withRepository(treeFiles(tree, root, blob), root);
}

/** The same for one commit and any folders, each read once. */
export function commitReader(ref: string): (folder: string) => Promise<Files> {
  const known = new Map<string, Promise<Files>>();
  return (folder) => {
    const path = resolve(folder);
    const files = known.get(path) ?? commitFiles(path, ref);
    known.set(path, files);
    return files;
  };
}

/** The root of the repository around a folder, named as that folder is. */
export function rootOf(folder: string, prefix: string): string {
  return resolve(folder, ...prefix.split("/").flatMap((part) => (part === "" ? [] : [".."])));
}

/** Where a folder is in its repository: "", or a path that ends with `/`. Rejects with an Error for the user where there is none. */
export async function prefixOf(git: Git): Promise<string> {
  try {
    return (await git("rev-parse", "--show-prefix")).toString().trimEnd();
  } catch (error) {
    const isOutside =
      error instanceof GitProblem && /not a git repository|bare repository|work tree/.test(error.complaint ?? "");
    throw isOutside ? new Error("it is not in a Git repository", { cause: error }) : error;
  }
}

/** The commit that a name stands for. Rejects with an Error with the reason if there is none. */
export async function commitOf(git: Git, ref: string): Promise<string> {
  const noSuchRef = `the repository has no commit, branch or tag "${ref}"`;
  // No name of a commit begins with a dash, and Git would take it for an option.
  if (ref.startsWith("-")) throw new Error(noSuchRef);
  try {
    return (await git("rev-parse", "--verify", "--quiet", `${ref}^{commit}`)).toString().trim();
  } catch (error) {
    const isUnknown = error instanceof GitProblem && error.complaint === "";
    throw isUnknown ? new Error(noSuchRef, { cause: error }) : error;
  }
}

/** Reads an object, which a clone that was not made in full may lack. */
export async function readObject(git: Git, ref: string, ...words: readonly string[]): Promise<Buffer> {
  try {
    return await git(...words);
  } catch (error) {
    if (!(error instanceof GitProblem) || !/promisor|lazy fetch/.test(error.complaint ?? "")) throw error;
    const remedy = `run "git diff --stat ${ref}" to fetch it, and try again`;
    throw new Error(`its content is missing in this partial clone; ${remedy}`, { cause: error });
  }
}
