import { dirname, join } from "node:path";
import {
  isManifestName,
  kustomizationNames,
  kustomizationReferences,
  type Kustomized,
  kustomizedFiles,
  type ManifestFile,
} from "../core/index.ts";
import { type FileTree, pathFrom } from "./file-tree.ts";
import { foldersAround } from "./paths.ts";

/** For each file and folder that a kustomization names, the folders of the kustomizations that do. */
type NamedBy = ReadonlyMap<string, readonly string[]>;

/** The kustomizations of a workspace, by what they name. */
interface Index {
  readonly namedBy: NamedBy;
  /** The folders that a file is in which one of them names. */
  readonly folders: ReadonlySet<string>;
}

/** How many kustomizations may use a file, directly or through others: the application of each of them would be read for it. */
const mostUsers = 100;

/** What files are to kustomizations, and which of those build on which. Paths are absolute. */
export class Kustomizations {
  readonly #tree: FileTree;
  readonly #named = new WeakMap<ManifestFile, ReadonlyMap<string, Kustomized>>();
  /** What is named by the kustomizations in these folders. */
  #index: { readonly known: readonly string[]; readonly index: Promise<Index> } | undefined;

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
    const { namedBy } = await this.#indexOf(known);
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

  /** Whether a kustomization names a file in a folder, which is then no application by itself; `known` as above. */
  async nameFilesIn(folder: string, known: readonly string[]): Promise<boolean> {
    return (await this.#indexOf(known)).folders.has(folder);
  }

  /** Whether a folder holds a component, which is only ever a part of kustomizations that use it. */
  async isComponent(folder: string): Promise<boolean> {
    const documents = (await this.#in(folder))?.documents ?? [];
    return documents.some(({ manifests }) =>
      manifests.some(({ kind, place }) => place === "kustomization" && kind === "Component"),
    );
  }

  #indexOf(known: readonly string[]): Promise<Index> {
    if (this.#index?.known !== known) this.#index = { known, index: this.#namedByFolder(known) };
    return this.#index.index;
  }

  async #namedByFolder(known: readonly string[]): Promise<Index> {
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
    return { namedBy, folders: new Set([...namedBy.keys()].filter(isManifestName).map((path) => dirname(path))) };
  }

  async #in(folder: string): Promise<ManifestFile | undefined> {
    if ((await this.#tree.typeOf(folder)) !== "kustomize") return undefined;
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
