import type { ManifestFile } from "../manifest/file.ts";
import { type Node, stringAt } from "../manifest/node.ts";
import { membersOf, type NamedFile } from "./application.ts";
import { type Deployer, directoryFailures } from "./directory-failures.ts";
import { unreadableFile } from "./failure.ts";
import { isManifestName, skipsRendering } from "./folder.ts";
import { hasTooManyAlternatives, matchesGlob } from "../glob.ts";
import { isTrueAt } from "./kustomize/kustomization.ts";
import { beginningOf } from "./location.ts";
import type { ArgoCdVersion } from "../versions.ts";
import { closedPath, type SourceReading, tooManyFiles, type UnreadMember } from "./source-member.ts";
import { listingOf, type NotingTree, readableFile } from "./source-tree.ts";

/** The options `directory:` of an Application's source. */
export interface DirectoryOptions {
  readonly recurse: boolean;
  /** "" for none; likewise the next one. */
  readonly include: string;
  readonly exclude: string;
}

/** Who reads a directory: the newest release of Argo CD if no version is given. */
export interface DirectoryReader {
  readonly deployer: Deployer;
  readonly version: ArgoCdVersion | undefined;
}

/** How many files are read. */
const maxFiles = 5000;

/** Reads the options of a directory; those of nothing are the defaults. */
export function readDirectoryOptions(node: Node | undefined): DirectoryOptions {
  return {
    recurse: isTrueAt(node, "recurse"),
    include: stringAt(node, "include") ?? "",
    exclude: stringAt(node, "exclude") ?? "",
  };
}

/**
 * The members of a plain folder, in the order of the files' names.
 * Mirrors `findManifests` and `getPotentiallyValidManifests` in reposerver/repository/repository.go.
 */
export function readDirectory(
  folder: string,
  options: DirectoryOptions,
  { deployer, version }: DirectoryReader,
  tree: NotingTree,
): SourceReading {
  const wanted = pathsBelow(folder, options, tree).filter((path) =>
    isWanted(folder === "" ? path : path.slice(folder.length + 1), options),
  );
  const paths = wanted.slice(0, maxFiles);
  const manifestPaths = paths.filter(isManifestName);
  const files = manifestPaths.flatMap((path): NamedFile[] => {
    const file = readableFile(tree, path);
    return file === undefined || asksToBeSkipped(file, version) ? [] : [{ name: path, file }];
  });
  const unreadable = manifestPaths.filter((path) => tree.file(path) === "unreadable").map(unreadableFile);
  const members = files.flatMap((file) => membersOf(file, "unknown"));
  return {
    type: "directory",
    path: folder,
    members: members.map((member) => ({ ...member, ...asWritten })),
    files,
    unread: [
      ...unusablePatterns(folder, options),
      ...paths.filter((path) => !isManifestName(path)).map(toUnread),
      ...manifestPaths.filter((path) => tree.file(path) === "closed").map(closedPath),
      ...tooManyFiles(folder, wanted, maxFiles),
    ],
    findFailures: () => [...unreadable, ...directoryFailures(files, deployer)],
  };
}

/** What is true of all members of a folder. */
const asWritten = { generated: false, conditional: false, nameKnown: true, changes: [] } as const;

function pathsBelow(folder: string, options: DirectoryOptions, tree: NotingTree): readonly string[] {
  const listing = listingOf(tree, folder);
  if (listing === undefined) return [];
  const inFolder = (name: string): string => (folder === "" ? name : `${folder}/${name}`);
  // Argo CD walks files and folders in the order of their names.
  const names = [...listing.files, ...(options.recurse ? listing.folders : [])].sort();
  return names.flatMap((name) =>
    tree.holds(listing, name) ? [inFolder(name)] : pathsBelow(inFolder(name), options, tree),
  );
}

function isWanted(path: string, { include, exclude }: DirectoryOptions): boolean {
  if (!isManifestName(path) && !path.endsWith(".jsonnet")) return false;
  if (matchesGlob(exclude, path)) return false;
  return include === "" || matchesGlob(include, path);
}

function asksToBeSkipped(file: ManifestFile, version: ArgoCdVersion | undefined): boolean {
  return file.documents.some(({ text }) => skipsRendering(text, version));
}

/** The patterns that Argo CD would understand, and that match nothing here. */
function unusablePatterns(folder: string, { include, exclude }: DirectoryOptions): readonly UnreadMember[] {
  return [include, exclude].filter(hasTooManyAlternatives).map((text) => ({
    text,
    location: beginningOf(folder),
    reason: "A pattern of this source has too many alternatives in braces, so it matches nothing here.",
  }));
}

function toUnread(path: string): UnreadMember {
  return { text: path, location: beginningOf(path), reason: "What Jsonnet makes of this file is not known." };
}
