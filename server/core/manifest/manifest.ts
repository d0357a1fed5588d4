import { entryOf, nodeAt, stringAt, type Entry, type ListNode, type MapNode, type Node } from "./node.ts";
import type { ParsedDocument } from "./parse.ts";
import type { Place } from "./place.ts";
import { actionsIn, depthAt, type TemplateAction } from "./template.ts";

/** One Kubernetes object: a mapping with a kind. Texts whose values are known only after rendering are as written. */
export interface Manifest {
  /** The object, or the mapping that contains the annotations of an object that is created later. */
  readonly node: MapNode;
  readonly place: Place;
  /** "" if there is none; then it is not yet a resource. */
  readonly apiVersion: string;
  /** The part of `apiVersion` before the slash; "" for the core API. */
  readonly group: string;
  readonly kind: string;
  /** `metadata.name`, "" if there is none; the next two likewise. */
  readonly name: string;
  readonly generateName: string;
  readonly namespace: string;
  /** Every entry below `metadata.annotations`, of all blocks, in the order of the text. */
  readonly annotations: readonly Annotation[];
  /** The `annotations:` entries of the metadata; if there are several, Argo CD reads the last one. */
  readonly annotationBlocks: readonly Entry[];
  /** Whether a template action may add annotations that are not written here. */
  readonly moreAnnotations: boolean;
}

/** One `key: value` below `metadata.annotations`. */
export interface Annotation extends Entry {
  /** Argo CD reads this one: no later entry with the same key and no later block replaces it. */
  readonly effective: boolean;
  /** It is inside a template branch, such as an `if`, that does not contain the whole resource, so it may be absent. */
  readonly conditional: boolean;
}

/** The manifests of one document, in order. An object with an `items` list is a list of manifests, as in Argo CD (unstructured IsList). */
export function readManifests(document: ParsedDocument): readonly Manifest[] {
  const { root } = document;
  if (root?.type !== "map") return [];
  const items = listItems(root);
  return (items === undefined ? [root] : items.items).flatMap((node) => {
    const manifest = readManifest(node, document, "resource");
    if (manifest === undefined) return [];
    return isKustomizeConfiguration(manifest) ? [{ ...manifest, place: "kustomization" }] : [manifest];
  });
}

/** The list in `items`, which makes an object a list of objects. */
function listItems(root: MapNode): ListNode | undefined {
  const items = nodeAt(root, "items");
  return items?.type === "list" && entryOf(root, "kind") !== undefined ? items : undefined;
}

/** Kustomize reads its own files without an `apiVersion` too. */
function isKustomizeConfiguration({ apiVersion, group, kind }: Manifest): boolean {
  const hasKind = kind === "Kustomization" || kind === "Component";
  return group === "kustomize.config.k8s.io" || (hasKind && apiVersion === "");
}

/** The manifest of a node in a document; `undefined` if it has no kind. */
export function readManifest(
  node: Node,
  { root, actions }: Pick<ParsedDocument, "root" | "actions">,
  place: Place,
): Manifest | undefined {
  const kind = scalarTextAt(node, "kind");
  if (node.type !== "map" || root?.type !== "map" || kind === undefined || kind === "") return undefined;
  const apiVersion = scalarTextAt(node, "apiVersion") ?? "";
  const metadata = nodeAt(node, "metadata");
  const blocks = metadata?.type === "map" ? metadata.entries.filter((entry) => entry.key.text === "annotations") : [];
  return {
    node,
    place,
    apiVersion,
    group: apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "",
    kind,
    name: scalarTextAt(metadata, "name") ?? "",
    generateName: scalarTextAt(metadata, "generateName") ?? "",
    namespace: scalarTextAt(metadata, "namespace") ?? "",
    annotationBlocks: blocks,
    annotations: blocks.flatMap((block) => {
      const annotations = toAnnotations(block.value, actions, root.span.start);
      return block === blocks.at(-1) ? annotations : annotations.map((it) => ({ ...it, effective: false }));
    }),
    moreAnnotations: blocks.some((block) => holdsOutput(block, node, root, actions)),
  };
}

/** The entries of a mapping as annotations. Entries in the same template branches as `start` are not conditional. */
export function toAnnotations(map: Node, actions: readonly TemplateAction[], start: number): Annotation[] {
  if (map.type !== "map") return [];
  const outer = depthAt(actions, start);
  // The last entry of a key, as in `entryOf`.
  const byKey = new Map(map.entries.map((entry) => [entry.key.text, entry]));
  return map.entries.map((entry) => ({
    ...entry,
    effective: byKey.get(entry.key.text) === entry,
    conditional: actions.length > 0 && depthAt(actions, entry.key.span.start) > outer,
  }));
}

/** Whether a key is known only after rendering, or an action that prints lines of its own comes before the end of the block. */
function holdsOutput(block: Entry, node: MapNode, root: MapNode, actions: readonly TemplateAction[]): boolean {
  if (block.value.type === "scalar" && block.value.scalarType === "unknown") return true;
  const entries = block.value.type === "map" ? block.value.entries.filter((entry) => !entry.merged) : [];
  if (entries.some(({ key }) => key.scalarType === "unknown")) return true;
  if (actions.length === 0) return false;
  const end = nextKeyAfter(block, node, root);
  const outputs = actionsIn(actions, { start: block.key.span.end + 1, end }).filter(({ kind }) => kind === "output");
  // Both are in the order of the text, so one pass is enough.
  const written = entries.flatMap(({ key, value }) => [key.span, value.span]);
  let at = 0;
  return outputs.some(({ span }) => {
    while ((written[at]?.end ?? Infinity) < span.end) at++;
    return (written[at]?.start ?? Infinity) > span.start;
  });
}

/** The offset of the next key at the same level as the block or further out. */
function nextKeyAfter(block: Entry, node: MapNode, root: MapNode): number {
  let next = Infinity;
  for (const level of [nodeAt(node, "metadata"), node, root]) {
    for (const { key } of level?.type === "map" ? level.entries : [])
      if (key.span.start > block.key.span.start) next = Math.min(next, key.span.start);
  }
  return next;
}

/** The text of a scalar at a path; as written if it is unknown before rendering or not a string. */
function scalarTextAt(node: Node | undefined, ...path: readonly string[]): string | undefined {
  const found = nodeAt(node, ...path);
  return found?.type === "scalar" ? found.text : undefined;
}

/** What a CustomResourceDefinition defines; `undefined` for anything else, or if it is incomplete. */
export function definedBy(
  manifest: Manifest,
): { readonly group: string; readonly kind: string; readonly scope: string } | undefined {
  if (manifest.group !== "apiextensions.k8s.io" || manifest.kind !== "CustomResourceDefinition") return undefined;
  const group = stringAt(manifest.node, "spec", "group");
  const kind = stringAt(manifest.node, "spec", "names", "kind");
  if (group === undefined || kind === undefined) return undefined;
  return { group, kind, scope: stringAt(manifest.node, "spec", "scope") ?? "" };
}
