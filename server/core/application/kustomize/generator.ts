import { type Node, nodeAt, type MapNode } from "../../manifest/node.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import {
  entriesOf,
  type GeneratorEntry,
  isTrueAt,
  type Kustomization,
  locatedList,
  type SetAnnotations,
  setAnnotationsOf,
} from "./kustomization.ts";
import { generatedData, mergedData } from "./generated-data.ts";
import { describeId, findByAnyId } from "./id.ts";
import { type KustomizeObject, type Texts, textsOf } from "./object.ts";
import type { Build } from "./run.ts";
import type { Located } from "../location.ts";
import type { Change } from "../change.ts";

/** An object that a generator makes, with what is to be done where there is one of that name already. */
export interface GeneratedObject extends KustomizeObject {
  readonly behavior: string;
}

/** The files that a generator takes its content from. Mirrors api/types/kvpairsources.go of kustomize. */
export function generatorFiles({ node }: GeneratorEntry, { document }: Kustomization): readonly Located[] {
  // A file may be given with the key that it is to have: `key=path`.
  const files = locatedList(node, "files", document).map(({ text, location }) => ({
    text: text.slice(text.indexOf("=") + 1),
    location,
  }));
  return [...files, ...locatedList(node, "envs", document)];
}

/** The object that a generator makes. Mirrors `MergeGlobalOptionsIntoLocal` in api/types/generatoroptions.go. */
export function generate(entry: GeneratorEntry, kustomization: Kustomization, build: Build): GeneratedObject {
  const { kind, node } = entry;
  const { document, root, file, documentIndex } = kustomization;
  const common = nodeAt(root, "generatorOptions");
  const own = nodeAt(node, "options");
  const annotations: SetAnnotations = new Map([
    ...setAnnotationsOf(nodeAt(common, "annotations"), document),
    ...setAnnotationsOf(nodeAt(own, "annotations"), document),
  ]);
  const ownKeys = new Set(entriesOf(nodeAt(own, "annotations")).map(({ key }) => key.text));
  const id = { apiVersion: "v1", kind, namespace: scalarText(node, "namespace"), name: scalarText(node, "name") };
  return {
    fileName: document.path,
    file,
    documentIndex,
    manifest: toManifest(node, id),
    generated: true,
    needsHash: !isTrueAt(own, "disableNameSuffixHash") && !isTrueAt(common, "disableNameSuffixHash"),
    data: generatedData(entry, kustomization, build),
    id,
    formerIds: [],
    labels: new Map([...textsOf(nodeAt(common, "labels")), ...textsOf(nodeAt(own, "labels"))]),
    annotations: new Map([...annotations].map(([key, { text, known }]) => [key, known ? text : undefined])),
    annotationsKnown: true,
    nameKnown: true,
    content: undefined,
    changes: [...annotations].map(([key, { location }]): Change => ({
      what: "annotation",
      key,
      by: ownKeys.has(key) ? `${kind === "ConfigMap" ? "configMap" : "secret"}Generator` : "generatorOptions",
      location,
    })),
    behavior: scalarText(node, "behavior"),
  };
}

/** A manifest that stands where the generator's entry stands. */
function toManifest(node: MapNode, id: KustomizeObject["id"]): Manifest {
  return {
    ...id,
    node,
    place: "generator options",
    group: "",
    generateName: "",
    annotations: [],
    annotationBlocks: [],
    moreAnnotations: false,
  };
}

/**
 * The objects with a generated one added, put in the place of another, or merged into it.
 * Mirrors `appendReplaceOrMerge` in api/resmap/reswrangler.go of kustomize.
 */
export function absorb(
  objects: readonly KustomizeObject[],
  { behavior, ...made }: GeneratedObject,
): { readonly objects: readonly KustomizeObject[]; readonly problem: string | undefined } {
  const [old, ...others] = findByAnyId(objects, made.id);
  const replaces = behavior === "merge" || behavior === "replace";
  const what = describeId(made.id);
  if (old === undefined) {
    const problem = replaces ? `There is no ${what} for this generator to ${behavior}.` : undefined;
    // What is not here may be in what cannot be read.
    const added = replaces ? { ...made, data: undefined } : made;
    return { objects: [...objects, added], problem };
  }
  if (others.length > 0) return { objects, problem: `This generator makes ${what}, but several objects match it.` };
  if (!replaces)
    return {
      objects,
      problem: `This generator makes ${what}, which exists already: set "behavior: merge" or "behavior: replace" to change it.`,
    };
  return {
    objects: objects.map((object) => (object === old ? mergeInto(old, made, behavior) : object)),
    problem: undefined,
  };
}

// Whatever the behaviour, the labels and annotations of the old object stay. Mirrors `CopyMergeMetaDataFieldsFrom`.
function mergeInto(old: KustomizeObject, made: KustomizeObject, behavior: string): KustomizeObject {
  const isSetAnew = (change: Change): boolean => change.what === "annotation" && made.annotations.has(change.key);
  return {
    ...old,
    needsHash: old.needsHash && made.needsHash,
    data: mergedData(old.data, made.data, behavior),
    labels: merged(old.labels, made.labels),
    annotations: merged(old.annotations, made.annotations),
    changes: [...old.changes.filter((change) => !isSetAnew(change)), ...made.changes],
  };
}

function merged(old: Texts, added: Texts): Texts {
  return new Map([...old, ...added]);
}

function scalarText(node: Node, key: string): string {
  const value = nodeAt(node, key);
  return value?.type === "scalar" && value.scalarType !== "null" ? value.text : "";
}
