import { posix } from "node:path";
import { absence } from "../reasons.ts";

/** What stands at a path of a commit. */
export type TreeEntry =
  | { readonly type: "file" | "link"; readonly id: string }
  /** Of a submodule, its commit. */
  | { readonly type: "submodule"; readonly id: string }
  | { readonly type: "folder" };

/** The files and folders of a commit, by their paths with `/` between the parts; the root is "". */
export type CommitTree = ReadonlyMap<string, TreeEntry>;

/** How many files of a commit are read, as in a folder: a few small objects can stand for any number of them. */
const maxFiles = 1_000_000;

/** Reads what `git ls-tree -r -z` prints. Throws an Error with a sentence for the user if that is too much. */
export function readTree(printed: string): CommitTree {
  const tree = new Map<string, TreeEntry>([["", { type: "folder" }]]);
  for (let [at, files] = [0, 1]; at < printed.length; files++) {
    if (files > maxFiles) throw new Error(`the commit has more than ${maxFiles.toLocaleString("en")} files`);
    const end = printed.indexOf("\0", at);
    const line = printed.slice(at, end < 0 ? undefined : end);
    at += line.length + 1;
    const [, mode = "", id = "", path = ""] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(line) ?? [];
    if (path === "") continue;
    tree.set(path, entryOf(mode, id));
    for (let at = posix.dirname(path); at !== "." && !tree.has(at); at = posix.dirname(at)) {
      tree.set(at, { type: "folder" });
    }
  }
  return tree;
}

function entryOf(mode: string, id: string): TreeEntry {
  if (mode.startsWith("100")) return { type: "file", id };
  return { type: mode === "120000" ? "link" : "submodule", id };
}

/** How many links lead to one path, as on Linux. */
const maxLinks = 40;

/**
 * The path that links lead to from a path, itself where there are none. `targetOf` gives the text of a link. Rejects with the
 * error of an absent file where they lead out of the repository or nowhere, and with a reason where that cannot be told.
 */
export async function followLinks(
  path: string,
  tree: CommitTree,
  targetOf: (id: string) => Promise<string>,
): Promise<string> {
  let [at, rest] = ["", path.split("/")];
  for (let links = 0; rest.length > 0;) {
    const [name = "", ...others] = rest;
    rest = others;
    if (name === "" || name === ".") continue;
    if (name === ".." && at === "") throw absence();
    const next = posix.join(at, name).replace(/^\.$/, "");
    const entry = name === ".." ? undefined : tree.get(next);
    if (entry?.type === "submodule" && rest.length > 0) throw new Error(inSubmodule);
    if (entry?.type !== "link") {
      at = next;
      continue;
    }
    const target = await targetOf(entry.id);
    if (++links > maxLinks || posix.isAbsolute(target)) throw absence();
    rest = [...target.split("/"), ...rest];
  }
  return at;
}

/** Why what stands in a submodule is not read. */
export const inSubmodule = "it is in a submodule, which is another repository";
