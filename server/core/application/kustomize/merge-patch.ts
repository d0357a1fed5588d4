import type { Manifest } from "../../manifest/manifest.ts";
import { type MapNode, type Node, nodeAt } from "../../manifest/node.ts";
import type { Change } from "../change.ts";
import type { Location } from "../location.ts";
import { entriesOf } from "./kustomization.ts";
import { mergeObject } from "./merge-tree.ts";
import { knownText, type KustomizeObject, renamed, type Texts, withAnnotations, withChanges } from "./object.ts";
import type { Patch } from "./patch.ts";
import { placesIn } from "./patch-places.ts";
import type { Selected } from "./selector.ts";
import type { Charge } from "./tree.ts";

/** Why a strategic merge patch cannot be merged into the annotations of an object. Mirrors kyaml/yaml/walk/walk.go of kustomize. */
export function annotationsRefusal({ annotations }: KustomizeObject, { node }: Manifest): string | undefined {
  const written = nodeAt(node, "metadata", "annotations");
  const isWrong = written?.type === "list" || (written?.type === "scalar" && written.scalarType === "string");
  return isWrong && annotations.size > 0 ? "The annotations in this patch are not a mapping." : undefined;
}

/** An object after a strategic merge patch; none where the patch deletes it. Mirrors `ApplySmPatch` in api/resource/resource.go. */
export function merge(
  object: KustomizeObject,
  patch: Patch,
  manifest: Manifest,
  selected: Selected,
  charge: Charge,
): KustomizeObject[] {
  if (selected === "no") return [object];
  const directive = directiveOf(manifest.node);
  if (directive === "delete" && selected === "yes") return [];
  const documentIndex = patch.file.documents.findIndex(({ manifests }) => manifests.includes(manifest));
  const origin: PatchOrigin = { by: patch.entry.by, locationOf: placesIn(patch, documentIndex) };
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
    else merged.set(key.text, knownText(value));
  }
  return merged;
}

function directiveOf(node: Node): string | undefined {
  const directive = nodeAt(node, "$patch");
  return directive?.type === "scalar" ? directive.text : undefined;
}
