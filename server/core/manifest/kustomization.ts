import type { Manifest } from "./manifest.ts";
import { type Entry, type MapNode, type Node, entryOf, nodeAt } from "./node.ts";
import type { ParsedDocument } from "./parse.ts";
import { patchTargetOf, sitesOfPatch } from "./patch.ts";
import { type Target, holdsOwnKey, siteOf } from "./site.ts";

/** Whether a mapping without a kind is a kustomization: its resources and generators are lists, unlike in the values of a chart. */
export function looksLikeKustomization(root: MapNode): boolean {
  return [...resourceLists, ...Object.keys(generators), ...patchLists].some(
    (key) => nodeAt(root, key)?.type === "list",
  );
}

const resourceLists: readonly string[] = ["resources", "bases", "components"];

const generators: Readonly<Record<string, string>> = { configMapGenerator: "ConfigMap", secretGenerator: "Secret" };

const patchLists: readonly string[] = ["patches", "patchesStrategicMerge", "patchesJson6902"];

/** The annotations that Kustomize adds to resources: from a kustomization, or from the `kustomize` part of an Application. */
export function sitesOfKustomization(document: ParsedDocument, map: Node): Manifest[] {
  if (map.type !== "map") return [];
  return [
    ...blockSites(document, map, "commonAnnotations", { place: "common annotations" }),
    ...labelSites(document, map),
    ...generatorSites(document, map),
    ...patchLists.flatMap((key) => itemsAt(map, key)).flatMap((item) => patchSites(document, item)),
  ];
}

function blockSites(document: ParsedDocument, map: Node, key: string, target: Target): Manifest[] {
  const block: Entry | undefined = entryOf(map, key);
  return map.type === "map" && block !== undefined ? [siteOf(document, map, target, [block])] : [];
}

/** Labels matter only if they should have been annotations. */
function labelSites(document: ParsedDocument, map: MapNode): Manifest[] {
  const target = { place: "common labels" } as const;
  return [
    ...blockSites(document, map, "commonLabels", target),
    ...itemsAt(map, "labels").flatMap((item) => blockSites(document, item, "pairs", target)),
  ].filter(({ annotationBlocks: [block] }) => holdsOwnKey(block?.value));
}

function generatorSites(document: ParsedDocument, map: MapNode): Manifest[] {
  const place = "generator options";
  const general = nodeAt(map, "generatorOptions");
  return [
    ...(general === undefined ? [] : blockSites(document, general, "annotations", { place })),
    ...Object.entries(generators).flatMap(([key, kind]) =>
      itemsAt(map, key)
        .map((item) => nodeAt(item, "options"))
        .flatMap((options) =>
          options === undefined ? [] : blockSites(document, options, "annotations", { place, apiVersion: "v1", kind }),
        ),
    ),
  ];
}

/** A patch is the item itself, or the value of its key `patch`. */
function patchSites(document: ParsedDocument, item: Node): Manifest[] {
  const patch = nodeAt(item, "patch");
  return sitesOfPatch(document, patch ?? item, patchTargetOf(item));
}

function itemsAt(map: MapNode, key: string): readonly Node[] {
  const list = nodeAt(map, key);
  return list?.type === "list" ? list.items : [];
}
