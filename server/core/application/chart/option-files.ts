/** The files that an Application names for a chart, opened. */
import type { NamedFile } from "../application.ts";
import { unreadableFile } from "../failure.ts";
import { type ArgoCdVersion, isKnownIn, latestVersion } from "../../versions.ts";
import type { DocumentLocation } from "../location.ts";
import { closedPath } from "../source-member.ts";
import { type NotingTree, readableFile, resolvePath } from "../source-tree.ts";
import type { KeepSource } from "./chart-files.ts";
import type { ChartOptions, OptionFile } from "./chart-options.ts";
import { isPattern, matchesOf } from "./value-file-patterns.ts";

/** Why there is no file: Argo CD cannot have it, or only we do not know it. */
export type Refusal = { readonly failure: string } | { readonly reason: string };

/** A file, and where it is named. */
export interface OpenedFile {
  readonly option: OptionFile;
  readonly found: NamedFile | Refusal;
}

/** Where the options of a chart are written, and what paths in them start from. */
export interface ValuesScope {
  readonly folder: string;
  readonly tree: NotingTree;
  readonly keep: KeepSource;
  /** `undefined` where no Application says anything. */
  readonly document: DocumentLocation | undefined;
  /** The folders that the names of other sources stand for, from the root; `undefined` for one in another repository. */
  readonly references: ReadonlyMap<string, string | undefined>;
  /** The version of Argo CD that looks for them; the newest release if there is none. */
  readonly version: ArgoCdVersion | undefined;
}

/** The version that reads patterns, and that gives each file to Helm once. */
const patternsSince = "3.4";

/**
 * The files of values in their order, those that patterns mean included: what is named by itself stands where it is named. Before 3.4
 * a file that is named twice is given twice.
 * Mirrors `getResolvedValueFiles` in reposerver/repository/repository.go.
 */
export function openValueFiles(options: ChartOptions, scope: ValuesScope): readonly OpenedFile[] {
  const { valueFiles, ignoresMissingFiles } = options;
  const { version = latestVersion } = scope;
  const readsPatterns = isKnownIn(patternsSince, version);
  const all = valueFiles.map((option) => ({ option, path: pathOf(option, scope) }));
  const named = new Set(all.flatMap(({ path }) => (typeof path === "string" && !isPattern(path) ? [path] : [])));
  const opened = all.flatMap(({ option, path }): readonly OpenedFile[] => {
    if (typeof path !== "string") return [{ option, found: path }];
    if (isPattern(path) && readsPatterns) {
      const found = openPattern(path, option, scope.tree);
      if (found.length === 0 && !ignoresMissingFiles)
        return [{ option, found: { failure: `No file matches "${option.written}".` } }];
      return found.filter((it) => !("file" in it) || !named.has(it.name)).map((it) => ({ option, found: it }));
    }
    const isAbsent = scope.tree.file(path) === "absent";
    if (ignoresMissingFiles && isAbsent) return [];
    if (isAbsent && isPattern(path)) return [{ option, found: { failure: noPattern(path) } }];
    const found = openPath(path, option.written, scope.tree);
    return found === undefined ? [] : [{ option, found }];
  });
  return readsPatterns ? firstOfEach(opened) : opened;
}

/** Without the files that stand before: a file that is named twice counts where it is named first. */
function firstOfEach(opened: readonly OpenedFile[]): readonly OpenedFile[] {
  const names = new Set<string>();
  return opened.filter(({ found }) => {
    if (!("file" in found)) return true;
    const isNew = !names.has(found.name);
    names.add(found.name);
    return isNew;
  });
}

/** The file of a file parameter; `undefined` where it has not been read yet. */
export function openFileParameter(option: OptionFile, scope: ValuesScope): NamedFile | Refusal | undefined {
  const path = pathOf(option, scope);
  return typeof path === "string" ? openPath(path, option.written, scope.tree) : path;
}

function openPattern(path: string, { written }: OptionFile, tree: NotingTree): readonly (NamedFile | Refusal)[] {
  const matches = matchesOf(path, tree);
  if (typeof matches === "string") return [{ reason: matches }];
  const folders = matches.folders.map((folder) => ({ failure: `"${written}" matches the folder "${folder}", too.` }));
  return [...matches.files.flatMap((file) => openPath(file, written, tree) ?? []), ...folders];
}

/** Mirrors `ResolveValueFilePathOrUrl` in util/io/path/resolved.go. */
function pathOf(option: OptionFile, { folder, references }: ValuesScope): string | Refusal {
  const { path, written } = option;
  if (path === undefined) return { reason: `"${written}" has a variable that only Argo CD can fill in.` };
  if (path.includes("{{")) return { reason: `"${path}" is only known once it is filled in.` };
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return { reason: `"${path}" is an address, and nothing is fetched.` };
  const [, reference] = /^(\$[^/]+)(?:\/|$)/.exec(written) ?? [];
  if (reference !== undefined && references.has(reference)) {
    const root = references.get(reference);
    // Mirrors `getResolvedRefValueFile` in reposerver/repository/repository.go.
    const rest = option.rest?.replace(/^\/+/, "") ?? path;
    if (root === undefined) return { reason: `The values of "${written}" are in another repository.` };
    return resolvePath(root, rest) ?? outside(written);
  }
  return (path.startsWith("/") ? resolvePath("", path.slice(1)) : resolvePath(folder, path)) ?? outside(path);
}

function outside(path: string): Refusal {
  return { failure: `"${path}" leads out of the repository: Argo CD refuses it.` };
}

/** `undefined` where it has not been read yet. */
function openPath(path: string, written: string, tree: NotingTree): NamedFile | Refusal | undefined {
  const file = tree.file(path);
  if (file === "absent") return { failure: noFile(path, written) };
  if (file === "closed") return { reason: closedPath(path).reason };
  if (file === "unreadable") return { failure: unreadableFile(path).message };
  const readable = readableFile(tree, path);
  return readable && { name: path, file: readable };
}

function noPattern(path: string): string {
  return `There is no file "${path}": Argo CD ${patternsSince} is the first version that takes this for a pattern. Name each file.`;
}

function noFile(path: string, written: string): string {
  const [, name] = /^(\$[^/]+)\//.exec(written) ?? [];
  const reason = `no source of this Application has the ref that "${name ?? ""}" may mean, so Argo CD reads it as an empty variable`;
  return name === undefined ? `There is no file "${path}".` : `There is no file "${path}": ${reason}.`;
}
