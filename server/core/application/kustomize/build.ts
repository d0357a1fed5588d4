import { absorb, generate, generatorFiles } from "./generator.ts";
import { describeId, idKey } from "./id.ts";
import type { KustomizeObject } from "./object.ts";
import { readResourceFile } from "./resource-file.ts";
import { type Kustomization, readKustomization } from "./kustomization.ts";
import { problemsOf } from "./problems.ts";
import { transform } from "./layer.ts";
import { type Build, complain, maxKustomizations, readFile } from "./run.ts";
import type { Located } from "../location.ts";
import { hasFile, resolvePath } from "../source-tree.ts";

/** The names that a kustomization may have. */
const kustomizationNames: readonly string[] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** How many objects one build holds: folders can name each other without end. */
const maxObjects = 20_000;

/** The kustomization in a folder; `undefined` where it cannot be read, which the build then says. */
export function openKustomization(folder: string, build: Build): Kustomization | undefined {
  const listing = build.tree.list(folder);
  if (listing === undefined) return undefined;
  const names = listing === "absent" ? [] : kustomizationNames.filter((name) => listing.files.includes(name));
  const [name, second] = names;
  if (name === undefined) {
    complain(build, folder, "There is no kustomization in this folder.");
    return undefined;
  }
  if (second !== undefined) {
    complain(build, folder, `There are two kustomizations, "${name}" and "${second}".`);
    return undefined;
  }
  const path = folder === "" ? name : `${folder}/${name}`;
  const file = readFile(path, build);
  if (file === undefined) return undefined;
  const kustomization = readKustomization(folder, path, file);
  if (kustomization === undefined) {
    complain(build, path, "The kustomization is empty.");
    return undefined;
  }
  for (const problem of problemsOf(kustomization)) complain(build, path, problem);
  return kustomization;
}

/**
 * What a kustomization makes of `given`, which is what a component is applied to: first its resources, then what its generators
 * and its components make of them, and last its own changes. `chain` holds the folders that led here.
 * Mirrors `accumulateTarget` in api/internal/target/kusttarget.go of kustomize.
 */
export function accumulate(
  kustomization: Kustomization,
  chain: readonly string[],
  given: readonly KustomizeObject[],
  build: Build,
): readonly KustomizeObject[] {
  build.kustomizationsLeft -= 1;
  if (build.kustomizationsLeft < 0) {
    complain(
      build,
      kustomization.document.path,
      `More than ${maxKustomizations} kustomizations are read for this one.`,
    );
    return given;
  }
  const inner = [...chain, kustomization.folder];
  const resources = kustomization.resources.flatMap((entry) => resourcesOf(entry, kustomization, inner, build));
  let objects = runGenerators(append(given, resources, kustomization, build), kustomization, build);
  for (const entry of kustomization.components) objects = addComponent(objects, entry, kustomization, inner, build);
  return transform(objects, kustomization, build);
}

function resourcesOf(
  entry: Located,
  kustomization: Kustomization,
  chain: readonly string[],
  build: Build,
): readonly KustomizeObject[] {
  const path = localPath(entry, kustomization, build);
  const isFile = path === undefined ? undefined : hasFile(build.tree, path);
  if (path === undefined || isFile === undefined) return [];
  if (isFile) return readResourceFile(path, build);
  const base = openFolder(path, entry, kustomization, chain, build);
  if (base === undefined) return [];
  if (base.kind !== "Component") return accumulate(base, chain, [], build);
  complain(build, kustomization.document.path, `"${entry.text}" is a component: name it under components.`);
  return [];
}

function addComponent(
  objects: readonly KustomizeObject[],
  entry: Located,
  kustomization: Kustomization,
  chain: readonly string[],
  build: Build,
): readonly KustomizeObject[] {
  const path = localPath(entry, kustomization, build);
  const component = path === undefined ? undefined : openFolder(path, entry, kustomization, chain, build);
  if (component === undefined) return objects;
  if (component.kind !== "Component") {
    complain(
      build,
      kustomization.document.path,
      `"${entry.text}" is no component, as its kind is "${component.kind}".`,
    );
    return objects;
  }
  return accumulate(component, chain, objects, build);
}

function openFolder(
  path: string,
  entry: Located,
  { document }: Kustomization,
  chain: readonly string[],
  build: Build,
): Kustomization | undefined {
  if (chain.some((folder) => path === "" || folder === path || folder.startsWith(`${path}/`))) {
    complain(build, document.path, `"${entry.text}" leads back to a kustomization that is being read.`);
    return undefined;
  }
  const listing = build.tree.list(path);
  if (listing === "absent") {
    complain(build, document.path, `"${entry.text}" does not exist.`);
    return undefined;
  }
  return listing === undefined ? undefined : openKustomization(path, build);
}

/** The path of an entry in this workspace; what stands elsewhere is noted as unread. */
function localPath(entry: Located, { folder }: Kustomization, build: Build): string | undefined {
  if (isRemote(entry.text)) {
    build.unread.push({ ...entry, reason: `"${entry.text}" is on another machine, which is not read.` });
    return undefined;
  }
  const path = resolvePath(folder, entry.text);
  if (path === undefined) {
    build.unread.push({ ...entry, reason: `"${entry.text}" is outside of this workspace.` });
  }
  return path;
}

/** Whether an entry names something on another machine. Mirrors `extractHost` in api/internal/git/repospec.go of kustomize. */
function isRemote(text: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:|git::|[\w.-]+@[\w.-]+[:/]|(?:www\.)?github\.com[:/])/i.test(text) || text.includes("?ref=")
  );
}

/** Mirrors `AppendAll` in api/resmap/reswrangler.go: no two objects may have one id. */
function append(
  objects: readonly KustomizeObject[],
  added: readonly KustomizeObject[],
  { document }: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  const known = new Set(objects.map(({ id }) => idKey(id)));
  const fresh = added.filter(({ id }) => {
    const key = idKey(id);
    if (known.has(key)) complain(build, document.path, `${describeId(id)} is there twice.`);
    const isFresh = !known.has(key);
    known.add(key);
    return isFresh;
  });
  if (objects.length + fresh.length <= maxObjects) return [...objects, ...fresh];
  complain(build, document.path, `There are more than ${maxObjects} objects.`);
  return objects;
}

function runGenerators(
  objects: readonly KustomizeObject[],
  kustomization: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  const { document, folder } = kustomization;
  return kustomization.generators.reduce((all, entry) => {
    for (const { text } of generatorFiles(entry, kustomization)) {
      const path = isRemote(text) ? undefined : resolvePath(folder, text);
      if (path !== undefined && hasFile(build.tree, path) === false) {
        complain(build, document.path, `"${text}", which a generator reads, does not exist.`);
      }
    }
    const made = generate(entry, kustomization);
    if (made.id.name === "") {
      complain(build, document.path, `A generator gives its ${entry.kind} no name.`);
      return all;
    }
    const { objects: absorbed, problem } = absorb(all, made);
    if (problem !== undefined) complain(build, document.path, problem);
    return absorbed;
  }, objects);
}
