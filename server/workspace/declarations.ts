import { basename, dirname } from "node:path";
import {
  type AddedHealthCheck,
  configuredApplications,
  type DeclaredApplication,
  declaresApplications,
  folderTypeOf,
  isConfiguration,
  isManifestName,
  limitedChecks,
  type ManifestFile,
  readAddedChecks,
  readApplicationSets,
  readConfiguration,
  readDeclaredApplications,
} from "../core/index.ts";
import type { ConfigurationChoice } from "./configurations.ts";
import type { EarlierTexts } from "./earlier-files.ts";
import { type FileTree, type OpenFileAt, pathFrom } from "./file-tree.ts";
import { type Files, openText } from "./files.ts";
import { madeBy, type MadeBySets } from "./made-by-sets.ts";
import { foldersAround, isWithin } from "./paths.ts";
import { findAll, findChange } from "./walk/find.ts";
import { declaringFiles, type LeftOut, wantedBy } from "./walk/options.ts";
import { isWanted } from "./walk/source.ts";

/** What a search asks about the files that it finds. */
interface Around {
  readonly openAt: OpenFileAt;
  /** Whether a configuration is a link that leads out of its repository. */
  readonly leadsOut: (path: string) => Promise<boolean>;
}

/**
 * Which Applications and ApplicationSets are in the files of the workspace, where its kustomizations are, and which health checks it
 * adds to Argo CD.
 */
export class Declarations {
  readonly #files: Files;
  readonly #choice: ConfigurationChoice;
  readonly #byPath = new Map<string, Declaring>();
  /** The paths of the kustomizations. */
  readonly #kustomizations = new Set<string>();
  #kustomizationList: readonly string[] | undefined;
  /** The folders that were searched, and the files that a search finds in them. */
  readonly #roots = new Set<string>();
  readonly #found = new Set<string>();
  /** Files with Applications that are open, of which nobody knows yet whether a search finds them. */
  readonly #unsure = new Set<string>();
  /** Configurations that nobody may read. */
  readonly #linkedOut = new Set<string>();
  #changes = 0;
  #all: Promise<readonly DeclaredApplication[]> | undefined;
  readonly #checksByPath = new Map<string, readonly AddedHealthCheck[]>();
  #addedChecks: readonly AddedHealthCheck[] | undefined;

  /** `choice` says which configurations are read. */
  constructor(files: Files, choice: ConfigurationChoice = "nearest") {
    this.#files = files;
    this.#choice = choice;
  }

  /** Whether Applications in a file are known. */
  knows(path: string): boolean {
    return this.#byPath.has(path);
  }

  /** Notes what is in a file. Returns whether that may change which files belong to which application. */
  note(path: string, file: ManifestFile): boolean {
    const isKustomization = folderTypeOf([basename(path)]) === "kustomize";
    if (isKustomization) {
      this.#kustomizations.add(path);
      this.#kustomizationList = undefined;
    }
    const configuration = this.#isRead(path) ? readConfiguration(file) : undefined;
    const ofConfiguration = (configuration?.healthChecks ?? []).map((key) => ({ key, file: path }));
    this.#noteChecks(path, [...ofConfiguration, ...readAddedChecks(file, path)]);
    const wasKnown = this.#byPath.delete(path);
    const isKnown =
      file.documents.some(declaresApplications) ||
      (configuration !== undefined && configuration.applications.length > 0);
    if (isKnown) this.#byPath.set(path, { file, made: undefined });
    if (isKnown && !this.#found.has(path)) this.#unsure.add(path);
    const isChanged = wasKnown || isKnown || isKustomization;
    if (!isChanged) return false;
    this.#all = undefined;
    this.#changes++;
    return true;
  }

  #noteChecks(path: string, checks: readonly AddedHealthCheck[]): void {
    const known = this.#checksByPath.get(path) ?? [];
    // Only the kinds matter: what stands in a script changes with every letter.
    if (known.length === checks.length && checks.every(({ key }, index) => key === known[index]?.key)) return;
    this.#addedChecks = undefined;
    if (checks.length === 0) this.#checksByPath.delete(path);
    else this.#checksByPath.set(path, checks);
  }

