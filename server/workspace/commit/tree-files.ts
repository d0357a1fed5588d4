import { posix, relative, sep } from "node:path";
import { decodeText } from "../decode.ts";
import type { Files, FolderEntry } from "../files.ts";
import { textsPacked } from "../packed-chart.ts";
import { absence, isAbsent } from "../reasons.ts";
import { walkFiles } from "../walk/find.ts";
import { type CommitTree, followLinks, inSubmodule, type TreeEntry } from "./commit-tree.ts";

/**
 * The files of a tree of Git, by the paths that they would have below `root` on this disk. `blob` reads an object; its path in the
 * tree is "" for the target of a link.
 */
export function treeFiles(tree: CommitTree, root: string, blob: (id: string, path: string) => Promise<Buffer>): Files {
  const names = namesIn(tree);
  const targets = new Map<string, Promise<string>>();
  const targetOf = (id: string): Promise<string> => {
    const target = targets.get(id) ?? blob(id, "").then((bytes) => bytes.toString());
    targets.set(id, target);
    return target;
  };
  const pathIn = (path: string): string => relative(root, path).split(sep).join("/");
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
    const [real, entry] = await find(pathIn(path));
    if (entry.type !== "file") throw absence();
    return blob(entry.id, real);
  };
  const files = { list, read: async (path: string) => decodeText(await bytesOf(path)) };
  return { ...files, unpack: async (path) => textsPacked(await bytesOf(path)), walk: walkFiles(files) };
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
