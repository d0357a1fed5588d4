import { basename } from "node:path";
import {
  type Application,
  type ApplicationIdentity,
  type DeployedApplication,
  folderTypeOf,
  isManifestName,
  type ManifestFile,
  openFile,
  textOf,
} from "../core/index.ts";
import { chooseApplication, type Chooser } from "./application-choice.ts";
import { folderSpec, specOf, specsAt } from "./application-specs.ts";
import { allFilesBelow, DeclaredApplications } from "./declared-applications.ts";
import { earlierFiles, type EarlierTexts } from "./earlier-files.ts";
import { FileTree, foldersAround, isBelow, type OpenFileAt, pathBelow } from "./file-tree.ts";
import type { Files } from "./files.ts";
import { type ApplicationSpec, readApplication, type ReadApplication } from "./read-application.ts";
import type { RenderProblem } from "./render-problem.ts";
import { type RenderOutcome, Renders } from "./renders.ts";

/** How many files of a folder are looked at beside the manifests, to know whether what was rendered still holds. */
const maxOthers = 500;

/** The applications of the files on disk, each read once and kept until something that it depends on changes. */
export class Applications {
  readonly #files: Files;
  readonly #openAt: OpenFileAt;
  readonly #tree: FileTree;
  readonly #declared: DeclaredApplications;
  readonly #kept = new Map<string, Kept>();
  readonly #renders: Renders;
  /** Which application each file is part of, as far as that was asked. */
  readonly #choices = new Map<string, ApplicationSpec>();

  constructor(files: Files, openAt: OpenFileAt, declared: DeclaredApplications = new DeclaredApplications(files)) {
    this.#files = files;
    this.#openAt = openAt;
    this.#tree = new FileTree(files, openAt);
    this.#declared = declared;
    this.#renders = new Renders((path) => openAt(path) ?? this.#tree.known(path));
  }

