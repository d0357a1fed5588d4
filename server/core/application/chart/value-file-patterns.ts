/** The files of values that patterns mean. */
import { pathMatcher } from "../../helm/chart/glob.ts";
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
 * The files that a pattern from the root of the repository means; a sentence where they are not known. `*`, `?`, sets and braces stay
 * within one name, and `**` stands for any folders. Mirrors `FilepathGlob` of github.com/bmatcuk/doublestar/v4: the files of a folder come before those of
 * the folders in it, and what braces mean is sorted as well.
 */
export function matchesOf(pattern: string, tree: NotingTree): PatternMatches | string {
  const parts = pattern.split("/").filter((part) => part !== "");
  const tests = parts.map(testOf);
  const isMixed = parts.includes("**") && /[{}]/.test(pattern);
  // Signs that are escaped, and braces in braces, around folders or beside `**`, are rare.
  if (isMixed || !tests.every((it) => it !== undefined))
    return `"${pattern}" is a pattern with signs that only Argo CD can read.`;
  const last = tests.pop();
  const search: Search = { tree, left: maxFolders, closed: undefined };
  let folders: readonly string[] = [""];
  for (const part of tests) folders = folders.flatMap((folder) => foldersIn(folder, part, search));
  if (last?.written === "**") folders = folders.flatMap((folder) => foldersBelow(folder, search));
  const found = folders.map((folder) => {
    const listing = listed(folder, search);
    const matching = (names: readonly string[] = []): readonly string[] =>
      names.filter((name) => last?.matches(name)).map((name) => join(folder, name));
    return { files: matching(listing?.files), folders: matching(listing?.folders) };
  });
  if (search.closed !== undefined) return closedPath(search.closed).reason;
  if (search.left <= 0) return `"${pattern}" is a pattern that looks into too many folders.`;
  return { files: found.flatMap(({ files }) => files), folders: found.flatMap((it) => it.folders) };
}

/** What one part of a pattern means. */
interface PartTest {
  readonly written: string;
  readonly matches: (name: string) => boolean;
}

/** How many names the braces of one part may come to. */
const maxChoices = 200;

/** `undefined` for a part that is not read here. */
function testOf(written: string): PartTest | undefined {
  if (written === "**") return { written, matches: () => true };
  if (!/[*?[{}\\]/.test(written)) return { written, matches: (name) => name === written };
  let choices: readonly string[] = [""];
  for (const [index, piece] of written.split(/\{([^{}]*)\}/).entries()) {
    const more = index % 2 === 1 ? piece.split(",") : [piece];
    if (choices.length * more.length > maxChoices) return undefined;
    choices = choices.flatMap((before) => more.map((choice) => before + choice));
  }
  const matchers = choices.map((choice) => (/^\*\*$|[{}\\]/.test(choice) ? undefined : pathMatcher(choice)));
  if (!matchers.every((it) => it !== undefined)) return undefined;
  return { written, matches: (name) => matchers.some((matches) => matches(name)) };
}

interface Search {
  readonly tree: NotingTree;
  left: number;
  /** A folder that cannot be read. */
  closed: string | undefined;
}

function foldersIn(folder: string, { written, matches }: PartTest, search: Search): readonly string[] {
  if (written === "**") return foldersBelow(folder, search);
  if (!/[*?[{]/.test(written)) return [join(folder, written)];
  const names = listed(folder, search)?.folders.filter(matches) ?? [];
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
