import { dirname } from "node:path";
import type { DeployedApplication } from "../core/index.ts";
import { chooseApplication, type Chooser } from "./application-choice.ts";
import { folderSpec } from "./application-specs.ts";
import type { Declared } from "./declared.ts";
import type { FileTree } from "./file-tree.ts";
import { foldersAround } from "./paths.ts";
import type { Kustomizations } from "./kustomizations.ts";
import type { ApplicationSpec } from "./read-application.ts";
import type { Readings } from "./readings.ts";

/** What a choice is made from. */
export interface Surroundings {
  readonly tree: FileTree;
  readonly declared: Declared;
  readonly kustomizations: Kustomizations;
  /** The folders of all kustomizations. */
  readonly folders: () => readonly string[];
  readonly readings: Readings;
}

/** Which application each file is part of, kept until something changes that may decide otherwise. */
export class Choices {
  readonly #surroundings: Surroundings;
  /** `undefined` for a file without an application. */
  readonly #byFile = new Map<string, ApplicationSpec | undefined>();
  /** The names of the files of an application. */
  readonly #namesIn = new WeakMap<DeployedApplication, ReadonlySet<string>>();
  /** How often the choices have been forgotten: a choice that was made meanwhile is not kept. */
  #changes = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** The application that a file is part of; `undefined` if there is none. */
  async of(path: string): Promise<ApplicationSpec | undefined> {
    const { readings } = this.#surroundings;
    if (this.#byFile.has(path)) {
      const known = this.#byFile.get(path);
      if (known === undefined || this.#holds((await readings.read(known)).shown, path)) return known;
    }
    const changes = this.#changes;
    const spec = (await chooseApplication(path, this.#chooser()))?.spec;
    if (this.#changes === changes) this.#byFile.set(path, spec);
    return spec;
  }

  /** The Applications that may deploy a file, from the folders around it, in their order: `of` chooses the first that holds it. */
  async around(path: string): Promise<readonly ApplicationSpec[]> {
    const { declared, tree } = this.#surroundings;
    return (await declared.byPath()).at(foldersAround(path), await tree.repositoryOf(dirname(path)));
  }

  /** Notes that another application may be the right one for any file. */
  forget(): void {
    this.#byFile.clear();
    this.#changes++;
  }

  #chooser(): Chooser {
    const { tree, declared, kustomizations, folders, readings } = this.#surroundings;
    return {
      declared: () => declared.byPath(),
      kustomizationsUsing: (path) => kustomizations.usersOf(path, folders()),
      isPart: async (folder) => {
        const type = await tree.typeOf(folder);
        if (type === "kustomize") return kustomizations.isComponent(folder);
        return type === "directory" && kustomizations.nameFilesIn(folder, folders());
      },
      repositoryOf: (folder) => tree.repositoryOf(folder),
      typeOf: (folder) => tree.typeOf(folder),
      folderSpec: (folder) => folderSpec(folder, tree),
      read: async (spec) => (await readings.read(spec)).shown,
      holds: (application, file) => this.#holds(application, file),
    };
  }

  /** Each of thousands of files may be asked about. */
  #holds(application: DeployedApplication, path: string): boolean {
    const names = this.#namesIn.get(application) ?? new Set(application.files.map(({ name }) => name));
    this.#namesIn.set(application, names);
    return names.has(path);
  }
}
