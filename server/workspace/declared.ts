import { dirname } from "node:path";
import { type Application, childApplicationSets, type DeclaredApplication } from "../core/index.ts";
import { DeclaredByPath } from "./application-choice.ts";
import { type DeclaredSpec, specOf } from "./application-specs.ts";
import type { Declarations } from "./declarations.ts";
import type { FileTree } from "./file-tree.ts";
import type { Files } from "./files.ts";
import { madeBy } from "./made-by-sets.ts";
import type { ApplicationSpec } from "./read-application.ts";
import { type PrintingSurroundings, withPrinted } from "./printed-applications.ts";
import { isFromElsewhere, namesOf, pathsIn } from "./remotes.ts";

/**
 * The Applications that are written in the workspace, created by its ApplicationSets or printed by its charts, and which folders they
 * deploy.
 */
export class Declared {
  readonly #files: Files;
  readonly #tree: FileTree;
  readonly #declarations: Declarations;
  readonly #read: PrintingSurroundings["read"];
  readonly #noteChange: (all: readonly DeclaredApplication[]) => void;
  #last: Kept | undefined;
  /** What the Applications that charts print depend on; `undefined` while that is not known yet. */
  #asked: ReadonlySet<string> | undefined;
  /** How often something may have changed that a chart prints. */
  #changes = 0;

  /** `read` reads an application, and keeps it; `noteChange` is told of each new list. */
  constructor(
    files: Files,
    tree: FileTree,
    declarations: Declarations,
    read: PrintingSurroundings["read"],
    noteChange: (all: readonly DeclaredApplication[]) => void,
  ) {
    this.#files = files;
    this.#tree = tree;
    this.#declarations = declarations;
    this.#read = read;
    this.#noteChange = noteChange;
  }

  /** Whether charts may print other Applications once a file is another one. */
  dependsOn(path: string): boolean {
    // What is being read now may ask for it too.
    return this.#last !== undefined && this.#asked?.has(path) !== false;
  }

  /** Notes that charts may print other Applications. */
  changed(): void {
    this.#changes++;
  }

  /** All of them: the same list for as long as nothing changes. */
  async all(): Promise<readonly DeclaredApplication[]> {
    return (await this.byPath()).all;
  }

  /** Those with a folder as a source, each with the root that its paths are relative to. */
  async at(folder: string): Promise<readonly ApplicationSpec[]> {
    return (await this.byPath()).at([folder], await this.#tree.repositoryOf(folder));
  }

  /** Those of the Applications whose folders are here, each with the root that its paths are relative to. */
  async specsOf(applications: readonly DeclaredApplication[]): Promise<readonly DeclaredSpec[]> {
    const isOpened = (folder: string): boolean => this.#declarations.rootOf(folder) !== undefined;
    const specs = await Promise.all(applications.map((of) => specOf(of, this.#tree, isOpened)));
    return specs.filter((spec) => spec !== undefined);
  }

  /** Those that a file declares, without those that deploy from other repositories. */
  async in(path: string): Promise<readonly DeclaredSpec[]> {
    return this.fromHere((await this.all()).filter(({ location }) => location.path === path));
  }

  /** Those of the Applications whose folders are here, without those that deploy from other repositories. */
  async fromHere(applications: readonly DeclaredApplication[]): Promise<readonly DeclaredSpec[]> {
    // An ApplicationSet may create thousands of Applications in one repository.
    const texts = new Map<string, Promise<string | undefined>>();
    const read = (at: string): Promise<string | undefined> => {
      const text = texts.get(at) ?? this.#files.read(at);
      texts.set(at, text);
      return text;
    };
    const here: DeclaredSpec[] = [];
    for (const spec of await this.specsOf(applications)) {
      if (!(await isFromElsewhere(spec.of, spec.root, { read }))) here.push(spec);
    }
    return here;
  }

  /** The Applications that the ApplicationSets among the resources of an application create. */
  async madeBySetsIn(application: Application, root: string): Promise<readonly DeclaredApplication[]> {
    return (await madeBy((tree) => childApplicationSets(application, tree), root, this.#tree)).applications;
  }

  /** Whether an Application deploys from another repository than the one with this root. */
  isFromElsewhere(of: DeclaredApplication, root: string): Promise<boolean> {
    return isFromElsewhere(of, root, this.#files);
  }

  /** All of them by the folders that they deploy. */
  async byPath(): Promise<DeclaredByPath> {
    const written = await this.#declarations.all(this.#tree);
    const changes = this.#changes;
    if (this.#last?.written !== written || this.#last.changes !== changes) {
      this.#asked = undefined;
      this.#last = { written, changes, byPath: this.#findAll(written, changes) };
    }
    const byPath = await this.#last.byPath;
    // The user may have typed meanwhile.
    return this.#changes === changes ? byPath : this.byPath();
  }

  async #findAll(written: readonly DeclaredApplication[], changes: number): Promise<DeclaredByPath> {
    const names: NamesByRoot = new Map();
    const { all, asked } = await withPrinted(written, this.#declarations.declaring(), {
      tree: this.#tree,
      read: this.#read,
      byPath: (applications) => this.#indexed(applications, names),
    });
    const byPath = await this.#indexed(all, names);
    if (this.#changes === changes) {
      this.#asked = asked;
      this.#noteChange(all);
    }
    return byPath;
  }

  async #indexed(all: readonly DeclaredApplication[], names: NamesByRoot): Promise<DeclaredByPath> {
    const repositories = await Promise.all(all.map(({ location }) => this.#tree.repositoryOf(dirname(location.path))));
    for (const root of new Set(repositories)) {
      if (root !== undefined && !names.has(root)) names.set(root, await namesOf(root, this.#files));
    }
    const pathsThere = all.map((of, index) => pathsIn(of, names.get(repositories[index] ?? "") ?? new Set()));
    return new DeclaredByPath(all, repositories, pathsThere);
  }
}

/** The names of repositories, by their folders. */
type NamesByRoot = Map<string, ReadonlySet<string>>;

interface Kept {
  /** What it was computed from. */
  readonly written: readonly DeclaredApplication[];
  readonly changes: number;
  readonly byPath: Promise<DeclaredByPath>;
}
