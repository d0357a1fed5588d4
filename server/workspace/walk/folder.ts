import { join, sep } from "node:path";
import { type GitFiles, repositoryRules, rulesAround, withRulesIn } from "../ignore/repository.ts";
import { type IgnoreRules, isIgnored } from "../ignore/rules.ts";
import { type LeftOut, type WalkOptions, type WalkTask, wantedBy } from "./options.ts";
import { isWithin } from "../paths.ts";
import { reasonOf } from "../reasons.ts";
import type { Unreadable, WalkEntry, WalkSource } from "./source.ts";

/** A file or folder that a search has yet to visit. */
export interface Pending {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly type: WalkEntry["type"];
  /** How many folders there are between the root and this. */
  readonly depth: number;
  /** What Git ignores in the folder that it is in. */
  readonly rules: IgnoreRules | undefined;
}

/** What a search finds in a folder. */
export interface SearchedFolder {
  /** What has to be visited, sorted by name. */
  readonly children: readonly Pending[];
  /** How many entries the folder has. */
  readonly seen: number;
  readonly leftOut: readonly LeftOut[];
}

/** Lists a folder and reads its `.gitignore`. */
export async function searchFolder(source: WalkSource, folder: Pending, task: WalkTask): Promise<SearchedFolder> {
  const { path, depth } = folder;
  const { maxDepth = 100 } = task.options;
  if (depth > maxDepth) return leftOut(path, `nested more than ${maxDepth} folders deep`);
  const entries = await entriesIn(source, path);
  if ("reason" in entries) return leftOut(path, entries.reason);
  const problems: LeftOut[] = [];
  const rules = await rulesIn(gitFiles(source, problems), folder, entries, task.options);
  const children = entries
    .filter(({ name, type }) => mayMatter(name, type, task.options))
    .map(({ name, type }): Pending => ({ path: join(path, name), name, type, depth: depth + 1, rules }))
    .filter((child) => isOnTheWay(child.path, task) && isNotIgnored(child, problems))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { children, seen: entries.length, leftOut: problems };
}

/** Whether Git does not ignore an entry. Where that cannot be told in time it is left out, as `--fix` must not write what is ignored. */
function isNotIgnored({ path, type, rules }: Pending, problems: LeftOut[]): boolean {
  const answer = isIgnored(rules, path, typeForGit(type));
  if (answer === undefined) problems.push({ path, reason: "too many patterns say whether Git ignores it" });
  return answer === false;
}

async function entriesIn(source: WalkSource, path: string): Promise<readonly WalkEntry[] | Unreadable> {
  try {
    return await source.list(path);
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** Where a search begins. */
export async function searchRoot(source: WalkSource, { root, options }: WalkTask): Promise<SearchedFolder> {
  const problems: LeftOut[] = [];
  const rules = options.ignored === "included" ? undefined : await rulesAround(gitFiles(source, problems), root);
  return { children: [{ path: root, name: "", type: "folder", depth: 0, rules }], seen: 0, leftOut: problems };
}

function leftOut(path: string, reason: string): SearchedFolder {
  return { children: [], seen: 0, leftOut: [{ path, reason }] };
}

/** Folders without files of the user. */
const neverSearched: readonly string[] = [".git", "node_modules"];

/** Whether a path leads through a folder that is never searched. */
export function isNeverSearched(path: string): boolean {
  return path.split(sep).some((name) => neverSearched.includes(name));
}

/** Whether something is of interest by its name. A link may lead to a folder, which then has to be reported. */
function mayMatter(name: string, type: WalkEntry["type"], options: WalkOptions): boolean {
  if (type !== "folder" && wantedBy(options, name) !== undefined) return true;
  if (type !== "folder" && type !== "link") return false;
  return !neverSearched.includes(name) && (options.hidden === "included" || !name.startsWith("."));
}

function isOnTheWay(path: string, { root, only = root }: WalkTask): boolean {
  return isWithin(path, only) || isWithin(only, path);
}

/** Git never follows a link. */
function typeForGit(type: WalkEntry["type"]): "file" | "folder" {
  return type === "folder" ? "folder" : "file";
}

/** The rules in a folder; in the root of a repository, those of the folders around it do not apply. */
async function rulesIn(
  files: GitFiles,
  { path, rules }: Pending,
  entries: readonly WalkEntry[],
  options: WalkOptions,
): Promise<IgnoreRules | undefined> {
  if (options.ignored === "included") return undefined;
  const isRepository = entries.some(({ name }) => name === ".git");
  const around = isRepository ? await repositoryRules(files, path) : rules;
  // Git does not follow a link here either.
  const hasOwn = entries.some(({ name, type }) => name === ".gitignore" && type === "file");
  return hasOwn ? withRulesIn(files, path, around) : around;
}

const tooLong = "more than 256 kB of patterns, with those of the folders around it";

/** The files of Git where a search reads. What cannot be read is added to the problems. */
function gitFiles(source: WalkSource, problems: LeftOut[]): GitFiles {
  return {
    isThere: async (path) => (await source.typeOf(path)) !== "nothing",
    bytesOf: async (path, longest = Infinity) => {
      const type = await source.typeOf(path);
      if (typeof type === "string" && type !== "file") return undefined;
      const bytes = typeof type === "string" ? await source.readBytes(path) : type;
      if (typeof bytes === "string" && bytes.length <= longest) return bytes;
      const reason = typeof bytes === "string" ? tooLong : bytes.reason;
      problems.push({ path, reason: `${reason}, so its rules do not apply` });
      return undefined;
    },
  };
}
