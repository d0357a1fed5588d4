import { basename, dirname, sep } from "node:path";
import type { DeclaredApplication, DeployedApplication } from "../core/index.ts";
import { foldersAround, isBelow, pathBelow } from "./file-tree.ts";
import type { ApplicationSpec } from "./read-application.ts";

/** How many kustomizations are read to find out which of them use a file. */
const maxUsers = 100;

/** An application, and what it was read from. */
export interface Choice {
  readonly spec: ApplicationSpec;
  readonly application: DeployedApplication;
}

/** What can be asked about a workspace. Paths are absolute. */
export interface Chooser {
  /** The Applications in the workspace. */
  readonly declared: () => Promise<readonly DeclaredApplication[]>;
  /** The folders of the kustomizations in the workspace. */
  readonly kustomizations: () => readonly string[];
  /** An Application with the folder from which its paths count; `undefined` where they are nowhere here. */
  readonly specOf: (declared: DeclaredApplication) => Promise<ApplicationSpec | undefined>;
  readonly repositoryOf: (folder: string) => Promise<string | undefined>;
  readonly typeOf: (folder: string) => Promise<"directory" | "kustomize" | "helm">;
  readonly folderSpec: (folder: string) => Promise<ApplicationSpec>;
  readonly read: (spec: ApplicationSpec) => Promise<DeployedApplication>;
  readonly holds: (application: DeployedApplication, path: string) => boolean;
}

/** The application that a file is part of; `undefined` where it is of none. */
export async function chooseApplication(path: string, chooser: Chooser): Promise<Choice | undefined> {
  const declared = await chooser.declared();
  const repository = await chooser.repositoryOf(dirname(path));
  const direct = declared.flatMap((it) => specsAround(it, path, repository));
  const found = await firstThatHolds(path, direct, chooser);
  if (found !== undefined) return found;
  const around = foldersAround(path).filter((folder) => repository === undefined || !isBelow(repository, folder));
  const own = await ownApplication(path, around, chooser);
  if (own?.application.source.type === "helm" || !(await isInKustomization(around, chooser))) return own;
  return (await userOf(path, declared, own, chooser)) ?? own;
}

/** Where the paths of an Application count from, if one of its sources is this folder. */
export function matchesFolder(
  { paths }: DeclaredApplication,
  folder: string,
  repository: string | undefined,
): string | undefined {
  for (const path of paths) {
    if (repository !== undefined) {
      if (pathBelow(repository, path) === folder) return repository;
      continue;
    }
    const ending = sep + path.split("/").join(sep);
    // Without a repository the path is taken to count from whatever folder it ends in.
    if (path !== "" && folder.endsWith(ending)) return folder.slice(0, -ending.length) || sep;
  }
  return undefined;
}

function specsAround(declared: DeclaredApplication, path: string, repository: string | undefined): ApplicationSpec[] {
  const roots = foldersAround(path).flatMap((folder) => matchesFolder(declared, folder, repository) ?? []);
  return [...new Set(roots)].map((root) => ({ root, of: declared }));
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
    const spec = await chooser.folderSpec(folder);
    const application = await chooser.read(spec);
    if (chooser.holds(application, path)) return { spec, application };
  }
  return undefined;
}

async function isInKustomization(around: readonly string[], { typeOf }: Chooser): Promise<boolean> {
  for (const folder of around) if ((await typeOf(folder)) === "kustomize") return true;
  return false;
}

/** What uses a file from another folder: an overlay or its Application. Of several there is no telling which one is meant. */
async function userOf(
  path: string,
  declared: readonly DeclaredApplication[],
  own: Choice | undefined,
  chooser: Chooser,
): Promise<Choice | undefined> {
  const known = new Set(chooser.kustomizations());
  const specs: ApplicationSpec[] = [];
  for (const of of declared) {
    const spec = await chooser.specOf(of);
    if (spec !== undefined && of.paths.some((it) => known.has(pathBelow(spec.root, it)))) specs.push(spec);
  }
  const users = await allThatHold(path, specs.slice(0, maxUsers), chooser);
  const [user] = users;
  if (user !== undefined) return users.length === 1 || own === undefined ? user : undefined;
  const folders = chooser.kustomizations().filter((folder) => folder !== own?.application.source.path);
  const overlays = await Promise.all(folders.slice(0, maxUsers).map((folder) => chooser.folderSpec(folder)));
  const using = outermost(await allThatHold(path, overlays, chooser));
  return using.length === 1 || own === undefined ? using[0] : undefined;
}

async function allThatHold(path: string, specs: readonly ApplicationSpec[], chooser: Chooser): Promise<Choice[]> {
  const found: Choice[] = [];
  for (const spec of specs)
    found.push(...[await firstThatHolds(path, [spec], chooser)].filter((it) => it !== undefined));
  return found;
}

/** Those that no other one of them builds upon. */
function outermost(choices: readonly Choice[]): readonly Choice[] {
  return choices.filter(
    ({ application }) =>
      !choices.some(
        (other) =>
          other.application !== application &&
          other.application.files.some(({ name }) => isKustomizationOf(name, application.source.path)),
      ),
  );
}

function isKustomizationOf(path: string, folder: string): boolean {
  return dirname(path) === folder && /^kustomization\.ya?ml$/i.test(basename(path));
}
