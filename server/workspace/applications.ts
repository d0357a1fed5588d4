import { basename, dirname } from "node:path";
import {
  type AddedHealthCheck,
  type Application,
  type ApplicationIdentity,
  type DeclaredApplication,
  type DeployedApplication,
  folderTypeOf,
  type FolderType,
  isManifestName,
  type ManifestFile,
  type RepeatedFindings,
  textOf,
} from "../core/index.ts";
import { chooseApplication, type Chooser, DeclaredByPath } from "./application-choice.ts";
import { type DeclaredSpec, folderSpec, specOf } from "./application-specs.ts";
import { Declarations } from "./declarations.ts";
import { earlierFiles, type EarlierTexts } from "./earlier-files.ts";
import { FileTree, foldersAround, type NoteProblem, type OpenFileAt } from "./file-tree.ts";
import { type Files, openText } from "./files.ts";
import { Kustomizations } from "./kustomizations.ts";
import { headOf } from "./head.ts";
import { isWithin } from "./paths.ts";
import type { ApplicationSpec } from "./read-application.ts";
import { type DeployedRoster, type Reading, Readings, type VersionAt } from "./readings.ts";
import { isFromElsewhere, namesOf, pathsIn } from "./remotes.ts";
import { type LeavesOut, Repeats } from "./repeats.ts";
import type { RenderProblem } from "./render-problem.ts";
import { type RenderOutcome, Renders } from "./renders.ts";
import { findAll } from "./walk/find.ts";
import { annotatedFiles, type LeftOut } from "./walk/options.ts";

/** About how many files of a folder are compared in addition to the manifests; a change in any other makes what was rendered outdated. */
const maxOthers = 500;

/** The applications of the files on disk, each read once and kept until something that it depends on changes. */
export class Applications {
  readonly kustomizations: Kustomizations;
  readonly #files: Files;
  readonly #openAt: OpenFileAt;
  readonly #tree: FileTree;
  readonly #declarations: Declarations;
  readonly #renders: Renders;
  readonly #readings: Readings;
  readonly #versionAt: VersionAt;
  readonly #repeats: Repeats;
  /** Which application each file is part of, once that was asked; `undefined` for a file without one. */
  readonly #choices = new Map<string, ApplicationSpec | undefined>();
  /** How often the choices have been forgotten: a choice that was made meanwhile is not kept. */
  #changes = 0;
  #declared: { readonly all: readonly unknown[]; readonly byPath: DeclaredByPath } | undefined;

