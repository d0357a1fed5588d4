import type { ManifestFile } from "../../manifest/file.ts";
import { type Node, nodeAt } from "../../manifest/node.ts";
import type { KustomizeObject } from "./object.ts";
import { applyPatch, inlinePatch, type Patch, type Patched } from "./patch.ts";
import { applyReplacements } from "./replacement.ts";
import { type Build, complain, readFile } from "./run.ts";
import { addAnnotations, addLabels, addPrefix, addSuffix, setNamespace } from "./transform.ts";
import { itemsOf, type Kustomization, locatedList, type PatchEntry } from "./kustomization.ts";
import { locationOf } from "../location.ts";
import { hasFile, resolvePath } from "../source-tree.ts";

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
  if (namespace !== undefined) {
    const moved = setNamespace(objects, namespace);
    if (moved.problem !== undefined) complain(build, kustomization.document.path, moved.problem);
    objects = moved.objects;
  }
  if (namePrefix !== undefined) objects = addPrefix(objects, namePrefix);
  if (nameSuffix !== undefined) objects = addSuffix(objects, nameSuffix);
  objects = addAnnotations(addLabels(objects, labels), commonAnnotations);
  const last = patches.filter(({ by }) => by === "patchesJson6902");
  objects = applyPatches(objects, last, kustomization, build);
  const replaced = applyReplacements(objects, replacementsOf(root, kustomization, build));
  if (replaced.problem !== undefined) complain(build, kustomization.document.path, replaced.problem);
  return noteUnread(replaced.objects, kustomization, build);
}

function applyPatches(
  given: readonly KustomizeObject[],
  entries: readonly PatchEntry[],
  kustomization: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  return entries.reduce((objects, entry) => {
    const patch = readPatch(entry, kustomization, build);
    if (patch === undefined) return objects;
    const patched: Patched = applyPatch(objects, patch);
    if (patched.problem !== undefined) complain(build, patch.path ?? kustomization.document.path, patched.problem);
    return patched.objects;
  }, given);
}

function readPatch(entry: PatchEntry, kustomization: Kustomization, build: Build): Patch | undefined {
  const { text, path } = entry;
  const { path: own } = kustomization.document;
  if (text !== undefined && path === undefined) return inlinePatch(entry, text.text);
  if (path === undefined) {
    complain(build, own, "A patch has neither a text nor a path.");
    return undefined;
  }
  if (text !== undefined) {
    complain(build, own, "A patch has both a text and a path.");
    return undefined;
  }
  const file = readOther(path.text, kustomization, build);
  return file === undefined ? undefined : { entry, file: file.file, path: file.path };
}

/** A file that a kustomization names; a missing one keeps kustomize from building anything. */
function readOther(
  text: string,
  { folder, document }: Kustomization,
  build: Build,
): { readonly file: ManifestFile; readonly path: string } | undefined {
  const path = resolvePath(folder, text);
  if (path === undefined) return undefined;
  const exists = hasFile(build.tree, path);
  if (exists === false) {
    complain(build, document.path, `"${text}" does not exist.`);
    return undefined;
  }
  const file = exists === undefined ? undefined : readFile(path, build);
  return file === undefined ? undefined : { file, path };
}

function replacementsOf(root: Node, kustomization: Kustomization, build: Build): readonly Node[] {
  return itemsOf(nodeAt(root, "replacements")).flatMap((item) => {
    const path = nodeAt(item, "path");
    if (path?.type !== "scalar") return [item];
    const read = readOther(path.text, kustomization, build);
    const content = read?.file.documents.find(({ parsed }) => parsed.root !== undefined)?.parsed.root;
    return content?.type === "list" ? content.items : content === undefined ? [] : [content];
  });
}

/** Charts, and plugins that make or change objects: only the tool itself could tell what they do. */
function noteUnread(
  objects: readonly KustomizeObject[],
  { root, document }: Kustomization,
  build: Build,
): readonly KustomizeObject[] {
  for (const key of ["helmCharts", "helmChartInflationGenerator"]) {
    for (const chart of itemsOf(nodeAt(root, key))) {
      const name = nodeAt(chart, "name") ?? nodeAt(chart, "chartName");
      const text = name?.type === "scalar" ? name.text : "";
      build.unread.push({
        text,
        location: locationOf(document, chart),
        reason: `The chart "${text}" is not rendered here.`,
      });
    }
  }
  for (const plugin of locatedList(root, "generators", document)) {
    build.unread.push({ ...plugin, reason: "What a generator plugin makes is not known." });
  }
  if (itemsOf(nodeAt(root, "transformers")).length === 0) return objects;
  return objects.map((object) => ({ ...object, annotationsKnown: false }));
}
