import { basename, dirname, sep } from "node:path";
import { type DeclaredApplication, type DeployedApplication, kustomizationNames } from "../core/index.ts";
import { pathBelow, pathFrom } from "./file-tree.ts";
import { foldersAround, isWithin } from "./paths.ts";
import type { ApplicationSpec } from "./read-application.ts";

/** An application, and what it was read from. */
export interface Choice {
  readonly spec: ApplicationSpec;
  readonly application: DeployedApplication;
}

/** What can be asked about a workspace. Paths are absolute. */
export interface Chooser {
  /** The Applications in the workspace. */
  readonly declared: () => Promise<DeclaredByPath>;
  /** The folders of the kustomizations that use a file, directly or through others. */
  readonly kustomizationsUsing: (path: string) => Promise<ReadonlySet<string>>;
  /** Whether a folder is only a part of kustomizations: a component, or files that kustomizations elsewhere name. */
  readonly isPart: (folder: string) => Promise<boolean>;
  readonly repositoryOf: (folder: string) => Promise<string | undefined>;
  readonly typeOf: (folder: string) => Promise<"directory" | "kustomize" | "helm">;
  readonly folderSpec: (folder: string) => Promise<ApplicationSpec>;
  readonly read: (spec: ApplicationSpec) => Promise<DeployedApplication>;
  readonly holds: (application: DeployedApplication, path: string) => boolean;
}

/** Applications by the paths of their sources, so that the time to find those of a folder does not grow with their number. */
export class DeclaredByPath {
  readonly all: readonly DeclaredApplication[];
  readonly #repositories: readonly (string | undefined)[];
  readonly #byPath = new Map<string, number[]>();
  /** Those of configurations outside of repositories, whose paths lead from their own folders, by the folders that they deploy. */
  readonly #byFolder = new Map<string, number[]>();
  /** Of how many folders the longest path of a source consists. */
  readonly #deepest: number;

