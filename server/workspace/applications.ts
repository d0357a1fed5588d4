import { basename } from "node:path";
import {
  type AddedHealthCheck,
  type Application,
  type ApplicationIdentity,
  type ChartStore,
  type DeployedApplication,
  folderTypeOf,
  isManifestName,
  type ManifestFile,
  type RepeatedFindings,
  textOf,
} from "../core/index.ts";
import { folderSpec } from "./application-specs.ts";
import { Choices } from "./choices.ts";
import { type ConfigurationChoice, Configurations } from "./configurations.ts";
import { Declarations } from "./declarations.ts";
import { Declared } from "./declared.ts";
import { earlierFiles, type EarlierTexts } from "./earlier-files.ts";
import { FileTree, type NoteProblem, type OpenFileAt } from "./file-tree.ts";
import { type Files, openText } from "./files.ts";
import { Kustomizations } from "./kustomizations.ts";
import { headOf } from "./head.ts";
import { foldersAround, isWithin } from "./paths.ts";
import { titleOfFile } from "./uris.ts";
import type { ApplicationSpec } from "./read-application.ts";
import { type DeployedRoster, type KeptReading, type Reading, Readings } from "./readings.ts";
import { type LeavesOut, Repeats } from "./repeats.ts";
import type { RenderProblem } from "./render-problem.ts";
import { type RenderOutcome, Renders } from "./renders.ts";
import { type FileSettings, type GivenAt, nothingGiven } from "./settings.ts";
import { findAll, isAboutOthers } from "./walk/find.ts";
import { isNeverSearched } from "./walk/folder.ts";
import { annotatedFiles, type LeftOut } from "./walk/options.ts";

/** About how many files of a folder are compared in addition to the manifests; a change in any other makes what was rendered outdated. */
const maxOthers = 500;

/** In how many other applications of a chart a template is looked at. */
const maxCompared = 3;

/** What somebody has set, which wins over the configurations of the workspace; what is absent is not set. */
export interface WorkspaceOptions {
  readonly givenAt?: GivenAt;
  readonly leavesOut?: LeavesOut;
  /** Which configuration holds for a file; the nearest one around it if absent. */
  readonly configuration?: ConfigurationChoice;
  /** The folder that a search for a configuration does not leave, where there is no repository and nobody has searched. */
  readonly rootAround?: (path: string) => string;
  /** The folders with copies of charts of other repositories; none are read if absent. */
  readonly chartStores?: () => readonly ChartStore[];
  /** Called for each file that is looked for on disk. */
  readonly noteRead?: (path: string) => void;
}

/** The applications of the files on disk, each read once and kept until something that it depends on changes. */
export class Applications {
  readonly kustomizations: Kustomizations;
  readonly configurations: Configurations;
  /** The Applications that are declared in the workspace. */
  readonly declared: Declared;
  readonly #files: Files;
  readonly #openAt: OpenFileAt;
  readonly #tree: FileTree;
  readonly #declarations: Declarations;
  readonly #around: Parameters<Declarations["search"]>[1];
  readonly #renders: Renders;
  readonly #readings: Readings;
  readonly #options: WorkspaceOptions;
  readonly #repeats: Repeats;
  readonly #choices: Choices;

