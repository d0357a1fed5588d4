import { execFile } from "node:child_process";
import { posix, relative, sep } from "node:path";
import { promisify } from "node:util";
import { decodeText } from "../../workspace/decode.ts";
import type { Files, FolderEntry } from "../../workspace/files.ts";
import { findProgram } from "../../workspace/find-program.ts";
import { walkFiles } from "../../workspace/walk/find.ts";

const run = promisify(execFile);

/** No file of a commit, and no list of its files, may be larger than this, in bytes. */
const maxBuffer = 128 * 1024 * 1024;

/**
 * The files of a Git repository as they were in a commit. `folder` is a folder of the repository on this disk; paths are those
 * that the files would have there. Rejects with an Error whose message tells the user what is wrong.
 */
export async function commitFiles(folder: string, ref: string): Promise<Files> {
  const prefix = (await git(folder, ["rev-parse", "--show-prefix"], "it is not in a Git repository"))
    .toString()
    .trimEnd();
  const noSuchRef = `the repository has no commit, branch or tag "${ref}"`;
  const verify = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const commit = (await git(folder, verify, noSuchRef)).toString().trim();
  const tree = await git(folder, ["ls-tree", "-r", "-z", "--full-tree", commit], "the commit cannot be read");
  const folders = foldersOf(pathsIn(tree.toString()));
  const pathInCommit = (path: string): string => {
    const joined = posix.join(prefix, relative(folder, path).split(sep).join("/"));
    return joined.replace(/^\.$|\/$/g, "");
  };
  const files = {
    list: (path: string): Promise<readonly FolderEntry[]> => {
      const entries = folders.get(pathInCommit(path));
      if (entries === undefined) return Promise.reject(new Error("the folder did not exist"));
      return Promise.resolve([...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
    },
    read: async (path: string): Promise<string | undefined> => {
      const blob = `${commit}:${pathInCommit(path)}`;
      return decodeText(await git(folder, ["cat-file", "blob", blob], "the file did not exist"));
    },
  };
  return { ...files, walk: walkFiles(files) };
}

/** The paths of the plain files in what `git ls-tree -r -z` prints; links and submodules are left out. */
function pathsIn(tree: string): string[] {
  return tree.split("\0").flatMap((line) => {
    const [, mode = "", path = ""] = /^(\d+) [^\t]*\t(.*)$/s.exec(line) ?? [];
    return mode.startsWith("100") ? [path] : [];
  });
}

/** What stands in each folder, by path; the root is "". */
function foldersOf(paths: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, FolderEntry>> {
  const folders = new Map<string, Map<string, FolderEntry>>([["", new Map()]]);
  for (const path of paths) {
    const parts = path.split("/");
    parts.forEach((name, depth) => {
      const folder = parts.slice(0, depth).join("/");
      const entries = folders.get(folder) ?? new Map<string, FolderEntry>();
      entries.set(name, { name, type: depth === parts.length - 1 ? "file" : "folder" });
      folders.set(folder, entries);
    });
  }
  return folders;
}

/** A bare repository that somebody committed among the files could bring a configuration that runs programs. */
const guards: readonly string[] = ["-c", "safe.bareRepository=explicit"];

/** What git prints. Rejects with `problem` if git fails, and with another reason if git is not installed. */
async function git(folder: string, args: readonly string[], problem: string): Promise<Buffer> {
  const program = await findProgram("git");
  if (program === undefined) throw new Error("git is not installed");
  try {
    const { stdout } = await run(program, [...guards, ...args], { cwd: folder, maxBuffer, encoding: "buffer" });
    return stdout;
  } catch (error) {
    throw new Error(ownProblem(error) ?? problem, { cause: error });
  }
}

/** What failed before git could say what is wrong. */
function ownProblem(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER" ? "git prints more than 128 MB" : undefined;
}