  /**
   * The application that a file is part of, as it is in the moment of the answer; `undefined` where it is of none. First come
   * Applications in the workspace, then the folders around the file, then what uses them from elsewhere.
   */
  async ofFile(path: string): Promise<DeployedApplication | undefined> {
    const known = this.#choices.get(path);
    if (known !== undefined) {
      const application = await this.#read(known);
      if (hasFile(application, path)) return application;
      this.#choices.delete(path);
    }
    const chosen = await chooseApplication(path, this.#chooser());
    if (chosen === undefined) return undefined;
    this.#choices.set(path, chosen.spec);
    return this.#read(chosen.spec);
  }

  /** The application of a folder: the one that an Application (of this name, if one is given) makes of it, or the folder itself. */
  async ofFolder(folder: string, name?: string): Promise<DeployedApplication> {
    const declared = await specsAt(folder, await this.#declared.all(this.#tree), this.#tree);
    const found = declared.find(({ of }) => name === undefined || of.name === name);
    return this.#read(found ?? (await folderSpec(folder, this.#tree)));
  }

  /** The names of the Applications that deploy a folder. */
  async namesAt(folder: string): Promise<readonly string[]> {
    return (await specsAt(folder, await this.#declared.all(this.#tree), this.#tree)).map(({ of }) => of.name);
  }

  /** All applications that Applications make of folders in this workspace. */
  async declared(): Promise<readonly DeployedApplication[]> {
    const found: DeployedApplication[] = [];
    for (const declared of await this.#declared.all(this.#tree)) {
      const spec = await specOf(declared, this.#tree);
      if (spec !== undefined) found.push(await this.#read(spec));
    }
    return found;
  }

  /** Whether there is such a folder. */
  async isFolder(path: string): Promise<boolean> {
    return (await this.#tree.list(path)) !== "absent";
  }

  /** From what an application was read that is still as it was. */
  reading(application: Application): Reading | undefined {
    return [...this.#kept.values()].find(({ shown }) => shown === application);
  }

  /** Keeps what came of rendering an application as it is now. */
  async keepRender(key: string, application: DeployedApplication, outcome: RenderOutcome): Promise<void> {
    const others = new Map<string, string>();
    for (const path of await allFilesBelow(this.#files, application.source.path, maxOthers)) {
      const text = await this.#textOf(path);
      if (text !== undefined) others.set(path, text);
    }
    this.#renders.keep(key, application, outcome, others);
    this.#kept.delete(key);
  }

  /** The problems in a file for which a tool refused to render. */
  renderProblemsIn(path: string): readonly RenderProblem[] {
    return this.#renders.problemsIn(path);
  }

  /** Takes note of how a file is now that is open in the editor. */
  changed(path: string, file: ManifestFile): void {
    this.#renders.changed(path, () => textOf(file));
    if (this.#declared.note(path, file)) this.#choices.clear();
    this.#drop((asked) => asked.has(path));
  }

  /** Takes note of a file that is opened: an editor may tell of a new file on disk only a moment later. */
  async opened(path: string): Promise<void> {
    if (this.#tree.lacks(path)) await this.changedOnDisk(path);
  }

  /** Forgets what was read of what changed on disk, and reads the Applications in it again. */
  async changedOnDisk(path: string): Promise<void> {
    const around = foldersAround(path);
    const isFile = isManifestName(path);
    this.#tree.forget(path);
    this.#choices.clear();
    this.#drop(
      (asked) =>
        [path, ...around].some((it) => asked.has(it)) || (!isFile && [...asked].some((it) => isBelow(it, path))),
    );
    this.#declared.forget(path, (known) => known === path || isBelow(known, path));
    const text = await this.#textOf(path);
    const open = this.#openAt(path);
    this.#renders.changed(path, () => (open === undefined ? text : textOf(open)));
    if (!isFile && folderTypeOf([basename(path)]) !== "kustomize") return;
    if (text !== undefined) this.#declared.note(path, open ?? openFile(text));
  }

  /** Searches a folder of the workspace for Application objects. */
  async search(folder: string): Promise<void> {
    await this.#declared.search(folder);
    this.#choices.clear();
  }

  /** The applications as they were when some files had other texts. What is open or was read counts as it is now, but for those. */
  earlier(texts: EarlierTexts): Applications {
    const files = earlierFiles(this.#files, texts);
    const openAt: OpenFileAt = (path) => (texts.has(path) ? undefined : (this.#openAt(path) ?? this.#tree.known(path)));
    return new Applications(files, openAt, this.#declared.earlier(files, texts));
  }

  async #read(spec: ApplicationSpec): Promise<DeployedApplication> {
    const key = keyOf(spec);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept.shown;
    const read = await readApplication(spec, this.#tree, (path) => pathBelow(spec.root, path));
    const asked = "sources" in spec.of ? [...read.asked, spec.of.location.path] : read.asked;
    const shown = this.#renders.applied(key, read.application);
    this.#kept.set(key, { application: read.application, asked: new Set(asked), spec, key, shown });
    return shown;
  }

  #drop(isStale: (asked: ReadonlySet<string>) => boolean): void {
    for (const [key, { asked }] of this.#kept) if (isStale(asked)) this.#kept.delete(key);
  }

  #chooser(): Chooser {
    return {
      declared: () => this.#declared.all(this.#tree),
      kustomizations: () => this.#declared.kustomizations(),
      specOf: (declared) => specOf(declared, this.#tree),
      repositoryOf: (folder) => this.#tree.repositoryOf(folder),
      typeOf: async (folder) => {
        const listing = await this.#tree.list(folder);
        return listing === "absent" ? "directory" : folderTypeOf(listing.files);
      },
      folderSpec: (folder) => folderSpec(folder, this.#tree),
      read: (spec) => this.#read(spec),
      holds: hasFile,
    };
  }

  async #textOf(path: string): Promise<string | undefined> {
    try {
      return await this.#files.read(path);
    } catch {
      // It is gone.
      return undefined;
    }
  }
}

/** An application, and from what it was read. */
export interface Reading {
  /** As it is written. */
  readonly application: DeployedApplication;
  readonly spec: ApplicationSpec;
  readonly key: string;
}

interface Kept extends Reading, ReadApplication {
  readonly application: DeployedApplication;
  /** As it is rendered, if it is. */
  readonly shown: DeployedApplication;
}

function hasFile({ files }: DeployedApplication, path: string): boolean {
  return files.some(({ name }) => name === path);
}

/** What distinguishes a reading from others. */
function keyOf({ root, of }: ApplicationSpec): string {
  if (!("sources" in of)) return JSON.stringify([root, of.folder]);
  const { location, name, namespace, paths } = of;
  return JSON.stringify([root, location.path, location.offset, name, namespace, paths]);
}

/** The application of a file that is on its own: untitled, not on this disk, or no part of its folder's application. */
export function identityOfFile(name: string): ApplicationIdentity {
  return { name: basename(name), source: { type: "file", path: name }, namespace: "default" };
}
