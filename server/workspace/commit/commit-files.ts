import { posix, relative, sep } from "node:path";
import { decodeText } from "../decode.ts";
import type { Files, FolderEntry } from "../files.ts";
import { textsPacked } from "../packed-chart.ts";
import { absence, isAbsent } from "../reasons.ts";
import { walkFiles } from "../walk/find.ts";
import { type CommitTree, followLinks, inSubmodule, readTree, type TreeEntry } from "./commit-tree.ts";
import { type Git, gitIn, GitProblem } from "./git.ts";

/**
 * The files of a Git repository as they were in a commit. `folder` is a folder of the repository on this disk; paths are those
 * that the files would have there. What was not there is absent as on a disk; what Git cannot read is an error of its own.
 * Rejects with an Error whose message tells the user what is wrong.
 */
export async function commitFiles(folder: string, ref: string): Promise<Files> {
  const git = await gitIn(folder);
  const prefix = await prefixOf(git);
  const commit = await commitOf(git, ref);
  const tree = readTree((await read(git, ref, "ls-tree", "-r", "-z", "--full-tree", commit)).toString());
  const names = namesIn(tree);
  const blob = (id: string): Promise<Buffer> => read(git, ref, "cat-file", "blob", id);
  const targets = new Map<string, Promise<string>>();
  const targetOf = (id: string): Promise<string> => {
    const target = targets.get(id) ?? blob(id).then((bytes) => bytes.toString());
    targets.set(id, target);
    return target;
  };
  const pathIn = (path: string): string => posix.join(prefix, relative(folder, path).split(sep).join("/"));
  const find = async (path: string): Promise<readonly [string, TreeEntry]> => {
    const real = await followLinks(path, tree, targetOf);
    const entry = tree.get(real);
    if (entry === undefined) throw absence();
    if (entry.type === "submodule") throw new Error(inSubmodule);
    return [real, entry];
  };
  const list = async (path: string): Promise<readonly FolderEntry[]> => {
    const [real, { type }] = await find(pathIn(path));
    if (type !== "folder") throw absence();
    const entries = (names.get(real) ?? []).map((name) => entryIn(posix.join(real, name), name));
    return (await Promise.all(entries)).filter((entry) => entry !== undefined);
  };
  const entryIn = async (path: string, name: string): Promise<FolderEntry | undefined> => {
    const type = tree.get(path)?.type;
    if (type !== "link") return { name, type: type === "file" ? "file" : "folder" };
    const behind = await typeBehind(find(path));
    return behind && { name, type: behind };
  };
  const bytesOf = async (path: string): Promise<Buffer> => {
    const [, entry] = await find(pathIn(path));
    if (entry.type !== "file") throw absence();
    return blob(entry.id);
  };
  const files = { list, read: async (path: string) => decodeText(await bytesOf(path)) };
  return { ...files, unpack: async (path) => textsPacked(await bytesOf(path)), walk: walkFiles(files) };
}

async function prefixOf(git: Git): Promise<string> {
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
async function read(git: Git, ref: string, ...words: readonly string[]): Promise<Buffer> {
  try {
    return await git(...words);
  } catch (error) {
    if (!(error instanceof GitProblem) || !/promisor|lazy fetch/.test(error.complaint ?? "")) throw error;
    const remedy = `run "git diff --stat ${ref}" to fetch it, and try again`;
    throw new Error(`its content is missing in this partial clone; ${remedy}`, { cause: error });
  }
}

/** As on a disk, links that lead nowhere are left out; what cannot be followed may be a file. */
async function typeBehind(found: Promise<readonly [string, TreeEntry]>): Promise<FolderEntry["type"] | undefined> {
  try {
    return (await found)[1].type === "file" ? "file" : "linked folder";
  } catch (error) {
    return isAbsent(error) ? undefined : "file";
  }
}

/** The names in each folder, sorted. */
function namesIn(tree: CommitTree): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const path of tree.keys()) {
    if (path === "") continue;
    const folder = posix.dirname(path).replace(/^\.$/, "");
    const known = names.get(folder);
    if (known === undefined) names.set(folder, [posix.basename(path)]);
    else known.push(posix.basename(path));
  }
  for (const list of names.values()) list.sort((a, b) => (a < b ? -1 : 1));
  return names;
}
