/** How the annotations of manifests are changed, and nothing else. */
import type { ManifestDocument } from "../manifest/file.ts";
import { type Annotation, type Manifest, readManifests } from "../manifest/manifest.ts";
import { nodeAt, type Node } from "../manifest/node.ts";
import { parseDocumentText } from "../manifest/parse.ts";
import { splitDocuments } from "../manifest/split.ts";
import { applyEdits, difference, type TextEdit } from "../text.ts";
import { removeAnnotation, writeKey } from "./entries.ts";
import { insertAnnotation } from "./insert.ts";
import { isSameBut } from "./same.ts";
import type { Target } from "./target.ts";
import { quoteFor, replaceValue } from "./values.ts";

/** One annotation as it is to be. */
export interface AnnotationChange {
  readonly key: string;
  /** Without quotes. `undefined`: the annotation is to be gone. */
  readonly value: string | undefined;
  /** The annotation that it takes the place of, if that one is there. */
  readonly inPlaceOf?: string;
}

/** A manifest, and what is to become of its annotations, one change after the other. What is added stands first. */
export interface ManifestChange {
  readonly manifest: Manifest;
  readonly annotations: readonly AnnotationChange[];
}

/** As much of a document as it takes to change it. */
type Reading = Pick<ManifestDocument, "text" | "parsed" | "manifests">;

/**
 * The edit that makes all changes in a document; none where there is nothing to do. `undefined` where there is no such edit: the text
 * is read again, and has to say what it said before but for these annotations. An anchor may carry a change elsewhere, for one.
 */
export function changeAnnotations(
  document: Reading,
  changes: readonly ManifestChange[],
): readonly TextEdit[] | undefined {
  const indices = new Map(document.manifests.map((manifest, index) => [manifest, index]));
  const placed = changes.map((change) => ({ ...change, index: indices.get(change.manifest) ?? -1 }));
  const rounds = Math.max(...changes.map(({ annotations }) => annotations.length));
  let edited: Reading | undefined = document;
  for (let round = 0; round < rounds && edited !== undefined; round++) edited = makeRound(edited, placed, round);
  if (edited === undefined || !isAsMeant(document, edited, placed)) return undefined;
  return difference(document.text, edited.text);
}

type PlacedChange = ManifestChange & { readonly index: number };

/** Makes the change of each manifest whose turn it is. A later change builds on what an earlier one wrote, so the text is read again after each round. */
function makeRound(
  { text, parsed, manifests }: Reading,
  changes: readonly PlacedChange[],
  round: number,
): Reading | undefined {
  const edits: TextEdit[] = [];
  for (const { annotations, index } of changes) {
    const change = annotations[round];
    if (change === undefined) continue;
    const manifest = manifests[index];
    const made = manifest && editsOf({ text, actions: parsed.actions, manifest }, change);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  const edited = applyEdits(text, edits);
  return edited === undefined ? undefined : read(edited);
}

function read(text: string): Reading {
  const parsed = parseDocumentText(text);
  return { text, parsed, manifests: readManifests(parsed) };
}

function editsOf(target: Target, { key, value, inPlaceOf }: AnnotationChange): readonly TextEdit[] | undefined {
  const existing = editableOf(target.manifest, key);
  if (value === undefined) return existing === undefined ? [] : asList(removeAnnotation(target, existing));
  if (existing !== undefined) return [replaceValue(target, existing, value)];
  const replaced = inPlaceOf === undefined ? undefined : editableOf(target.manifest, inPlaceOf);
  if (replaced === undefined) {
    return asList(insertAnnotation(target, { key, value: quoteFor({ flow: isFlow(target.manifest) }, value) }));
  }
  const renamed = writeKey(replaced, key);
  return renamed && [renamed, replaceValue(target, replaced, value)];
}

function asList(edit: TextEdit | undefined): readonly TextEdit[] | undefined {
  return edit && [edit];
}

/** The annotation of a key that Argo CD reads, if it is written out there. */
function editableOf({ annotations }: Manifest, key: string): Annotation | undefined {
  return annotations.findLast((it) => it.effective && !it.merged && it.key.text === key);
}

function isFlow({ node, annotationBlocks }: Manifest): boolean {
  const map = annotationBlocks.at(-1)?.value ?? nodeAt(node, "metadata");
  return map?.type === "map" && map.flow;
}

/** Whether an edited document says what it said before, but for the changes that were meant. */
function isAsMeant(before: Reading, after: Reading, changes: readonly PlacedChange[]): boolean {
  if (before.parsed.error !== after.parsed.error || before.manifests.length !== after.manifests.length) return false;
  if (splitDocuments(before.text).length !== splitDocuments(after.text).length) return false;
  if (actionsOf(before).join() !== actionsOf(after).join()) return false;
  const metadata = changes.flatMap(({ manifest }) => nodeAt(manifest.node, "metadata") ?? []);
  return (
    isSameBut(before.parsed.root, after.parsed.root, new Set(metadata)) &&
    changes.every(({ manifest, annotations, index }) => isChanged(manifest, after.manifests[index], annotations))
  );
}

function actionsOf({ text, parsed }: Reading): readonly string[] {
  return parsed.actions.map(({ span }) => text.slice(span.start, span.end));
}

/** Whether a manifest has the annotations that it had, but for the changes. */
function isChanged(before: Manifest, after: Manifest | undefined, changes: readonly AnnotationChange[]): boolean {
  if (after?.moreAnnotations !== before.moreAnnotations) return false;
  const expected = new Map<string, Annotation | string>(effectiveOf(before));
  for (const { key, value, inPlaceOf } of changes) {
    if (inPlaceOf !== undefined) expected.delete(inPlaceOf);
    if (value === undefined) expected.delete(key);
    else expected.set(key, value);
  }
  const written = effectiveOf(after);
  return written.size === expected.size && [...expected].every(([key, meant]) => isMeant(written.get(key), meant));
}

function effectiveOf({ annotations }: Manifest): ReadonlyMap<string, Annotation> {
  return new Map(annotations.filter(({ effective }) => effective).map((it) => [it.key.text, it]));
}

function isMeant(written: Annotation | undefined, meant: Annotation | string): boolean {
  if (written === undefined) return false;
  const { value, conditional } = written;
  if (typeof meant !== "string") {
    return conditional === meant.conditional && isSameBut(meant.value, value, new Set<Node>());
  }
  return !conditional && value.type === "scalar" && value.scalarType === "string" && value.text === meant;
}
