import type { ManifestFile } from "../../manifest/file.ts";
import { type Node, nodeAt } from "../../manifest/node.ts";
import { type KustomizeObject, withoutTexts } from "./object.ts";
import { changesDescriptionsOnly } from "./patch-reach.ts";
import { applyPatch, inlinePatch, type Patch, type Patched } from "./patch.ts";
import { applyReplacements, type Replacement } from "./replacement.ts";
import { setReplicas } from "./replicas.ts";
import { type Build, complain, complainIfAllIsKnown, isFile, mayWrite, readFile } from "./run.ts";
import { type Charge, entrySize } from "./tree.ts";
import { addAnnotations, addLabels, addPrefix, addSuffix, setNamespace } from "./transform.ts";
import { namesSize, patchSize, textsSize } from "./written-size.ts";
import { itemsOf, type Kustomization, locatedList, type PatchEntry } from "./kustomization.ts";
import { documentLocation, type Located, locationOf } from "../location.ts";
import { resolvePath } from "../source-tree.ts";

/**
 * The objects after everything that one kustomization changes about them, in kustomize's own order.
 * Mirrors `configureBuiltinTransformers` in api/internal/target/kusttarget_configplugin.go.
 */
export function transform(
  given: readonly KustomizeObject[],
  kustomization: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  const { namespace, namePrefix, nameSuffix, commonAnnotations, labels, patches, root } = kustomization;
  const first = patches.filter(({ by }) => by !== "patchesJson6902");
  let objects = applyPatches(given, first, kustomization, build);
  const mayAdd = (size: number): boolean => mayWrite(size * objects.length, kustomization, build);
  if (namespace !== undefined && mayAdd(namespace.text.length)) {
    const moved = setNamespace(objects, namespace);
    if (moved.problem !== undefined) complain(build, namespace.location, moved.problem);
    objects = moved.objects;
  }
  const affixes = (namePrefix?.text.length ?? 0) + (nameSuffix?.text.length ?? 0);
  if (affixes > 0 && mayAdd(affixes) && mayWrite(namesSize(objects), kustomization, build)) {
    if (namePrefix !== undefined) objects = addPrefix(objects, namePrefix);
    if (nameSuffix !== undefined) objects = addSuffix(objects, nameSuffix);
  }
  if (mayAdd(textsSize(labels))) objects = addLabels(objects, labels);
  const annotations = new Map([...commonAnnotations].map(([key, { text }]) => [key, text]));
  if (mayAdd(textsSize(annotations))) objects = addAnnotations(objects, commonAnnotations);
  const last = patches.filter(({ by }) => by === "patchesJson6902");
  objects = applyPatches(objects, last, kustomization, build);
  objects = setReplicas(objects, root, chargeOf(kustomization, build));
  const replaced = applyReplacements(
    objects,
    replacementsOf(root, kustomization, build),
    chargeOf(kustomization, build),
  );
  const { failure, lost } = replaced;
  if (failure !== undefined) complainIfAllIsKnown(build, failure.location, failure.message);
  if (lost !== undefined) complainIfAllIsKnown(build, lost.location, lost.message);
  const written = replaced.objects.filter((object, index) => object !== objects[index]);
  const writtenSize = written.reduce((sum, object) => sum + textsSize(object.annotations), 0);
  const isKnown = mayWrite(writtenSize, kustomization, build);
  return noteUnread(isKnown ? replaced.objects : replaced.objects.map(withoutTexts), kustomization, build);
}

function applyPatches(
  given: readonly KustomizeObject[],
  entries: readonly PatchEntry[],
  kustomization: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  return entries.reduce((objects, entry) => {
    const patch = readPatch(entry, kustomization, build);
    if (patch === undefined || !mayWrite(patchSize(objects, patch), kustomization, build)) {
      build.changesUnread = true;
      return objects;
    }
    const patched: Patched = applyPatch(objects, patch, chargeOf(kustomization, build));
    const { failure, lost } = patched;
    if (failure !== undefined) complain(build, failure.location, failure.message);
    if (lost !== undefined) complainIfAllIsKnown(build, lost.location, lost.message);
    return changesDescriptionsOnly(patch) ? patched.objects : withoutData(patched.objects, objects);
  }, given);
}

/** The objects without the data of those that a patch may have changed. */
function withoutData(
  patched: readonly KustomizeObject[],
  before: readonly KustomizeObject[],
): readonly KustomizeObject[] {
  const untouched = new Set(before);
  return patched.map((it) => (it.data === undefined || untouched.has(it) ? it : { ...it, data: undefined }));
}

function chargeOf(kustomization: Kustomization, build: Build): Charge {
  return (entries) => mayWrite(entries * entrySize, kustomization, build);
}

function readPatch(entry: PatchEntry, kustomization: Kustomization, build: Build): Patch | undefined {
  const { text, path } = entry;
  if (text !== undefined && path === undefined) return inlinePatch(entry, text.text);
  if (path === undefined) {
    complain(build, entry.location, 'A patch must have a "patch" or a "path".');
    return undefined;
  }
  if (text !== undefined) {
    complain(build, entry.location, 'A patch cannot have both a "patch" and a "path".');
    return undefined;
  }
  const file = readOther(path, kustomization, build);
  return file === undefined ? undefined : { entry, file: file.file, path: file.path };
}

/** A file that a kustomization names; a missing one keeps kustomize from building anything. */
function readOther(
  { text, location }: Located,
  { folder }: Kustomization,
  build: Build,
): { readonly file: ManifestFile; readonly path: string } | undefined {
  const path = resolvePath(folder, text);
  if (path === undefined) return undefined;
  const exists = isFile(path, build);
  if (exists === false) {
    complain(build, location, `"${text}" does not exist.`);
    return undefined;
  }
  const file = exists === undefined ? undefined : readFile(path, build);
  return file === undefined ? undefined : { file, path };
}

function replacementsOf(root: Node, kustomization: Kustomization, build: Build): readonly Replacement[] {
  const { document } = kustomization;
  return itemsOf(nodeAt(root, "replacements")).flatMap((node): readonly Replacement[] => {
    const path = nodeAt(node, "path");
    if (path?.type !== "scalar") return [{ node, document }];
    const read = readOther({ text: path.text, location: locationOf(document, path) }, kustomization, build);
    if (read === undefined) {
      build.changesUnread = true;
      return [];
    }
    const index = read.file.documents.findIndex(({ parsed }) => parsed.root !== undefined);
    const content = read.file.documents[index]?.parsed.root;
    const items = content?.type === "list" ? content.items : content === undefined ? [] : [content];
    return items.map((item) => ({ node: item, document: documentLocation(read.path, read.file, index) }));
  });
}

/** Plugins that make or change objects: only the tool itself could tell what they do. */
function noteUnread(
  objects: readonly KustomizeObject[],
  { root, document }: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  for (const plugin of locatedList(root, "generators", document)) {
    build.unread.push({ ...plugin, reason: "What a generator plugin makes is not known." });
  }
  // A plugin may merge something into what is there, and a configuration may lead labels anywhere.
  const mayChangeData = itemsOf(nodeAt(root, "labels")).some((item) => nodeAt(item, "fields") !== undefined);
  if (mayChangeData || ["generators", "configurations"].some((key) => nodeAt(root, key) !== undefined)) {
    build.changesUnread = true;
  }
  if (itemsOf(nodeAt(root, "transformers")).length === 0) return objects;
  return objects.map((object) => ({ ...object, annotationsKnown: false, content: undefined, data: undefined }));
}