  constructor(
    files: Files,
    openAt: OpenFileAt,
    noteProblem?: NoteProblem,
    versionAt: VersionAt = newest,
    declarations: Declarations = new Declarations(files),
    leavesOut: LeavesOut = nothing,
  ) {
    this.#files = files;
    this.#openAt = openAt;
    this.#tree = new FileTree(files, openAt, noteProblem);
    this.kustomizations = new Kustomizations(this.#tree);
    this.#declarations = declarations;
    this.#renders = new Renders((path) => openAt(path) ?? this.#tree.known(path));
    this.#readings = new Readings(this.#tree, this.#renders, versionAt, () => this.addedChecks());
    this.#versionAt = versionAt;
    this.#repeats = new Repeats(declarations, {
      repositoryOf: (folder) => this.#tree.repositoryOf(folder),
      kustomizedAt: (path) => this.kustomizations.roleOf(path),
      versionAt,
      leavesOut,
    });
  }

  /**
   * The application that a file is part of, as it is at the time of the answer; `undefined` if there is none. Applications in the
   * workspace come first, then the folders around the file, then what uses them from elsewhere.
   */
  async ofFile(path: string): Promise<DeployedRoster | undefined> {
    if (this.#choices.has(path)) {
      const known = this.#choices.get(path);
      if (known === undefined) return undefined;
      const kept = await this.#readings.read(known);
      if (hasFile(kept.shown, path)) return kept.roster;
    }
    const changes = this.#changes;
    const chosen = await chooseApplication(path, this.#chooser());
    if (this.#changes === changes) this.#choices.set(path, chosen?.spec);
    return chosen && (await this.#readings.read(chosen.spec)).roster;
  }

  /** The application of a folder: the one that an Application (with this name, if one is given) deploys from it, or the folder itself. */
  async ofFolder(folder: string, name?: string): Promise<DeployedRoster> {
    const specs = await this.specsAt(folder);
    const found = specs.find(({ of }) => name === undefined || of.name === name);
    return this.of(found ?? (await this.folderSpec(folder)));
  }

  /** The names of the Applications that deploy a folder. */
  async namesAt(folder: string): Promise<readonly string[]> {
    return (await this.specsAt(folder)).map(({ of }) => of.name);
  }

  /** Reads an application. */
  async of(spec: ApplicationSpec): Promise<DeployedRoster> {
    return (await this.#readings.read(spec)).roster;
  }

  /** What a folder is by itself, without any Application. */
  folderSpec(folder: string): Promise<ApplicationSpec> {
    return folderSpec(folder, this.#tree);
  }

  /** Those of the Applications whose folders are here, each with the root that its paths are relative to. */
  async specsOf(applications: readonly DeclaredApplication[]): Promise<readonly DeclaredSpec[]> {
    const specs = await Promise.all(applications.map((of) => specOf(of, this.#tree)));
    return specs.filter((spec) => spec !== undefined);
  }

  /** The health checks that files of the workspace add to Argo CD: the same list for as long as they are the same. */
  addedChecks(): readonly AddedHealthCheck[] {
    return this.#declarations.addedChecks();
  }

  /** What the rules that speak once in a repository find in that of a file. */
  repeatedAround(path: string): Promise<RepeatedFindings> {
    return this.#repeats.around(path);
  }

  /** Every Application that is written in the workspace, or that an ApplicationSet in it creates. */
  async allDeclared(): Promise<readonly DeclaredApplication[]> {
    return (await this.#declaredByPath()).all;
  }

  /** The applications that the Applications in a file declare, without those of other repositories. */
  async declaredIn(path: string): Promise<readonly DeployedRoster[]> {
    const declared = (await this.allDeclared()).filter(({ location }) => location.path === path);
    const rosters: DeployedRoster[] = [];
    // An ApplicationSet may create thousands of Applications in one repository.
    const texts = new Map<string, Promise<string | undefined>>();
    const read = (at: string): Promise<string | undefined> => {
      const text = texts.get(at) ?? this.#files.read(at);
      texts.set(at, text);
      return text;
    };
    for (const spec of await this.specsOf(declared)) {
      if (!(await isFromElsewhere(spec.of, spec.root, { read }))) rosters.push(await this.of(spec));
    }
    return rosters;
  }

  /** Whether an Application deploys from another repository than the one with this root. */
  isFromElsewhere(of: DeclaredApplication, root: string): Promise<boolean> {
    return isFromElsewhere(of, root, this.#files);
  }

  /** The commit that is checked out around a folder; `undefined` where it is not known. */
  async headAround(folder: string): Promise<string | undefined> {
    const repository = await this.repositoryOf(folder);
    return repository === undefined ? undefined : headOf(repository, this.#files);
  }

  /** All applications that Applications deploy from folders in this workspace. */
  async declared(): Promise<readonly DeployedRoster[]> {
    const found: DeployedRoster[] = [];
    for (const spec of await this.specsOf(await this.allDeclared())) found.push(await this.of(spec));
    return found;
  }

  /** Whether there is such a folder. */
  async isFolder(path: string): Promise<boolean> {
    return (await this.#tree.list(path)) !== "absent";
  }

  /** A file as it is now, open or on disk; `undefined` if there is none that can be read. */
  file(path: string): Promise<ManifestFile | undefined> {
    return this.#tree.file(path);
  }

  /** The root of the Git repository that a folder is in. */
  repositoryOf(folder: string): Promise<string | undefined> {
    return this.#tree.repositoryOf(folder);
  }

  /** What an application was read from, if that is unchanged. */
  reading(application: Application): Reading | undefined {
    return this.#readings.of(application);
  }

  /** Keeps the result of rendering an application as it is now. */
  async keepRender(key: string, application: DeployedApplication, outcome: RenderOutcome): Promise<void> {
    const texts = new Map<string, string>();
    const options = {
      wanted: [{ endings: [""] }],
      contents: "texts",
      ignored: "included",
      maxEntries: maxOthers,
    } as const;
    const { files, leftOut } = await findAll(this.#files.walk, { root: application.source.path, options });
    for (const { path, text } of files) if (text !== undefined) texts.set(path, text);
    this.#renders.keep(key, application, outcome, { texts, areAll: leftOut.length === 0 });
    this.#readings.forget(key);
  }

  /** The problems in a file that made a tool fail to render. */
  renderProblemsIn(path: string): readonly RenderProblem[] {
    return this.#renders.problemsIn(path);
  }

  /** Notes the current text of a file that is open in the editor. */
  changed(path: string, file: ManifestFile): void {
    this.#renders.changed(path, () => textOf(file));
    if (this.#declarations.note(path, file)) this.#forgetChoices();
    if (folderTypeOf([basename(path)]) === "kustomize") this.#repeats.renew();
    this.#declarations.changed(path);
    this.#readings.drop((asked) => asked.has(path));
  }

  /** Notes that a file was opened: an editor may report a new file on disk only a moment later. */
  async opened(path: string): Promise<void> {
    if (this.#tree.lacks(path)) await this.changedOnDisk(path);
  }

  /** Forgets what was read from what changed on disk, and reads the Applications in it again. */
  async changedOnDisk(path: string): Promise<void> {
    const around = foldersAround(path);
    const isFile = isManifestName(path);
    const isKustomization = folderTypeOf([basename(path)]) === "kustomize";
    this.#tree.forget(path);
    this.#forgetChoices();
    if (!isFile || isKustomization) this.#repeats.renew();
    this.#readings.drop(
      (asked) =>
        [path, ...around].some((it) => asked.has(it)) || (!isFile && [...asked].some((it) => isWithin(it, path))),
    );
    this.#declarations.forget((known) => isWithin(known, path));
    this.#declarations.changed(path);
    const text = await this.#textOf(path);
    const open = this.#openAt(path);
    this.#renders.changed(path, () => (open === undefined ? text : textOf(open)));
    if (text === undefined || !(isFile || path.endsWith(".tpl") || isKustomization)) return;
    this.#declarations.note(path, open ?? openText(text));
    if (this.#declarations.knows(path)) await this.#declarations.noteFound(path);
  }

  /** Notes the Applications in a file that searches leave out, such as one in a hidden folder, once somebody asks for it by name. */
  async askedFor(path: string): Promise<void> {
    const file = this.#declarations.knows(path) ? undefined : await this.file(path);
    if (file !== undefined && this.#declarations.note(path, file)) this.#forgetChoices();
  }

  /** Notes that the settings may have changed: which version of Argo CD reads what, and which files are excluded. */
  renewed(): void {
    this.#readings.renew();
    this.#repeats.renew();
  }

  /** Searches a folder of the workspace for Application objects and kustomizations. Returns what could not be read, and why. */
  async search(folder: string): Promise<readonly LeftOut[]> {
    const leftOut = await this.#declarations.search(folder, this.#openAt);
    this.#forgetChoices();
    return leftOut;
  }

  /** The paths of all files in a folder and below it that may contain annotations. */
  async filesBelow(folder: string): Promise<readonly string[]> {
    const options = { wanted: annotatedFiles, contents: "paths" } as const;
    const { files } = await findAll(this.#files.walk, { root: folder, options });
    return files.map(({ path }) => path);
  }

  /** The applications as they were when some files had other texts. All other files are as they are now, open or on disk. */
  earlier(texts: EarlierTexts): Applications {
    const files = earlierFiles(this.#files, texts);
    const openAt: OpenFileAt = (path) => (texts.has(path) ? undefined : (this.#openAt(path) ?? this.#tree.known(path)));
    return new Applications(files, openAt, undefined, this.#versionAt, this.#declarations.earlier(files, texts));
  }

  /** The Applications with a folder as a source, each with the root that its paths are relative to. */
  async specsAt(folder: string): Promise<readonly ApplicationSpec[]> {
    return (await this.#declaredByPath()).at([folder], await this.#tree.repositoryOf(folder));
  }

  async #declaredByPath(): Promise<DeclaredByPath> {
    const all = await this.#declarations.all(this.#tree);
    if (this.#declared?.all === all) return this.#declared.byPath;
    const repositories = await Promise.all(all.map(({ location }) => this.#tree.repositoryOf(dirname(location.path))));
    const roots = [...new Set(repositories)].filter((root) => root !== undefined);
    const names = new Map(
      await Promise.all(roots.map(async (root) => [root, await namesOf(root, this.#files)] as const)),
    );
    const pathsThere = all.map((of, index) => pathsIn(of, names.get(repositories[index] ?? "") ?? new Set()));
    const byPath = new DeclaredByPath(all, repositories, pathsThere);
    this.#declared = { all, byPath };
    this.#readings.retain(all);
    return byPath;
  }

  #forgetChoices(): void {
    this.#choices.clear();
    this.#changes++;
  }

  #chooser(): Chooser {
    return {
      declared: () => this.#declaredByPath(),
      kustomizationsUsing: (path) => this.kustomizations.usersOf(path, this.#declarations.kustomizations()),
      isPart: async (folder) => {
        const type = await this.#typeOf(folder);
        if (type === "kustomize") return this.kustomizations.isComponent(folder);
        return type === "directory" && this.kustomizations.nameFilesIn(folder, this.#declarations.kustomizations());
      },
      repositoryOf: (folder) => this.#tree.repositoryOf(folder),
      typeOf: (folder) => this.#typeOf(folder),
      folderSpec: (folder) => folderSpec(folder, this.#tree),
      read: async (spec) => (await this.#readings.read(spec)).shown,
      holds: hasFile,
    };
  }

  async #typeOf(folder: string): Promise<FolderType> {
    const listing = await this.#tree.list(folder);
    return typeof listing === "string" ? "directory" : folderTypeOf(listing.files);
  }

  async #textOf(path: string): Promise<string | undefined> {
    try {
      return await this.#files.read(path);
    } catch {
      // It is gone, or cannot be read, which is said once somebody asks for it.
      return undefined;
    }
  }
}

/** The newest release reads everything. */
function newest(): Promise<undefined> {
  return Promise.resolve(undefined);
}

/** Excludes no file. */
function nothing(): Promise<boolean> {
  return Promise.resolve(false);
}

function hasFile({ files }: DeployedApplication, path: string): boolean {
  return files.some(({ name }) => name === path);
}

/** The application of a file that is on its own: untitled, not on this disk, or not part of its folder's application. */
export function identityOfFile(name: string): ApplicationIdentity {
  return { name: basename(name), source: { type: "file", path: name }, namespace: "default" };
}
