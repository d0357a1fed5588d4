import { dirname, join } from "node:path";
import {
  kustomizationNames,
  kustomizationReferences,
  type Kustomized,
  kustomizedFiles,
  type ManifestFile,
} from "../core/index.ts";
import { type FileTree, foldersAround, pathFrom } from "./file-tree.ts";

/** For each file and folder that a kustomization names, the folders of the kustomizations that do. */
type NamedBy = ReadonlyMap<string, readonly string[]>;

/** How many kustomizations may use a file, directly or through others: the application of each of them would be read for it. */
const mostUsers = 100;

/** What files are to kustomizations, and which of those build on which. Paths are absolute. */
export class Kustomizations {
  readonly #tree: FileTree;
  readonly #named = new WeakMap<ManifestFile, ReadonlyMap<string, Kustomized>>();
  /** What is named by the kustomizations in these folders. */
  #index: { readonly known: readonly string[]; readonly namedBy: Promise<NamedBy> } | undefined;

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  /** What a file is to the nearest kustomization that names it, in its folder or further up; `undefined` if there is none. */
  async roleOf(path: string): Promise<Kustomized | undefined> {
    for (const folder of foldersAround(path)) {
      const kustomization = await this.#in(folder);
      const role = kustomization && this.#namedBy(kustomization).get(pathFrom(folder, path));
      if (role !== undefined) return role;
    }
    return undefined;
  }

  /**
   * The folders of the kustomizations that use a file, directly or through others; `known` are the folders that have one, a new
   * list whenever one of them has changed. This follows what they name, so they may still leave the file out. None where there are
   * more than anybody writes.
   */
  async usersOf(path: string, known: readonly string[]): Promise<ReadonlySet<string>> {
    if (this.#index?.known !== known) this.#index = { known, namedBy: this.#namedByFolder(known) };
    const namedBy = await this.#index.namedBy;
    const users = new Set<string>();
    const open = [path, dirname(path)];
    for (let used = open.pop(); used !== undefined; used = open.pop()) {
      for (const folder of namedBy.get(used) ?? []) {
        if (users.has(folder)) continue;
        users.add(folder);
        open.push(folder);
        if (users.size > mostUsers) return new Set();
      }
    }
    return users;
  }

  async #namedByFolder(known: readonly string[]): Promise<NamedBy> {
    const namedBy = new Map<string, string[]>();
    for (const folder of known) {
      const kustomization = await this.#in(folder);
      for (const reference of kustomization === undefined ? [] : kustomizationReferences(kustomization)) {
        const path = join(folder, reference);
        const others = namedBy.get(path);
        if (others === undefined) namedBy.set(path, [folder]);
        else others.push(folder);
      }
    }
    return namedBy;
  }

  async #in(folder: string): Promise<ManifestFile | undefined> {
    const listing = await this.#tree.list(folder);
    if (typeof listing === "string") return undefined;
    const name = kustomizationNames.find((it) => listing.files.includes(it));
    return name === undefined ? undefined : this.#tree.file(join(folder, name));
  }

  #namedBy(file: ManifestFile): ReadonlyMap<string, Kustomized> {
    const known = this.#named.get(file);
    if (known !== undefined) return known;
    const named = kustomizedFiles(file);
    this.#named.set(file, named);
    return named;
  }
}
