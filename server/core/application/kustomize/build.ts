import { nodeAt } from "../../manifest/node.ts";
import { absorb, generate, generatorFiles } from "./generator.ts";
import { addCharts } from "./charts.ts";
import { describeId, idKey } from "./id.ts";
import type { KustomizeObject } from "./object.ts";
import { readResourceFile } from "./resource-file.ts";
import type { Kustomization } from "./kustomization.ts";
import { isRemote } from "./inputs.ts";
import { openKustomization } from "./open-kustomization.ts";
import { transform } from "./layer.ts";
import {
  type Build,
  complain,
  complainIfAllIsKnown,
  isFile,
  maxKustomizations,
  maxObjects,
  noteLimit,
  noteMissing,
  noteObjectLimit,
} from "./run.ts";
import { documentLocation, type Located, locationOf } from "../location.ts";
import { hasFile, resolvePath } from "../source-tree.ts";

/** How many folders may build on each other: every one of them is an application with all that is below it. */
const maxDepth = 100;

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
    noteLimit(kustomization, `More than ${maxKustomizations} kustomizations lead here: the rest is not read.`, build);
    return given;
  }
  const inner = [...chain, kustomization.folder];
  const resources = gather(kustomization, inner, build);
  const generated = runGenerators(append(given, resources, kustomization, build), kustomization, build);
  let objects = addCharts(generated, kustomization, build);
  for (const entry of kustomization.components) objects = addComponent(objects, entry, kustomization, inner, build);
  return transform(objects, kustomization, build);
}

/** Everything that the resources of a kustomization bring in, up to the limit: they may name a large file again and again. */
function gather(kustomization: Kustomization, chain: readonly string[], build: Build): readonly Added[] {
  const added: Added[] = [];
  for (const entry of kustomization.resources) {
    if (added.length > maxObjects) {
      noteObjectLimit(kustomization, build);
      return added.slice(0, maxObjects);
    }
    for (const object of resourcesOf(entry, kustomization, chain, build)) added.push({ object, entry });
  }
  return added;
}

function resourcesOf(
  entry: Located,
  kustomization: Kustomization,
  chain: readonly string[],
  build: Build,
): readonly KustomizeObject[] {
  const path = localPath(entry, kustomization, build);
  const exists = path === undefined ? undefined : isFile(path, build);
  if (path === undefined || exists === undefined) return [];
  if (exists) return readResourceFile(path, build);
  const base = openFolder(path, entry, chain, build);
  if (base === undefined) return [];
  if (base.kind !== "Component") return accumulate(inNamespaceOf(kustomization, base), chain, [], build);
  // Mirrors `accumulateDirectory` in api/internal/target/kusttarget.go, as in `addComponent`.
  complain(build, entry.location, `"${entry.text}" is a component: list it under components.`);
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
  const component = path === undefined ? undefined : openFolder(path, entry, chain, build);
  if (component === undefined) {
    build.changesUnread = true;
    return objects;
  }
  if (component.kind !== "Component") {
    complain(build, entry.location, `"${entry.text}" is not a component: its kind is "${component.kind}".`);
    return objects;
  }
  return accumulate(inNamespaceOf(kustomization, component), chain, objects, build);
}

/** Mirrors `accumulateDirectory` in api/internal/target/kusttarget.go, which hands the namespace on to charts. */
function inNamespaceOf({ namespace, chartNamespace }: Kustomization, base: Kustomization): Kustomization {
  return { ...base, chartNamespace: namespace?.text ?? chartNamespace };
}

function openFolder(path: string, entry: Located, chain: readonly string[], build: Build): Kustomization | undefined {
  if (chain.some((folder) => path === "" || folder === path || folder.startsWith(`${path}/`))) {
    // Mirrors `errIfArgEqualOrHigher` in api/internal/loader/fileloader.go.
    complain(build, entry.location, `"${entry.text}" leads back to a kustomization that includes this one.`);
    return undefined;
  }
  if (chain.length > maxDepth) {
    build.unread.push({ ...entry, reason: "Too many folders lead here one after another: the rest is not read." });
    return undefined;
  }
  const listing = build.tree.list(path);
  if (listing === "absent") {
    noteMissing(entry, chain, build);
    return undefined;
  }
  return listing === undefined ? undefined : openKustomization(path, entry.location, build);
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

/** An object, and the entry of a kustomization that brings it in. */
interface Added {
  readonly object: KustomizeObject;
  readonly entry: Located;
}

/** Mirrors `Append` in api/resmap/reswrangler.go of kustomize: no two objects may have one id. */
function append(
  objects: readonly KustomizeObject[],
  added: readonly Added[],
  kustomization: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  const known = new Map(objects.map((object) => [idKey(object.id), object]));
  const fresh = added.filter((it) => {
    // What has no name is refused for that alone.
    if (it.object.id.name === "") return true;
    const key = idKey(it.object.id);
    const earlier = known.get(key);
    if (earlier === undefined) known.set(key, it.object);
    else complainOfTwins(earlier, it, build);
    return earlier === undefined;
  });
  if (objects.length + fresh.length <= maxObjects) return [...objects, ...fresh.map(({ object }) => object)];
  noteObjectLimit(kustomization, build);
  return objects;
}

function complainOfTwins(earlier: KustomizeObject, { object, entry }: Added, build: Build): void {
  // What would have told them apart may have been left out.
  if (build.writtenLeft < 0) return;
  const what = describeId(object.id);
  if (earlier.manifest === object.manifest) {
    complain(build, entry.location, `${what} is defined twice: "${entry.text}" brings it in again.`);
    return;
  }
  const { fileName, file, documentIndex, manifest } = object;
  const where = earlier.fileName === fileName ? "in this file" : `here and in "${earlier.fileName}"`;
  const name = nodeAt(manifest.node, "metadata", "name") ?? manifest.node;
  const location = locationOf(documentLocation(fileName, file, documentIndex), name);
  complain(build, location, `${what} is defined twice ${where}.`);
}

function runGenerators(
  objects: readonly KustomizeObject[],
  kustomization: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  const { document, folder } = kustomization;
  return kustomization.generators.reduce((all, entry) => {
    for (const { text, location } of generatorFiles(entry, kustomization)) {
      const path = isRemote(text) ? undefined : resolvePath(folder, text);
      if (path !== undefined && hasFile(build.tree, path) === false) {
        complain(build, location, `"${text}" does not exist, so the ${entry.kind} cannot be generated.`);
      }
    }
    const made = generate(entry, kustomization, build);
    const location = locationOf(document, nodeAt(entry.node, "name") ?? entry.node);
    if (made.id.name === "") {
      complain(build, location, `This generator must give its ${entry.kind} a name.`);
      return all;
    }
    const { objects: absorbed, problem } = absorb(all, made);
    if (problem !== undefined) complainIfAllIsKnown(build, location, problem);
    return absorbed;
  }, objects);
}
