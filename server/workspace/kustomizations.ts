import { basename, dirname, join } from "node:path";
import { type Kustomized, kustomizedFiles, type ManifestFile, openFile } from "../core/index.ts";
import { isBelow, type OpenFileAt, pathFrom } from "./file-tree.ts";
import type { Files } from "./files.ts";

const names: readonly string[] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** How far above a file a kustomization is looked for. */
const maxLevels = 6;

type NamedFiles = ReadonlyMap<string, Kustomized>;

/** Whether a file is a kustomization, by its name. */
export function isKustomization(path: string): boolean {
  return names.includes(basename(path));
}

/** What files are to the kustomizations in their folder and further up; every kustomization is read once until it changes. */
export class Kustomizations {
  readonly #files: Files;
  readonly #openAt: OpenFileAt;
  readonly #byFolder = new Map<string, Promise<NamedFiles>>();
  readonly #byFile = new WeakMap<ManifestFile, NamedFiles>();

  constructor(files: Files, openAt: OpenFileAt = () => undefined) {
    this.#files = files;
    this.#openAt = openAt;
  }

  /** What the nearest kustomization that names a file makes of it; `undefined` where there is none. The path is absolute. */
  async roleOf(path: string): Promise<Kustomized | undefined> {
    let folder = dirname(path);
    for (let level = 0; level < maxLevels; level++) {
      const role = (await this.#namedIn(folder)).get(pathFrom(folder, path));
      if (role !== undefined || folder === dirname(folder)) return role;
      folder = dirname(folder);
    }
    return undefined;
  }

  /** Forgets a file that changed on disk, or a folder with all that is in it. */
  forget(path: string): void {
    for (const folder of [...this.#byFolder.keys()]) {
      const isConcerned =
        folder === path || isBelow(folder, path) || (isKustomization(path) && folder === dirname(path));
      if (isConcerned) this.#byFolder.delete(folder);
    }
  }

  #namedIn(folder: string): Promise<NamedFiles> | NamedFiles {
    const open = names.map((name) => this.#openAt(join(folder, name))).find((file) => file !== undefined);
    if (open !== undefined) return this.#namedBy(open);
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const named = this.#read(folder);
    this.#byFolder.set(folder, named);
    return named;
  }

  #namedBy(file: ManifestFile): NamedFiles {
    const known = this.#byFile.get(file);
    if (known !== undefined) return known;
    const named = kustomizedFiles(file);
    this.#byFile.set(file, named);
    return named;
  }

  /** A folder or a file that may not be read names nothing: whoever looks at it for its own sake says so. */
  async #read(folder: string): Promise<NamedFiles> {
    try {
      const entry = (await this.#files.list(folder)).find(({ name, type }) => type === "file" && names.includes(name));
      const text = entry === undefined ? undefined : await this.#files.read(join(folder, entry.name));
      return text === undefined ? new Map() : kustomizedFiles(openFile(text));
    } catch {
      return new Map();
    }
  }
}