  /** In the same order as the Applications: the roots of the repositories that they are in, and the paths of their sources there. */
  constructor(
    all: readonly DeclaredApplication[],
    repositories: readonly (string | undefined)[],
    pathsThere: readonly (readonly string[])[],
  ) {
    this.all = all;
    this.#repositories = repositories;
    for (const [index, paths] of pathsThere.entries()) {
      for (const path of new Set(paths)) {
        const root = this.#rootSaid(index);
        const [map, key] = root === undefined ? [this.#byPath, path] : [this.#byFolder, pathBelow(root, path)];
        const others = map.get(key);
        if (others === undefined) map.set(key, [index]);
        else others.push(index);
      }
    }
    const depths = [...this.#byPath.keys()].map((path) => path.split("/").length);
    this.#deepest = depths.reduce((deepest, depth) => Math.max(deepest, depth), 0);
  }

  /**
   * The Applications with one of these folders as a source, in their order, each with the root that its paths are relative to.
   * Those in another repository are left out: many repositories have a folder with the same path.
   */
  at(folders: readonly string[], repository: string | undefined): ApplicationSpec[] {
    const found = new Map<string, readonly [index: number, spec: ApplicationSpec]>();
    for (const folder of folders) {
      for (const index of repository === undefined ? (this.#byFolder.get(folder) ?? []) : []) {
        const [of, root] = [this.all[index], this.#rootSaid(index)];
        if (of !== undefined && root !== undefined) found.set(`${index} ${root}`, [index, { root, of }]);
      }
      for (const [path, root] of sourcesAt(folder, repository, this.#deepest)) {
        for (const index of this.#byPath.get(path) ?? []) {
          const of = this.all[index];
          if (of !== undefined && this.#repositories[index] === repository)
            found.set(`${index} ${root}`, [index, { root, of }]);
        }
      }
    }
    return [...found.values()].sort(([a], [b]) => a - b).map(([, spec]) => spec);
  }

  /** The folder that the paths of a configuration outside of repositories lead from; `undefined` for all others. */
  #rootSaid(index: number): string | undefined {
    const of = this.all[index];
    const isSaid = this.#repositories[index] === undefined && of?.sources.some(({ isHere }) => isHere) === true;
    return isSaid ? dirname(of.location.path) : undefined;
  }
}

/** The paths by which a source may name a folder, each with the root that it is relative to; none has more than `deepest` parts. */
function sourcesAt(
  folder: string,
  repository: string | undefined,
  deepest: number,
): (readonly [path: string, root: string])[] {
  if (repository !== undefined) {
    return isWithin(folder, repository) ? [[pathFrom(repository, folder), repository]] : [];
  }
  // Without a repository, any folder above could be the root that a path is relative to.
  const around = foldersAround(folder).slice(0, deepest);
  return around.map((root) => [pathFrom(root, folder), root] as const);
}

/** The application that a file is part of; `undefined` if there is none. */
export async function chooseApplication(path: string, chooser: Chooser): Promise<Choice | undefined> {
  const declared = await chooser.declared();
  const repository = await chooser.repositoryOf(dirname(path));
  const found = await firstThatUses(path, declared.at(foldersAround(path), repository), chooser);
  if (found !== undefined) return found;
  const around = foldersAround(path).filter((folder) => repository === undefined || isWithin(folder, repository));
  const own = await ownApplication(path, around, chooser);
  if (own?.application.source.type === "helm" || !(await isInKustomization(path, around, chooser))) return own;
  return (await userOf(path, declared, own, chooser)) ?? own;
}

/** Of the Applications of a chart, a file of values belongs to one that names it. */
async function firstThatUses(
  path: string,
  specs: readonly ApplicationSpec[],
  chooser: Chooser,
): Promise<Choice | undefined> {
  const first = await firstThatHolds(path, specs, chooser);
  if (first === undefined || !isBesideChart(path, first.application)) return first;
  for (const spec of specs.slice(specs.indexOf(first.spec) + 1)) {
    const application = await chooser.read(spec);
    if (chooser.holds(application, path) && !isBesideChart(path, application)) return { spec, application };
  }
  return first;
}

/** Whether a file only stands beside a chart, so that nothing that is rendered depends on it. */
function isBesideChart(path: string, { charts = [] }: DeployedApplication): boolean {
  return charts.length > 0 && isValuesName(path) && !charts.some(({ valueFiles }) => valueFiles.includes(path));
}

function isValuesName(path: string): boolean {
  return /^values[-.][\w.-]*\.ya?ml$/.test(basename(path)) && basename(path) !== "values.yaml";
}

async function firstThatHolds(
  path: string,
  specs: readonly ApplicationSpec[],
  { read, holds }: Chooser,
): Promise<Choice | undefined> {
  for (const spec of specs) {
    const application = await read(spec);
    if (holds(application, path)) return { spec, application };
  }
  return undefined;
}

/** The outermost chart or kustomization around a file that it is part of, else its folder. */
async function ownApplication(path: string, around: readonly string[], chooser: Chooser): Promise<Choice | undefined> {
  for (const folder of around.toReversed()) {
    if (folder !== dirname(path) && (await chooser.typeOf(folder)) === "directory") continue;
    if (await chooser.isPart(folder)) continue;
    const spec = await chooser.folderSpec(folder);
    const application = await chooser.read(spec);
    if (chooser.holds(application, path)) return { spec, application };
  }
  return undefined;
}

async function isInKustomization(path: string, around: readonly string[], chooser: Chooser): Promise<boolean> {
  for (const folder of around) if ((await chooser.typeOf(folder)) === "kustomize") return true;
  return (await chooser.kustomizationsUsing(path)).size > 0;
}

/** What uses a file from another folder: an overlay or its Application. If there are several, a file that has an application of its own keeps that. */
async function userOf(
  path: string,
  declared: DeclaredByPath,
  own: Choice | undefined,
  chooser: Chooser,
): Promise<Choice | undefined> {
  const using = await chooser.kustomizationsUsing(path);
  const repository = await chooser.repositoryOf(dirname(path));
  const users = await allThatHold(path, declared.at([...using], repository), chooser);
  const [user] = users;
  if (user !== undefined) return users.length === 1 || own === undefined ? user : undefined;
  const folders: string[] = [];
  for (const folder of using) {
    if (folder !== own?.application.source.path && !(await chooser.isPart(folder))) folders.push(folder);
  }
  const overlays = await Promise.all(folders.map((folder) => chooser.folderSpec(folder)));
  const outer = outermost(await allThatHold(path, overlays, chooser));
  return outer.length === 1 || own === undefined ? outer[0] : undefined;
}

async function allThatHold(path: string, specs: readonly ApplicationSpec[], chooser: Chooser): Promise<Choice[]> {
  const found: Choice[] = [];
  for (const spec of specs) {
    const choice = await firstThatHolds(path, [spec], chooser);
    if (choice !== undefined) found.push(choice);
  }
  return found;
}

/** Those that no other one of them builds on. */
function outermost(choices: readonly Choice[]): readonly Choice[] {
  const owners = new Map<string, DeployedApplication>();
  for (const { application } of choices) {
    for (const name of kustomizationNames) owners.set(application.source.path + sep + name, application);
  }
  const inner = new Set<DeployedApplication>();
  for (const { application } of choices) {
    for (const { name } of application.files) {
      const owner = owners.get(name);
      if (owner !== undefined && owner !== application) inner.add(owner);
    }
  }
  return choices.filter(({ application }) => !inner.has(application));
}
