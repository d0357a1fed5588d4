import { realpath } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { pathFrom } from "../../workspace/file-tree.ts";
import { notThere, reasonOf } from "../../workspace/reasons.ts";
import type { Input } from "../inputs.ts";
import { blobId } from "../../workspace/commit/blob-id.ts";
import { commitOf, prefixOf } from "../../workspace/commit/commit-files.ts";
import { type CommitTree, readTree } from "../../workspace/commit/commit-tree.ts";
import { type Git, gitIn, GitProblem } from "../../workspace/commit/git.ts";

/** The inputs that changed, or a sentence for the user. */
export type ChangedInputs = { readonly inputs: readonly Input[] } | { readonly complaint: string };

/**
 * The inputs that differ from what the repository around `root` had where its branch left `ref`; "" for the default branch of the
 * remote "origin", or the newest commit where there is no remote. Before the first commit, that is all of them. Git is asked for its objects only, since comparing would start filters: the texts
 * on this disk are compared with what is in the commit, with line ends of either kind.
 */
export async function changedInputs(inputs: readonly Input[], ref: string, root: string): Promise<ChangedInputs> {
  try {
    const git = await gitIn(root);
    await prefixOf(git);
    const since = ref === "" ? await defaultRef(git) : ref;
    if (since === undefined) return { inputs };
    const base = await baseOf(git, since);
    const then = new FilesThen();
    const realRoot = await realpath(root);
    const tree = await treeOf(git, base);
    const changed: Input[] = [];
    for (const input of inputs)
      if (await isChanged(input, (path) => then.idOf(path, realRoot, tree)))
        changed.push(ref === "" ? await withRemedy(git, input) : input);
    return { inputs: changed };
  } catch (error) {
    return { complaint: `Cannot tell which files changed: ${reasonOf(error)}.` };
  }
}

/**
 * What a branch left if nobody says so; `undefined` before the first commit. With a remote it is never the newest commit: a server
 * that runs pipelines checks out one branch, in which nothing would ever have changed.
 */
async function defaultRef(git: Git): Promise<string | undefined> {
  if (await isCommit(git, "origin/HEAD")) return "origin/HEAD";
  const usual = ["origin/main", "origin/master"];
  const there = await Promise.all(usual.map((ref) => isCommit(git, ref)));
  const found = usual.filter((_, index) => there[index]);
  if (found.length === 1) return found[0];
  if ((await git("remote")).length > 0)
    throw new Error('nothing here says which branch is the default one: name it, as in "--changed=origin/main"');
  return (await isCommit(git, "HEAD")) ? "HEAD" : undefined;
}

/** Whoever writes `--changed main` means the branch, which stands there as a path. */
async function withRemedy(git: Git, input: Input): Promise<Input> {
  if (!("problem" in input) || input.problem !== notThere || !(await isCommit(git, input.path))) return input;
  return { ...input, problem: `${notThere}; for a commit or a branch, write "--changed=${input.path}"` };
}

async function isCommit(git: Git, ref: string): Promise<boolean> {
  try {
    await commitOf(git, ref);
    return true;
  } catch {
    return false;
  }
}

/** The commit at which the branch left another one. */
async function baseOf(git: Git, ref: string): Promise<string> {
  const [commit, head] = [await commitOf(git, ref), await commitOf(git, "HEAD")];
  try {
    return (await git("merge-base", commit, head)).toString().trim();
  } catch (error) {
    if (!(error instanceof GitProblem) || error.complaint !== "") throw error;
    const remedy = 'fetch the history, as with "git fetch --unshallow"';
    throw new Error(`the repository has no commit that "${ref}" and HEAD have in common; ${remedy}`, { cause: error });
  }
}

async function isChanged(input: Input, idOf: (path: string) => Promise<string | undefined>): Promise<boolean> {
  if ("problem" in input || input.path === "-") return true;
  const id = await idOf(await realpathOf(input.path));
  if (id === undefined) return true;
  const bytes = Buffer.from(input.text);
  return ![bytes, withoutReturns(bytes)].some((it) => blobId(it, id) === id);
}

async function treeOf(git: Git, commit: string): Promise<CommitTree> {
  return readTree((await git("ls-tree", "-r", "-z", "--full-tree", commit)).toString());
}

/** What Git called the files of a commit, those in submodules included. */
class FilesThen {
  /** By the absolute paths of their folders. */
  readonly #submodules = new Map<string, Promise<CommitTree>>();

  /** The name of the text that a file had, which is below `root`; `undefined` where it was not there or that cannot be told. */
  async idOf(path: string, root: string, tree: CommitTree): Promise<string | undefined> {
    const name = pathFrom(root, path);
    const entry = tree.get(name);
    if (entry?.type === "file") return entry.id;
    for (let at = posix.dirname(name); at !== "." && at !== "/"; at = posix.dirname(at)) {
      const around = tree.get(at);
      if (around?.type === "submodule")
        return this.idOf(path, join(root, at), await this.#in(join(root, at), around.id));
    }
    return undefined;
  }

  #in(folder: string, commit: string): Promise<CommitTree> {
    const known = this.#submodules.get(folder) ?? submoduleTree(folder, commit);
    this.#submodules.set(folder, known);
    return known;
  }
}

/** The files of a submodule; none where its commit has not been fetched, so that all of them count as changed. */
async function submoduleTree(folder: string, commit: string): Promise<CommitTree> {
  try {
    return await treeOf(await gitIn(folder), commit);
  } catch {
    return new Map();
  }
}

async function realpathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // Standard input may be the text of a file that is not there yet.
    return resolve(path);
  }
}

function withoutReturns(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
