import { mayHoldOwnKeys } from "./block-text.ts";
import { type Annotation, type Manifest, toAnnotations } from "./manifest.ts";
import { type Entry, type MapNode, type Node, nodeAt } from "./node.ts";
import type { ParsedDocument } from "./parse.ts";
import type { Place } from "./place.ts";

/** The object that annotations end up on; the kind is "" if it is unknown. */
export interface Target {
  readonly place: Place;
  readonly apiVersion?: string;
  readonly kind?: string;
}

/** A manifest for annotations that are written outside of the object that they end up on; the rest of that object is unknown. */
export function siteOf(document: ParsedDocument, node: MapNode, target: Target, blocks: readonly Entry[]): Manifest {
  const { place, apiVersion = "", kind = "" } = target;
  const name = nodeAt(node, "metadata", "name");
  const annotations = blocks.flatMap(({ value }) => toAnnotations(value, document.actions, node.span.start));
  return {
    node,
    place,
    apiVersion,
    group: apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "",
    kind,
    name: name?.type === "scalar" ? name.text : "",
    generateName: "",
    namespace: "",
    annotationBlocks: blocks,
    annotations: place === "values" ? annotations.map(asPrinted) : annotations,
    moreAnnotations: true,
  };
}

/** A value with quotes in it may be printed as it is, so that they are those of the manifest: what is in them is not judged. */
function asPrinted(annotation: Annotation): Annotation {
  const { value } = annotation;
  if (value.type !== "scalar" || !/^(?:"[^"]*"|'[^']*')$/.test(value.text)) return annotation;
  return { ...annotation, value: { ...value, scalarType: "unknown" } };
}

/** Whether a mapping has a key that could be an annotation of Argo CD or Helm. */
export function holdsOwnKey(node: Node | undefined): node is MapNode {
  return node?.type === "map" && node.entries.some(({ key }) => mayHoldOwnKeys(key.text));
}

/** Whether a node is a whole Kubernetes object: it has an `apiVersion`, a `kind` and metadata. */
export function isWholeObject(node: Node): boolean {
  return (
    nodeAt(node, "apiVersion")?.type === "scalar" &&
    nodeAt(node, "kind")?.type === "scalar" &&
    nodeAt(node, "metadata")?.type === "map"
  );
}