  constructor(
    files: Files,
    openAt: OpenFileAt,
    noteProblem?: NoteProblem,
    options: WorkspaceOptions = {},
    declarations: Declarations = new Declarations(files, options.configuration),
  ) {
    this.#files = files;
    this.#openAt = openAt;
    this.#tree = new FileTree(files, openAt, noteProblem, options.chartStores, options.noteRead);
    this.kustomizations = new Kustomizations(this.#tree);
    this.#declarations = declarations;
    this.#renders = new Renders((path) => openAt(path) ?? this.#tree.known(path));
    this.configurations = new Configurations({
      tree: this.#tree,
      files,
      rootOf: (path) => declarations.rootOf(path) ?? options.rootAround?.(path),
      choice: options.configuration ?? "nearest",
    });
    this.#around = { openAt, leadsOut: (path) => this.configurations.leadsOut(path) };
    this.#options = options;
    const settingsAt = (path: string): Promise<FileSettings> => this.settingsAt(path);
    this.#readings = new Readings(this.#tree, this.#renders, settingsAt, () => this.addedChecks());
    const read = (spec: ApplicationSpec): Promise<KeptReading> => this.#readings.read(spec);
    this.declared = new Declared(files, this.#tree, declarations, read, (all) => {
      this.#readings.retain(all);
    });
    this.#choices = new Choices({
      tree: this.#tree,
      declared: this.declared,
      kustomizations: this.kustomizations,
      folders: () => declarations.kustomizations(),
      readings: this.#readings,
    });
    this.#repeats = new Repeats(declarations, {
      repositoryOf: (folder) => this.#tree.repositoryOf(folder),
      kustomizedAt: (path) => this.kustomizations.roleOf(path),
      settingsAt,
      leavesOut: (path) => this.leavesOut(path),
    });
  }

  /** The settings of what is at a path: the same object for as long as they are the same. */
  async settingsAt(path: string): Promise<FileSettings> {
    return this.configurations.settingsAt(path, (await this.#options.givenAt?.(path)) ?? nothingGiven);
  }

  /** Whether a file is excluded, by somebody or by its configuration. */
  async leavesOut(path: string): Promise<boolean> {
    return (await this.#options.leavesOut?.(path)) === true || this.configurations.excludes(path);
  }

  /**
   * The application that a file is part of, as it is at the time of the answer; `undefined` if there is none. Applications in the
   * workspace come first, then the folders around the file, then what uses them from elsewhere.
   */
  async ofFile(path: string): Promise<DeployedRoster | undefined> {
    const spec = await this.#choices.of(path);
    return spec && this.of(spec);
  }

  /** The Applications that may deploy a file from the folders around it, in their order; their files are not read for that. */
  declaredAround(path: string): Promise<readonly ApplicationSpec[]> {
    return this.#choices.around(path);
  }

  /** Other applications that a template of a chart is part of: the first ones, since each has the chart rendered once more. */
  async othersOfFile(path: string): Promise<readonly DeployedRoster[]> {
    const first = await this.ofFile(path);
    const rosters: DeployedRoster[] = [];
    for (const spec of await this.declaredAround(path)) {
      if (rosters.length === maxCompared) break;
      const roster = await this.of(spec);
      if (roster !== first && rendersFile(roster.application, path)) rosters.push(roster);
    }
    return rosters;
  }

  /**
   * The application of a folder: the one that an Application (with this name, if one is given) deploys from it, or the folder itself.
   * Of several, the first that deploys anything.
   */
  async ofFolder(folder: string, name?: string): Promise<DeployedRoster> {
    let first: DeployedRoster | undefined;
    for (const spec of await this.declared.at(folder)) {
      if (name !== undefined && spec.of.name !== name) continue;
      const roster = await this.of(spec);
      if (roster.application.members.length > 0 || roster.application.error !== undefined) return roster;
      first ??= roster;
    }
    return first ?? this.of(await this.folderSpec(folder));
  }

  /** The names of the Applications that deploy a folder. */
  async namesAt(folder: string): Promise<readonly string[]> {
    return (await this.declared.at(folder)).map(({ of }) => of.name);
  }

  /** Reads an application. */
  async of(spec: ApplicationSpec): Promise<DeployedRoster> {
    return (await this.#readings.read(spec)).roster;
  }

  /** What a folder is by itself, without any Application. */
  folderSpec(folder: string): Promise<ApplicationSpec> {
    return folderSpec(folder, this.#tree);
  }

  /** The health checks that files of the workspace add to Argo CD: the same list for as long as they are the same. */
  addedChecks(): readonly AddedHealthCheck[] {
    return this.#declarations.addedChecks();
  }

  /** What the rules that speak once in a repository find in that of a file. */
  async repeatedAround(path: string): Promise<RepeatedFindings> {
    await this.#declarations.settle();
    return this.#repeats.around(path);
  }

  /** The applications that the Applications in a file declare, without those of other repositories. */
  async declaredIn(path: string): Promise<readonly DeployedRoster[]> {
    const rosters: DeployedRoster[] = [];
    for (const spec of await this.declared.in(path)) rosters.push(await this.of(spec));
    return rosters;
  }

  /** All applications that Applications deploy from folders in this workspace. */
  async allDeployed(): Promise<readonly DeployedRoster[]> {
    const rosters: DeployedRoster[] = [];
    for (const spec of await this.declared.specsOf(await this.declared.all())) rosters.push(await this.of(spec));
    return rosters;
  }

  /** The commit that is checked out around a folder; `undefined` where it is not known. */
  async headAround(folder: string): Promise<string | undefined> {
    const repository = await this.repositoryOf(folder);
    return repository === undefined ? undefined : headOf(repository, this.#files);
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

  /** The names of the applications that were read and have a chart that is not rendered, as those of the workspace take too much together. */
  unrendered(): readonly string[] {
    return this.#readings.withoutRoom().map(({ name }) => name);
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
    if (this.#declarations.note(path, file)) this.#choices.forget();
    if (this.declared.dependsOn(path)) this.#printedChanged();
    if (folderTypeOf([basename(path)]) === "kustomize") this.#repeats.renew();
    if (this.configurations.isAbout(path)) this.renewed();
    this.#declarations.changed(path);
    this.#readings.drop((asked) => asked.has(path));
  }

  #printedChanged(): void {
    this.declared.changed();
    this.#choices.forget();
  }

  /** Notes that a file was opened: an editor may report a new file on disk only a moment later. */
  async opened(path: string): Promise<void> {
    if (this.#tree.lacks(path)) await this.changedOnDisk(path);
  }

  /** Forgets what was read from what changed on disk, and reads the Applications in it again. */
  async changedOnDisk(path: string): Promise<void> {
    const around = foldersAround(path);
    const isFile = isManifestName(path) || this.#tree.known(path) !== undefined;
    const isKustomization = folderTypeOf([basename(path)]) === "kustomize";
    this.#tree.forget(path);
    this.#choices.forget();
    if (!isFile || isKustomization) this.#repeats.renew();
    if (!isFile || this.configurations.isAbout(path)) this.renewed();
    this.#readings.drop(
      (asked) =>
        [path, ...around].some((it) => asked.has(it)) || (!isFile && [...asked].some((it) => isWithin(it, path))),
    );
    this.#declarations.forget((known) => isWithin(known, path));
    this.#declarations.changed(path);
    if (isAboutOthers(path)) await this.#declarations.searchAgain(path, this.#around);
    const text = await this.#textOf(path);
    const open = this.#openAt(path);
    this.#renders.changed(path, () => (open === undefined ? text : textOf(open)));
    if (text === undefined || !(isManifestName(path) || path.endsWith(".tpl") || isKustomization)) return;
    const isFound = await this.#declarations.noteFound(path, text, this.#around);
    // What no search finds counts only while it is open, as after a fresh start.
    if (isFound || open !== undefined) this.#declarations.note(path, open ?? openText(text));
  }

  /** Notes that a file or a folder is new on disk: of a folder, an editor may name nothing that came with it. */
  async createdOnDisk(path: string): Promise<void> {
    await this.changedOnDisk(path);
    // A packed chart is like a folder to those who read one, but holds nothing that is found by a search.
    if (isManifestName(path) || path.endsWith(".tgz") || isNeverSearched(path)) return;
    if (typeof (await this.#tree.list(path)) === "object") await this.search(path);
  }

  /** Notes the Applications in a file that searches leave out, such as one in a hidden folder, once somebody asks for it by name. */
  async askedFor(path: string): Promise<void> {
    const file = this.#declarations.knows(path) ? undefined : await this.file(path);
    if (file !== undefined && this.#declarations.note(path, file)) this.#choices.forget();
  }

  /** Notes that the settings may have changed, those of an editor or in a configuration: which version of Argo CD reads what, and which files are excluded. */
  renewed(): void {
    this.#readings.renew();
    this.#printedChanged();
    this.#repeats.renew();
  }

  /** Searches a folder of the workspace for Application objects and kustomizations. Returns what could not be read, and why. */
  async search(folder: string): Promise<readonly LeftOut[]> {
    const leftOut = await this.#declarations.search(folder, this.#around);
    this.#choices.forget();
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
    const declarations = this.#declarations.earlier(files, texts);
    return new Applications(files, openAt, undefined, this.#options, declarations);
  }

  /** The applications of other files, such as those of a commit, as this version of Argo CD reads them. */
  ofFiles(files: Files): Applications {
    return new Applications(files, () => undefined, undefined, {
      ...this.#options,
      chartStores: () => [],
      noteRead: () => undefined,
    });
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

function rendersFile({ charts = [] }: DeployedApplication, path: string): boolean {
  return charts.some(({ rendered, nameOf }) => rendered.outputs.some(({ source }) => nameOf(source.name) === path));
}

/** The application of a file that is on its own: untitled, not on this disk, or not part of its folder's application. */
export function identityOfFile(name: string): ApplicationIdentity {
  return { name: titleOfFile(name), source: { type: "file", path: name }, namespace: "default" };
}
