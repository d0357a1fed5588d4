import { openFile, type ManifestFile } from "../../manifest/file.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { type MapNode, type Node, nodeAt } from "../../manifest/node.ts";
import { entriesOf, type PatchEntry } from "./kustomization.ts";
import { describeId, findByAnyId } from "./id.ts";
import { applyJsonPatch, type JsonPatched } from "./json-patch.ts";
import { mergeObject } from "./merge-tree.ts";
import type { Charge } from "./tree.ts";
import {
  knownText,
  type KustomizeObject,
  type ObjectId,
  renamed,
  type Texts,
  withAnnotations,
  withChanges,
} from "./object.ts";
import { type Selected, selects } from "./selector.ts";
import type { Failure } from "../failure.ts";
import { beginningOf, documentLocation, type Location, locationOf } from "../location.ts";
import type { Change } from "../change.ts";

/** The text of a patch, read. */
export interface Patch {
  readonly entry: PatchEntry;
  readonly file: ManifestFile;
  /** The path of its own file; `undefined` for one that stands in the kustomization. */
  readonly path: string | undefined;
}

/** What patching came to. */
export interface Patched {
  readonly objects: readonly KustomizeObject[];
  /** Why kustomize refuses the patch. */
  readonly failure?: Failure;
  /** Why it refuses the patch unless what is missing is among what cannot be read. */
  readonly lost?: Failure;
}

/** A patch whose text stands in the kustomization. */
export function inlinePatch(entry: PatchEntry, text: string): Patch {
  return { entry, file: openFile(text.trim()), path: undefined };
}

/** The objects after a patch of either kind. Mirrors api/internal/builtins/PatchTransformer.go of kustomize. */
export function applyPatch(objects: readonly KustomizeObject[], patch: Patch, charge: Charge): Patched {
  const operations = patch.file.documents.find(({ parsed }) => parsed.root !== undefined)?.parsed.root;
  const isJson = operations?.type === "list" || patch.entry.by === "patchesJson6902";
  if (isJson && patch.entry.by !== "patchesStrategicMerge") return applyJson(objects, patch, operations, charge);
  const manifests = patch.file.documents.flatMap((document) => document.manifests);
  if (manifests.length === 0) return refuse(objects, neitherKind, placeIn(patch, operations));
  const { target } = patch.entry;
  if (target === undefined) return applyByIds(objects, patch, manifests, charge);
  const [manifest, second] = manifests;
  if (manifest === undefined || second !== undefined) {
    return refuse(objects, "A patch that has a target can have only one document.", placeIn(patch, second?.node));
  }
  return { objects: objects.flatMap((object) => merge(object, patch, manifest, selects(target, object), charge)) };
}

const neitherKind = "This is neither a strategic merge patch nor a JSON patch.";

function refuse(objects: readonly KustomizeObject[], message: string, location: Location): Patched {
  return { objects, failure: { message, location } };
}

/** The place of a node of a patch: in its own file, or the entry of the kustomization that holds its text. */
function placeIn({ path, file, entry }: Patch, node: Node | undefined): Location {
  if (path === undefined) return entry.location;
  const index = file.documents.findIndex(({ parsed }) => node !== undefined && contains(parsed.root, node));
  return node === undefined || index === -1 ? beginningOf(path) : locationOf(documentLocation(path, file, index), node);
}

function contains(root: Node | undefined, node: Node): boolean {
  if (root === node) return true;
  if (root?.type === "map") return root.entries.some(({ value }) => contains(value, node));
  return root?.type === "list" && root.items.some((item) => contains(item, node));
}

function applyJson(
  objects: readonly KustomizeObject[],
  patch: Patch,
  operations: Node | undefined,
  charge: Charge,
): Patched {
  const { target, by } = patch.entry;
  if (target === undefined) return refuse(objects, "A JSON patch must have a target.", patch.entry.location);
  const text = patch.file.documents.map((document) => document.text).join("");
  if (operations?.type !== "list" || (text.trimStart().startsWith("[") && !isJsonText(text))) {
    return refuse(objects, neitherKind, placeIn(patch, operations));
  }
  const placeOf = (operation: Node): Location => placeIn(patch, operation);
  const results = objects.map((object): JsonPatched => {
    const selected = selects(target, object);
    if (selected === "no") return { object, failure: undefined };
    const source = { by, location: patch.entry.location, placeOf, isSure: selected === "yes", charge };
    return applyJsonPatch(object, operations.items, source);
  });
  const failed = results.find(({ failure }) => failure !== undefined);
  return { objects: results.map(({ object }) => object), ...(failed?.failure && { failure: failed.failure }) };
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Kustomize reads what begins like JSON as nothing else.
    return false;
  }
}