  /** The health checks that files of the workspace add to Argo CD: the same list for as long as none of them changes. */
  addedChecks(): readonly AddedHealthCheck[] {
    const byPath = (): [string, readonly AddedHealthCheck[]][] =>
      [...this.#checksByPath].sort(([one], [other]) => (one < other ? -1 : 1));
    return (this.#addedChecks ??= limitedChecks(byPath().flatMap(([, checks]) => checks)));
  }

  /** Notes that what ApplicationSets create from a path may have changed. */
  changed(path: string): void {
    const around = [path, ...foldersAround(path)];
    for (const [key, { file, made }] of this.#byPath) {
      if (made === undefined || !around.some((it) => made.asked.has(it))) continue;
      this.#byPath.set(key, { file, made: undefined });
      this.#all = undefined;
    }
  }

  /** Forgets what was in a file, or in a folder and below it. */
  forget(isGone: (known: string) => boolean): void {
    this.#all = undefined;
    this.#changes++;
    this.#kustomizationList = undefined;
    for (const known of [...this.#found]) if (isGone(known)) this.#found.delete(known);
    for (const known of [...this.#byPath.keys()]) if (isGone(known)) this.#byPath.delete(known);
    for (const known of [...this.#kustomizations]) if (isGone(known)) this.#kustomizations.delete(known);
    for (const known of [...this.#checksByPath.keys()]) if (isGone(known)) this.#noteChecks(known, []);
  }

  /** Whether a file is read as a configuration. */
  #isRead(path: string): boolean {
    if (typeof this.#choice !== "string") return path === this.#choice.file;
    return this.#choice === "nearest" && isConfiguration(path) && !this.#linkedOut.has(path);
  }

  /** Searches a folder and everything below it, with open files instead of those on disk. Returns what could not be read, and why. */
  async search(folder: string, around: Around): Promise<readonly LeftOut[]> {
    const found = await findAll(this.#files.walk, {
      root: folder,
      options: { wanted: declaringFiles, contents: "texts" },
    });
    this.#roots.add(folder);
    this.#changes++;
    for (const { path, text = "" } of found.files) await this.#noteOnDisk(path, text, around);
    await this.#noteChosen();
    return found.leftOut;
  }

  /** Searches again where the rules of Git at a path apply. What is no longer found counts only while it is open. */
  async searchAgain(path: string, around: Around): Promise<void> {
    const options = { wanted: declaringFiles, contents: "texts" } as const;
    for (const root of this.#roots) {
      const { forget, files } = await findChange(this.#files.walk, { root, options }, path);
      const found = new Map(files.map((it) => [it.path, it.text ?? ""]));
      for (const known of this.#found) if (isWithin(known, forget)) this.#found.delete(known);
      this.forget((known) => isWithin(known, forget) && !found.has(known) && around.openAt(known) === undefined);
      for (const [it, text] of found) await this.#noteOnDisk(it, text, around);
    }
  }

  async #noteOnDisk(path: string, text: string, around: Around): Promise<void> {
    this.#found.add(path);
    await this.#noteLink(path, around);
    this.note(path, around.openAt(path) ?? openText(text));
  }

  async #noteLink(path: string, { leadsOut }: Around): Promise<void> {
    if (isConfiguration(path) && (await leadsOut(path))) this.#linkedOut.add(path);
    else this.#linkedOut.delete(path);
  }

  /** A configuration that somebody chose may be anywhere. */
  async #noteChosen(): Promise<void> {
    if (typeof this.#choice === "string") return;
    const { file } = this.#choice;
    try {
      this.note(file, openText((await this.#files.read(file)) ?? ""));
    } catch {
      // Whoever chose it is told that it cannot be read.
      this.forget((known) => known === file);
    }
  }

  /**
   * Notes whether a search finds a file with this text that is new on disk, and returns whether it counts: searches leave out hidden
   * files, and what Git ignores.
   */
  async noteFound(path: string, text: string, around: Around): Promise<boolean> {
    const wanted = wantedBy({ wanted: declaringFiles, contents: "paths" }, basename(path));
    // Most files declare nothing: no folder has to be read for them.
    if (wanted === undefined || !isWanted(wanted.containing ?? [], (it) => text.includes(it))) return false;
    await this.#noteLink(path, around);
    // Where nobody has searched, an editor that tells of a file knows why.
    return (await this.#isReached(path)) !== false;
  }

  /** Finds out of files that were open before anybody told that they are on disk whether a search finds them. */
  async settle(): Promise<void> {
    for (const path of [...this.#unsure]) await this.#isReached(path);
  }

  /** Whether a search comes to what is at a path; `undefined` where nobody has searched. */
  async #isReached(path: string): Promise<boolean | undefined> {
    const root = this.rootOf(path);
    if (root === undefined) return undefined;
    const options = { wanted: [{ endings: [""] }], contents: "paths" } as const;
    const { files } = await findAll(this.#files.walk, { root, options, only: path });
    const isReached = files.some((it) => it.path === path);
    // Not before: whoever asks meanwhile has to wait as well.
    this.#unsure.delete(path);
    if (isReached) this.#found.add(path);
    this.#changes++;
    return isReached;
  }

  /** Whether a search finds a file, and not only somebody who asks for it by name. */
  finds(path: string): boolean {
    return this.#found.has(path);
  }

  /** The outermost of the folders that were searched around a file. */
  rootOf(path: string): string | undefined {
    return [...this.#roots].sort().find((root) => isWithin(path, root));
  }

  /** The files with Applications or ApplicationSets that a search finds. */
  found(): readonly (readonly [string, ManifestFile])[] {
    return [...this.#byPath].flatMap(([path, { file }]) => (this.finds(path) ? [[path, file] as const] : []));
  }

  /** The files with Applications or ApplicationSets that are known, by their paths. */
  declaring(): readonly string[] {
    return [...this.#byPath.keys()];
  }

  /** How often something has changed that is known here. */
  get changes(): number {
    return this.#changes;
  }

  /** The Applications that are written somewhere, those that ApplicationSets create, and those of configurations, in this order. */
  all(tree: FileTree): Promise<readonly DeclaredApplication[]> {
    return (this.#all ??= this.#readAll(tree));
  }

  async #readAll(tree: FileTree): Promise<readonly DeclaredApplication[]> {
    const written: DeclaredApplication[] = [];
    const configured: DeclaredApplication[] = [];
    const made: DeclaredApplication[] = [];
    // The answer must not depend on which file was edited last.
    for (const [path, declaring] of [...this.#byPath].sort(([one], [other]) => (one < other ? -1 : 1))) {
      for (const application of readDeclaredApplications(declaring.file, path)) written.push(application);
      if (this.#isRead(path)) {
        const root = (await tree.repositoryOf(dirname(path))) ?? dirname(path);
        const folder = pathFrom(root, dirname(path));
        for (const application of configuredApplications(declaring.file, path, folder)) configured.push(application);
      }
      const sets = declaring.made ?? (await madeBySets(path, declaring.file, tree));
      for (const application of sets.applications) made.push(application);
      if (this.#byPath.get(path) === declaring) this.#byPath.set(path, { ...declaring, made: sets });
    }
    return [...written, ...made, ...configured];
  }

  /** The folders of all kustomizations that are known: the same list for as long as none of them changes. */
  kustomizations(): readonly string[] {
    return (this.#kustomizationList ??= [...new Set([...this.#kustomizations].sort().map((path) => dirname(path)))]);
  }

  /** The declarations as they were when some files had other texts. */
  earlier(files: Files, texts: EarlierTexts): Declarations {
    const earlier = new Declarations(files, this.#choice);
    for (const path of this.#linkedOut) earlier.#linkedOut.add(path);
    for (const [path, { file }] of this.#byPath)
      if (!texts.has(path)) earlier.#byPath.set(path, { file, made: undefined });
    for (const path of this.#kustomizations) earlier.#kustomizations.add(path);
    for (const [path, checks] of this.#checksByPath) if (!texts.has(path)) earlier.#noteChecks(path, checks);
    for (const [path, text] of texts) if (text !== null && isManifestName(path)) earlier.note(path, openText(text));
    return earlier;
  }
}

/** A file that contains Applications or ApplicationSets. */
interface Declaring {
  readonly file: ManifestFile;
  /** `undefined` until it is needed, and again once something that it depends on changes. */
  readonly made: MadeBySets | undefined;
}

async function madeBySets(path: string, file: ManifestFile, tree: FileTree): Promise<MadeBySets> {
  if (!file.documents.some(({ text }) => text.includes("ApplicationSet"))) {
    return { applications: [], asked: new Set() };
  }
  const root = (await tree.repositoryOf(dirname(path))) ?? dirname(path);
  return madeBy((at) => readApplicationSets(file, path, at), root, tree);
}
