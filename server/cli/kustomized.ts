import { dirname, join, relative, resolve, sep } from "node:path";
import { type Kustomized, kustomizedFiles, openFile } from "../core/index.ts";
import { nodeFiles } from "../src/files.ts";

const names: ReadonlySet<string> = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization"]);

/** How far above a file a kustomization is looked for. */
const maxLevels = 6;

/** What files are to the kustomizations in their folder and further up; every kustomization is read once. */
export class Kustomizations {
  readonly #byFolder = new Map<string, Promise<ReadonlyMap<string, Kustomized>>>();

  /** What the nearest kustomization that names a file makes of it; `undefined` where there is none, and for standard input. */
  async roleOf(path: string): Promise<Kustomized | undefined> {
    if (path === "-") return undefined;
    const file = resolve(path);
    let folder = dirname(file);
    for (let level = 0; level < maxLevels; level++) {
      const role = (await this.#filesOf(folder)).get(relative(folder, file).split(sep).join("/"));
      if (role !== undefined || folder === dirname(folder)) return role;
      folder = dirname(folder);
    }
    return undefined;
  }

  #filesOf(folder: string): Promise<ReadonlyMap<string, Kustomized>> {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const files = readFiles(folder);
    this.#byFolder.set(folder, files);
    return files;
  }
}

/** A folder or a file that may not be read names nothing: whoever reads it as an input says so. */
async function readFiles(folder: string): Promise<ReadonlyMap<string, Kustomized>> {
  try {
    const entry = (await nodeFiles.list(folder)).find(({ name, type }) => type === "file" && names.has(name));
    const text = entry === undefined ? undefined : await nodeFiles.read(join(folder, entry.name));
    return text === undefined ? new Map() : kustomizedFiles(openFile(text));
  } catch {
    return new Map();
  }
}
