import { openFile, type ManifestFile } from "../../manifest/file.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { type Node, nodeAt } from "../../manifest/node.ts";
import type { PatchEntry } from "./kustomization.ts";
import { placesIn } from "./patch-places.ts";
import { describeId, findByAnyId } from "./id.ts";
import { applyJsonPatch, type JsonPatched } from "./json-patch.ts";
import { annotationsRefusal, merge } from "./merge-patch.ts";
import type { Charge } from "./tree.ts";
import type { KustomizeObject, ObjectId } from "./object.ts";
import { selects } from "./selector.ts";
import type { Failure } from "../failure.ts";
import { beginningOf, type Location } from "../location.ts";

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

/** The objects after a patch of either kind. Of a template it is not known what it comes to. */
export function applyPatch(objects: readonly KustomizeObject[], patch: Patch, charge: Charge): Patched {
  const patched = patchAll(objects, patch, charge);
  const isTemplate = patch.file.documents.some(({ parsed }) => parsed.actions.length > 0);
  if (!isTemplate || (patched.failure === undefined && patched.lost === undefined)) return patched;
  const { target } = patch.entry;
  const mayBeMeant = (object: KustomizeObject): boolean => target === undefined || selects(target, object) !== "no";
  return {
    objects: objects.map((it) => (mayBeMeant(it) ? { ...it, annotationsKnown: false, content: undefined } : it)),
  };
}

/** Mirrors api/internal/builtins/PatchTransformer.go of kustomize. */
function patchAll(objects: readonly KustomizeObject[], patch: Patch, charge: Charge): Patched {
  const written = patch.file.documents.findIndex(({ parsed }) => parsed.root !== undefined);
  const operations = patch.file.documents[written]?.parsed.root;
  const isJson = operations?.type === "list" || patch.entry.by === "patchesJson6902";
  if (isJson && patch.entry.by !== "patchesStrategicMerge") {
    return applyJson(objects, { ...patch, placeOf: placesIn(patch, written) }, operations, charge);
  }
  const manifests = patch.file.documents.flatMap((document) => document.manifests);
  if (manifests.length === 0) return refuse(objects, neitherKind, placeIn(patch, operations));
  const { target } = patch.entry;
  if (target === undefined) return applyByIds(objects, patch, manifests, charge);
  const [manifest, second] = manifests;
  if (manifest === undefined || second !== undefined) {
    return refuse(objects, "A patch that has a target can have only one document.", placeIn(patch, second?.node));
  }
  const isMeant = (object: KustomizeObject): boolean => selects(target, object) === "yes";
  const refusals = objects.filter(isMeant).flatMap((object) => annotationsRefusal(object, manifest) ?? []);
  if (refusals[0] !== undefined) return refuse(objects, refusals[0], placeOfAnnotations(patch, manifest));
  return { objects: objects.flatMap((object) => merge(object, patch, manifest, selects(target, object), charge)) };
}

function placeOfAnnotations(patch: Patch, { node }: Manifest): Location {
  return placeIn(patch, nodeAt(node, "metadata", "annotations") ?? node);
}

const neitherKind = "This is neither a strategic merge patch nor a JSON patch.";

function refuse(objects: readonly KustomizeObject[], message: string, location: Location): Patched {
  return { objects, failure: { message, location } };
}

/** The place of a node of a patch, or of the patch without one. */
function placeIn(patch: Patch, node: Node | undefined): Location {
  const { path, file, entry } = patch;
  const index = file.documents.findIndex(({ parsed }) => node !== undefined && contains(parsed.root, node));
  if (node !== undefined && index !== -1) return placesIn(patch, index)(node);
  return path === undefined ? entry.location : beginningOf(path);
}

function contains(root: Node | undefined, node: Node): boolean {
  if (root === node) return true;
  if (root?.type === "map") return root.entries.some(({ value }) => contains(value, node));
  return root?.type === "list" && root.items.some((item) => contains(item, node));
}

function applyJson(
  objects: readonly KustomizeObject[],
  patch: Patch & { readonly placeOf: (node: Node) => Location },
  operations: Node | undefined,
  charge: Charge,
): Patched {
  const { placeOf } = patch;
  const { target, by } = patch.entry;
  if (target === undefined) return refuse(objects, "A JSON patch must have a target.", patch.entry.location);
  const text = patch.file.documents.map((document) => document.text).join("");
  if (operations?.type !== "list" || (text.trimStart().startsWith("[") && !isJsonText(text))) {
    return refuse(objects, neitherKind, placeIn(patch, operations));
  }
  const results = objects.map((object): JsonPatched => {
    const selected = selects(target, object);
    if (selected === "no") return { object, failure: undefined };
    const source = { by, placeOf, isSure: selected === "yes", charge };
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
    const refusal = annotationsRefusal(found, manifest);
    if (refusal !== undefined) return refuse(patched, refusal, placeOfAnnotations(patch, manifest));
    patched = patched.flatMap((object) =>
      object === found ? merge(object, patch, manifest, "yes", charge) : [object],
    );
  }
  return { objects: patched };
}
