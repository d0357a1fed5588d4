import { dirname, join, resolve } from "node:path";
import { readPatterns } from "./pattern.ts";
import type { IgnoreRules } from "./rules.ts";

/** Reads the files of Git. */
export interface GitFiles {
  /** A regular file as a text in which each character is a byte; `undefined` if there is none that can be read, or it is longer. */
  readonly bytesOf: (path: string, longest?: number) => Promise<string | undefined>;
  /** Whether there is a file or folder at a path. */
  readonly isThere: (path: string) => Promise<boolean>;
}

/** How long all files of rules may be together that concern a folder, in bytes: a longer one does not apply. */
const longestRules = 256 * 1024;

/** The rules of a repository that are not in a `.gitignore`: those of `.git/info/exclude`. `folder` is its root. */
export async function repositoryRules(files: GitFiles, folder: string): Promise<IgnoreRules> {
  const git = await gitFolderOf(files, folder);
  const config = await configOf(files, folder);
  const letters = /^[ \t]*ignorecase[ \t]*=[ \t]*true/im.test(config ?? "") ? "any case" : "as written";
  const exclude = (await files.bytesOf(join(git, "info", "exclude"), longestRules)) ?? "";
  return { folder, patterns: readPatterns(exclude, letters), letters, size: exclude.length, around: undefined };
}

/** The rules that apply in a folder because of the folders around it; `undefined` if it is not in a repository. */
export async function rulesAround(files: GitFiles, folder: string): Promise<IgnoreRules | undefined> {
  const parent = dirname(folder);
  if (parent === folder || (await files.isThere(join(folder, ".git")))) return undefined;
  const isRoot = await files.isThere(join(parent, ".git"));
  const around = isRoot ? await repositoryRules(files, parent) : await rulesAround(files, parent);
  return around && withRulesIn(files, parent, around);
}

/** The rules with those of the `.gitignore` in a folder, if it can be read. */
export async function withRulesIn(
  files: GitFiles,
  folder: string,
  around: IgnoreRules | undefined,
): Promise<IgnoreRules | undefined> {
  const { letters = "as written", size = 0 } = around ?? {};
  const bytes = await files.bytesOf(join(folder, ".gitignore"), longestRules - size);
  if (bytes === undefined) return around;
  return { folder, patterns: readPatterns(bytes, letters), letters, size: size + bytes.length, around };
}

/** The settings of a repository as they are written; `undefined` if they cannot be read. `folder` is its root. */
export async function configOf(files: Pick<GitFiles, "bytesOf">, folder: string): Promise<string | undefined> {
  return files.bytesOf(join(await gitFolderOf(files, folder), "config"));
}

/** Where the files of Git for a work tree are, and those that all work trees of its repository share. */
export interface GitFolders {
  readonly own: string;
  readonly common: string;
}

/** The folders of Git for a work tree: in one of several, or in a submodule, `.git` is a file that says where. */
export async function gitFoldersOf(files: Pick<GitFiles, "bytesOf">, folder: string): Promise<GitFolders> {
  const git = join(folder, ".git");
  const link = /^gitdir: (.+)/.exec((await files.bytesOf(git)) ?? "")?.[1];
  if (link === undefined) return { own: git, common: git };
  const own = resolve(folder, toPath(link));
  const common = await files.bytesOf(join(own, "commondir"));
  return { own, common: common === undefined ? own : resolve(own, toPath(common)) };
}

async function gitFolderOf(files: Pick<GitFiles, "bytesOf">, folder: string): Promise<string> {
  return (await gitFoldersOf(files, folder)).common;
}

function toPath(bytes: string): string {
  return Buffer.from(bytes.trimEnd(), "latin1").toString("utf8");
}
