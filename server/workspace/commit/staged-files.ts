import { join } from "node:path";
import type { Files } from "../files.ts";
import { commitOf, prefixOf, readObject, rootOf } from "./commit-files.ts";
import { type CommitTree, readTree } from "./commit-tree.ts";
import { type Git, gitIn } from "./git.ts";
import { treeFiles } from "./tree-files.ts";
import { sameOnDisk } from "./same-on-disk.ts";
import { withRepository } from "./with-repository.ts";

/** What is staged in a repository: what the next commit would have. */
export interface Staged {
  /** The folder of the repository, as the one that was asked for is named. */
  readonly root: string;
  readonly files: Files;
  /** The absolute paths of the files that differ from the newest commit, in the order of Git. */
  readonly changed: readonly string[];
}

/**
 * The files that are staged in the repository around a folder. `index` is the file that Git calls the index, for a hook that runs
 * while Git uses another one; the one of the repository if `undefined`. Rejects with an Error whose message tells the user what is
 * wrong. No filter runs: this is the content that is committed.
 */
export async function stagedFiles(folder: string, index: string | undefined): Promise<Staged> {
  const root = rootOf(folder, await prefixOf(await gitIn(folder)));
  const git = await gitIn(root, { index });
  const tree = readTree(entriesOf((await git("ls-files", "--stage", "-z")).toString()));
  const head = await headTree(git);
  const changed = [...tree].flatMap(([path, entry]) => {
    if (entry.type !== "file") return [];
    const before = head.get(path);
    return before?.type === "file" && before.id === entry.id ? [] : [join(root, path)];
  });
  const blob = async (id: string, path: string): Promise<Buffer> =>
    (await sameOnDisk(join(root, path), id)) ?? readObject(git, "HEAD", "cat-file", "blob", id);
  return { root, files: withRepository(treeFiles(tree, root, blob), root), changed };
}

/** What `git ls-files --stage -z` prints, as `git ls-tree` would. Throws an Error with a sentence for the user where there is a conflict. */
function entriesOf(printed: string): string {
  return printed
    .split("\0")
    .map((line) => {
      const [, mode = "", id = "", stage = "", path = ""] = /^(\d+) (\w+) (\d)\t(.*)$/s.exec(line) ?? [];
      if (stage !== "" && stage !== "0") throw new Error(`"${path}" has a conflict that nobody has resolved`);
      return stage === "" ? "" : `${mode} blob ${id}\t${path}`;
    })
    .join("\0");
}

/** The files of the newest commit; none before the first one. */
async function headTree(git: Git): Promise<CommitTree> {
  let commit: string;
  try {
    commit = await commitOf(git, "HEAD");
  } catch {
    return new Map();
  }
  return readTree((await git("ls-tree", "-r", "-z", "--full-tree", commit)).toString());
}