/** Mirrors `transformStrategicMerge` in api/internal/builtins/PatchTransformer.go of kustomize. */
function applyByIds(
  objects: readonly KustomizeObject[],
  patch: Patch,
  manifests: readonly Manifest[],
  charge: Charge,
): Patched {
  let patched = objects;
  for (const manifest of manifests) {
    const { apiVersion, kind, namespace, name }: ObjectId = manifest;
    const id = { apiVersion, kind, namespace, name };
    const [found, ...others] = findByAnyId(patched, id);
    const place = (): Location => placeIn(patch, nodeAt(manifest.node, "metadata", "name") ?? manifest.node);
    if (found === undefined) {
      // One whose name is not known may be the one that is meant.
      if (patched.some((object) => object.id.kind === kind && !object.nameKnown)) return { objects: patched };
      const message = `There is no ${describeId(id)} for this patch to change.`;
      return { objects: patched, lost: { message, location: place() } };
    }
    if (others.length > 0) return refuse(patched, `Several objects match ${describeId(id)} of this patch.`, place());
    patched = patched.flatMap((object) =>
      object === found ? merge(object, patch, manifest, "yes", charge) : [object],
    );
  }
  return { objects: patched };
}

/** An object after a strategic merge patch; none where the patch deletes it. Mirrors `ApplySmPatch` in api/resource/resource.go. */
function merge(
  object: KustomizeObject,
  patch: Patch,
  manifest: Manifest,
  selected: Selected,
  charge: Charge,
): KustomizeObject[] {
  if (selected === "no") return [object];
  const directive = directiveOf(manifest.node);
  if (directive === "delete" && selected === "yes") return [];
  const origin: PatchOrigin = { by: patch.entry.by, locationOf: locationInPatch(patch, manifest) };
  const written = nodeAt(manifest.node, "metadata", "annotations");
  // Kustomize leaves an object that is to be replaced as a whole as it is.
  if (directive === "replace") return [object];
  const annotated = mergeAnnotations(object, written, origin, selected);
  const labels = mergeTexts(annotated.labels, nodeAt(manifest.node, "metadata", "labels"));
  const labelled = { ...annotated, labels };
  if (selected === "unknown") return [{ ...labelled, annotationsKnown: false, content: undefined }];
  return [renameByPatch({ ...labelled, content: mergeContent(object, manifest, charge) }, patch, manifest)];
}

// What kind of object it is, a patch cannot change in this way.
function mergeContent({ content }: KustomizeObject, { node }: Manifest, charge: Charge): MapNode | undefined {
  const entries = node.entries.filter(({ key }) => key.text !== "apiVersion" && key.text !== "kind");
  return content && mergeObject(content, { ...node, entries }, charge);
}

interface PatchOrigin {
  readonly by: string;
  readonly locationOf: (key: Node) => Location;
}

/** Where a key of a patch stands: in its own file, or where its text begins in the kustomization. */
function locationInPatch({ path, file, entry }: Patch, manifest: Manifest): (key: Node) => Location {
  if (path === undefined) return () => entry.text?.location ?? entry.location;
  const index = file.documents.findIndex((document) => document.manifests.includes(manifest));
  const document = documentLocation(path, file, index);
  return (key) => locationOf(document, key);
}

function renameByPatch(object: KustomizeObject, { entry }: Patch, { name, kind }: Manifest): KustomizeObject {
  const { allowNameChange, allowKindChange } = entry.options;
  if (!allowNameChange && !allowKindChange) return object;
  const id = { ...(allowNameChange && name !== "" && { name }), ...(allowKindChange && { kind }) };
  const isNamed = id.name !== undefined && id.name !== object.id.name;
  const changes: Change[] = isNamed ? [{ what: "name", key: "", by: entry.by, location: entry.location }] : [];
  return withChanges(renamed(object, id), changes);
}

function mergeAnnotations(
  object: KustomizeObject,
  written: Node | undefined,
  { by, locationOf }: PatchOrigin,
  selected: Selected,
): KustomizeObject {
  if (written === undefined) return object;
  const merged = mergeTexts(object.annotations, written);
  const keys = entriesOf(written).filter(({ key }) => merged.has(key.text) && key.text !== "$patch");
  // Where it cannot be told whether the patch is meant for this object, neither can what the annotation is then.
  const texts = new Map(merged);
  if (selected === "unknown") for (const { key } of entriesOf(written)) texts.set(key.text, undefined);
  return withChanges(
    withAnnotations(object, texts),
    keys.map(({ key }): Change => ({ what: "annotation", key: key.text, by, location: locationOf(key) })),
  );
}

/** Texts after a patch: null takes a key away; in the place of the mapping it takes all of them, as `$patch` does. */
function mergeTexts(texts: Texts, patch: Node | undefined): Texts {
  if (patch === undefined) return texts;
  if (patch.type === "scalar") return patch.scalarType === "null" ? new Map() : texts;
  const directive = directiveOf(patch);
  if (directive === "delete") return new Map();
  const merged = new Map(directive === "replace" ? [] : texts);
  for (const { key, value } of entriesOf(patch)) {
    if (key.text === "$patch") continue;
    if (value.type === "scalar" && value.scalarType === "null") merged.delete(key.text);
    else merged.set(key.text, value.type === "scalar" ? knownText(value) : undefined);
  }
  return merged;
}

function directiveOf(node: Node): string | undefined {
  const directive = nodeAt(node, "$patch");
  return directive?.type === "scalar" ? directive.text : undefined;
}
