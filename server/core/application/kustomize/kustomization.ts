import type { ManifestFile } from "../../manifest/file.ts";
import { type Entry, type MapNode, type Node, nodeAt } from "../../manifest/node.ts";
import { knownText, type Texts } from "./object.ts";
import { readSelector, type Selector } from "./selector.ts";
import { placeInBlock, type PlaceInText } from "./patch-places.ts";
import { type DocumentLocation, documentLocation, type Located, type Location, locationOf } from "../location.ts";

/** An annotation that is set from outside of the manifests; `known` is false where something else fills in its text. */
export type SetAnnotations = ReadonlyMap<string, Located & { readonly known: boolean }>;

/** One patch: its text, or the path of its file. */
export interface PatchEntry {
  readonly by: "patches" | "patchesStrategicMerge" | "patchesJson6902";
  readonly text: Located | undefined;
  /** The place of a stretch of that text without the blanks around it, where it is written line by line. */
  readonly placeInText: PlaceInText | undefined;
  readonly path: Located | undefined;
  readonly target: Selector | undefined;
  readonly options: { readonly allowNameChange: boolean; readonly allowKindChange: boolean };
  readonly location: Location;
}

/** One entry of `configMapGenerator` or `secretGenerator`, still as nodes. */
export interface GeneratorEntry {
  readonly kind: "ConfigMap" | "Secret";
  readonly node: MapNode;
}

/** What a kustomization says, as far as the order of a sync may depend on it. */
export interface Kustomization {
  /** The folder it stands in, from the root of the workspace. */
  readonly folder: string;
  readonly file: ManifestFile;
  readonly document: DocumentLocation;
  readonly documentIndex: number;
  readonly kind: string;
  readonly root: MapNode;
  readonly resources: readonly Located[];
  readonly components: readonly Located[];
  readonly generators: readonly GeneratorEntry[];
  readonly namespace: Located | undefined;
  /** The namespace of the kustomization that builds on this one, which its charts are for where it has none itself; "" without any. */
  readonly chartNamespace: string;
  readonly namePrefix: Located | undefined;
  readonly nameSuffix: Located | undefined;
  readonly commonAnnotations: SetAnnotations;
  readonly labels: Texts;
  /** In the order in which they are applied; those of `patchesJson6902` come after everything else. */
  readonly patches: readonly PatchEntry[];
}

/** Reads the kustomization in a file; `undefined` where there is no mapping in it. */
export function readKustomization(folder: string, path: string, file: ManifestFile): Kustomization | undefined {
  const documentIndex = file.documents.findIndex(({ parsed }) => parsed.root !== undefined);
  const root = file.documents[documentIndex]?.parsed.root;
  if (root?.type !== "map") return undefined;
  const document = documentLocation(path, file, documentIndex);
  const setting = (key: string): Located | undefined => locatedAt(root, key, document);
  return {
    folder,
    file,
    document,
    documentIndex,
    kind: setting("kind")?.text ?? "Kustomization",
    root,
    resources: [...locatedList(root, "resources", document), ...locatedList(root, "bases", document)],
    components: locatedList(root, "components", document),
    generators: [...generatorsOf(root, "ConfigMap"), ...generatorsOf(root, "Secret")],
    namespace: setting("namespace"),
    chartNamespace: "",
    namePrefix: setting("namePrefix"),
    nameSuffix: setting("nameSuffix"),
    commonAnnotations: setAnnotationsOf(nodeAt(root, "commonAnnotations"), document),
    labels: labelsOf(root),
    patches: [
      ...itemsOf(nodeAt(root, "patchesStrategicMerge")).flatMap((item) => toStrategicMerge(item, document)),
      ...readPatches(nodeAt(root, "patches"), "patches", document),
      ...readPatches(nodeAt(root, "patchesJson6902"), "patchesJson6902", document),
    ],
  };
}

/** The annotations of a mapping that sets them on other objects. */
export function setAnnotationsOf(node: Node | undefined, document: DocumentLocation): SetAnnotations {
  return new Map(
    entriesOf(node).map(({ key, value }) => {
      const text = knownText(value);
      const located = { text: text ?? "", location: locationOf(document, key), known: text !== undefined };
      return [key.text, located] as const;
    }),
  );
}

/** The patches of a list. */
export function readPatches(node: Node | undefined, by: PatchEntry["by"], document: DocumentLocation): PatchEntry[] {
  return itemsOf(node).map((item) => {
    const target = nodeAt(item, "target");
    return {
      by,
      text: locatedAt(item, "patch", document),
      placeInText: placeInBlock(document, nodeAt(item, "patch")),
      path: locatedAt(item, "path", document),
      target: target?.type === "map" ? readSelector(target) : undefined,
      options: {
        allowNameChange: isTrueAt(item, "options", "allowNameChange"),
        allowKindChange: isTrueAt(item, "options", "allowKindChange"),
      },
      location: locationOf(document, item),
    };
  });
}

// An entry with line breaks, or with a colon, can only be the patch itself.
function toStrategicMerge(item: Node, document: DocumentLocation): readonly PatchEntry[] {
  if (item.type !== "scalar") return [];
  const entry: Located = { text: item.text, location: locationOf(document, item) };
  const isInline = /[\n{]|: /.test(entry.text);
  return [
    {
      by: "patchesStrategicMerge",
      text: isInline ? entry : undefined,
      placeInText: placeInBlock(document, item),
      path: isInline ? undefined : entry,
      target: undefined,
      options: { allowNameChange: false, allowKindChange: false },
      location: entry.location,
    },
  ];
}

function generatorsOf(root: MapNode, kind: GeneratorEntry["kind"]): GeneratorEntry[] {
  const key = kind === "ConfigMap" ? "configMapGenerator" : "secretGenerator";
  return itemsOf(nodeAt(root, key)).flatMap((node) => (node.type === "map" ? [{ kind, node }] : []));
}

function labelsOf(root: MapNode): Texts {
  const pairs = itemsOf(nodeAt(root, "labels")).flatMap((item) => entriesOf(nodeAt(item, "pairs")));
  const all = [...pairs, ...entriesOf(nodeAt(root, "commonLabels"))];
  return new Map(all.map(({ key, value }) => [key.text, knownText(value)] as const));
}

/** The text of a scalar at a key, and its place; `undefined` where there is none, or an empty one. */
export function locatedAt(node: Node, key: string, document: DocumentLocation): Located | undefined {
  const value = nodeAt(node, key);
  if (value?.type !== "scalar" || value.text === "" || value.scalarType === "null") return undefined;
  return { text: value.text, location: locationOf(document, value) };
}

/** The scalars of a list at a key, and their places. */
export function locatedList(node: Node, key: string, document: DocumentLocation): Located[] {
  return itemsOf(nodeAt(node, key)).flatMap((item) =>
    item.type === "scalar" ? [{ text: item.text, location: locationOf(document, item) }] : [],
  );
}

/** Whether `true` stands at a path of keys. */
export function isTrueAt(node: Node | undefined, ...path: readonly string[]): boolean {
  const value = nodeAt(node, ...path);
  return value?.type === "scalar" && value.text === "true";
}

/** The items of a list; none for anything else. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === "list" ? node.items : [];
}

/** The entries of a mapping; none for anything else. */
export function entriesOf(node: Node | undefined): readonly Entry[] {
  return node?.type === "map" ? node.entries : [];
}
