import { basename, dirname, join } from "node:path";
import {
  type DeclaredApplication,
  folderTypeOf,
  isManifestName,
  type ManifestFile,
  openFile,
  readApplicationSets,
  readDeclaredApplications,
} from "../core/index.ts";
import type { EarlierTexts } from "./earlier-files.ts";
import type { FileTree } from "./file-tree.ts";
import type { Files } from "./files.ts";

/** How many files a workspace is searched for Applications. */
export const maxFiles = 5000;

/** Folders that hold no manifests of the user. */
const passedOver = /^(?:\.|node_modules$)/;

/** Which Applications and ApplicationSets stand in the files of the workspace, and where its kustomizations are. */
export class DeclaredApplications {
  readonly #files: Files;
  readonly #byPath = new Map<string, Declarations>();
  /** The folders in which a kustomization stands. */
  readonly #kustomizations = new Set<string>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Takes note of what stands in a file. Whether that may change which files are of which application. */
  note(path: string, file: ManifestFile): boolean {
    const isKustomization = folderTypeOf([basename(path)]) === "kustomize";
    if (isKustomization) this.#kustomizations.add(dirname(path));
    const applications = readDeclaredApplications(file, path);
    const hasSets = file.documents.some(({ text }) => text.includes("ApplicationSet"));
    const wasKnown = this.#byPath.delete(path);
    const isKnown = applications.length > 0 || hasSets;
    if (isKnown) this.#byPath.set(path, { file, applications, hasSets });
    return wasKnown || isKnown || isKustomization;
  }

  /** Forgets what stood in a file, or in a folder and below it. */
  forget(path: string, isGone: (known: string) => boolean): void {
    this.#kustomizations.delete(dirname(path));
    for (const known of [...this.#byPath.keys()]) if (isGone(known)) this.#byPath.delete(known);
    for (const known of [...this.#kustomizations]) if (isGone(join(known, "any"))) this.#kustomizations.delete(known);
  }

  /** Searches a folder and all below it. */
  async search(folder: string): Promise<void> {
    for (const path of await filesBelow(this.#files, folder, maxFiles)) {
      const text = await readOrEmpty(this.#files, path);
      const isWanted = text.includes("argoproj.io") && text.includes("Application");
      if (isWanted || folderTypeOf([basename(path)]) === "kustomize") this.note(path, openFile(text));
    }
  }

  /** The Applications that are written somewhere, and those that ApplicationSets make; the written ones come first. */
  async all(tree: FileTree): Promise<readonly DeclaredApplication[]> {
    const declarations = [...this.#byPath];
    const made: DeclaredApplication[] = [];
    for (const [path, { hasSets, file }] of declarations)
      if (hasSets) made.push(...(await madeBySets(path, file, tree)));
    return [...declarations.flatMap(([, { applications }]) => applications), ...made];
  }

  /** The folders of all kustomizations that are known. */
  kustomizations(): readonly string[] {
    return [...this.#kustomizations];
  }

  /** The same when some files had other texts. */
  earlier(files: Files, texts: EarlierTexts): DeclaredApplications {
    const earlier = new DeclaredApplications(files);
    for (const [path, declarations] of this.#byPath) if (!texts.has(path)) earlier.#byPath.set(path, declarations);
    for (const folder of this.#kustomizations) earlier.#kustomizations.add(folder);
    for (const [path, text] of texts) if (text !== null && isManifestName(path)) earlier.note(path, openFile(text));
    return earlier;
  }
}

interface Declarations {
  readonly file: ManifestFile;
  readonly applications: readonly DeclaredApplication[];
  readonly hasSets: boolean;
}

/** How often the folders that an ApplicationSet looks through are read on: each time a level deeper. */
const maxRounds = 50;

async function madeBySets(path: string, file: ManifestFile, tree: FileTree): Promise<readonly DeclaredApplication[]> {
  const root = (await tree.repositoryOf(dirname(path))) ?? dirname(path);
  for (let round = 1; ; round++) {
    const { sets, missing } = readApplicationSets(file, path, tree.at(root, new Set()));
    if (missing.files.length + missing.folders.length === 0 || round === maxRounds)
      return sets.flatMap(({ applications }) => applications);
    await tree.read(root, missing);
  }
}

/** The paths of the manifests in a folder and below it, by their names alone; no more than about `limit`. */
export async function filesBelow(files: Files, folder: string, limit: number): Promise<string[]> {
  return findBelow(files, folder, limit, (name) => isManifestName(name) || name === "Kustomization");
}

/** The paths of all files in a folder and below it; no more than about `limit`. */
export async function allFilesBelow(files: Files, folder: string, limit: number): Promise<string[]> {
  return findBelow(files, folder, limit, () => true);
}

async function findBelow(
  files: Files,
  folder: string,
  limit: number,
  isWanted: (name: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  const folders = [folder];
  for (let next = folders.shift(); next !== undefined && found.length < limit; next = folders.shift()) {
    for (const { name, type } of await entriesIn(files, next)) {
      if (type === "folder" && !passedOver.test(name)) folders.push(join(next, name));
      if (type === "file" && isWanted(name)) found.push(join(next, name));
    }
  }
  return found;
}

/** What cannot be listed or read may have been removed a moment ago: it counts as empty. */
async function entriesIn(files: Files, folder: string): Promise<Awaited<ReturnType<Files["list"]>>> {
  try {
    return await files.list(folder);
  } catch {
    return [];
  }
}

async function readOrEmpty(files: Files, path: string): Promise<string> {
  try {
    return (await files.read(path)) ?? "";
  } catch {
    return "";
  }
}
