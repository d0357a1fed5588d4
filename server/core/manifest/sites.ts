import { allTextDocuments, textDocuments } from "./block-text.ts";
import { isConfigurationOfOthers } from "./foreign.ts";
import { looksLikeKustomization, sitesOfKustomization } from "./kustomization.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { linesOfNamedTemplate, namedTemplates } from "./named-template.ts";
import { type Entry, type MapNode, type Node, entryOf, nodeAt } from "./node.ts";
import type { ParsedDocument } from "./parse.ts";
import { patchTargetOf, sitesOfOperations, sitesOfPatch } from "./patch.ts";
import { type Target, holdsOwnKey, isWholeObject, siteOf } from "./site.ts";

/**
 * Every place in a document that has annotations outside of the resources that Argo CD applies.
 * Places that only match annotations (a selector, a pattern of a policy) are left out.
 */
export function readSites(document: ParsedDocument, manifests: readonly Manifest[]): readonly Manifest[] {
  const { root } = document;
  const seen = new Set<unknown>();
  const templates = namedTemplates(document);
  const named = templates.flatMap((template) => [
    ...linesOfNamedTemplate(template),
    ...(template.root === undefined ? [] : sitesBelow(template.root, { document: template, target: inValues, seen })),
  ]);
  if (root === undefined || document.error !== undefined) return named;
  if (root.type === "list") return [...named, ...sitesOfOperations(document, root, { kind: "" })];
  if (root.type !== "map") return named;
  const objects = manifests.filter(({ apiVersion, place }) => apiVersion !== "" || place === "kustomization");
  if (objects.length > 0) return [...named, ...objects.flatMap((it) => sitesInObject(it, { document, seen }))];
  if (isConfigurationOfOthers(root)) return named;
  if (looksLikeKustomization(root)) return [...named, ...sitesOfKustomization(document, root)];
  return templates.length > 0 ? named : [...named, ...sitesBelow(root, { document, target: inValues, seen })];
}

const inValues: Target = { place: "values" };

/** The whole objects in the `data` texts of ConfigMaps, and the places in them. */
export function readConfigMaps(document: ParsedDocument, manifests: readonly Manifest[]): readonly Manifest[] {
  const configMaps = manifests.filter(({ kind, apiVersion }) => kind === "ConfigMap" && apiVersion === "v1");
  const texts = configMaps.flatMap(({ node }) => {
    const data = nodeAt(node, "data");
    return data?.type === "map" ? data.entries.map(({ value }) => value) : [];
  });
  // Whoever wants them to be read means that they are applied.
  const search = { document, target: { place: "values" }, seen: new Set() } as const;
  return texts.flatMap((text) => sitesOfTexts(text, search)).filter(isWholeSite);
}

function isWholeSite({ place }: Manifest): boolean {
  return place === "embedded" || place === "created";
}

/** The target of the annotations inside an object, by its kind; unknown for any other kind. */
const madeBy: ReadonlyMap<string, Target> = new Map([
  ["ApplicationSet", { place: "application template", apiVersion: "argoproj.io/v1alpha1", kind: "Application" }],
  ["ClusterExternalSecret", { place: "template", apiVersion: "v1", kind: "Secret" }],
  ["ExternalSecret", { place: "template", apiVersion: "v1", kind: "Secret" }],
  ["SealedSecret", { place: "template", apiVersion: "v1", kind: "Secret" }],
]);

const volumeClaim: Target = { place: "template", apiVersion: "v1", kind: "PersistentVolumeClaim" };

const namespace: Target = { place: "template", apiVersion: "v1", kind: "Namespace" };

/** Keys below which annotations are compared, not written. */
const comparing =
  /^(?:anyPattern|conditions|deny|exclude|ignoreDifferences|match|matchers|pattern|preconditions|validate|.*selector)$/i;

/** Keys of volume claims. */
const claimKeys = /^(?:volumeClaimTemplate|persistentVolumeClaim)/;

/** Keys of the values of a chart. */
const valuesKeys: ReadonlySet<string> = new Set(["values", "valuesContent", "valuesInline", "valuesObject"]);

/** Keys of whole objects. */
const objectKeys: ReadonlySet<string> = new Set([
  ...["extraDeploy", "extraManifests", "extraObjects", "extraResources", "manifest", "manifests"],
]);

/** Keys of patches. */
const patchKeys: ReadonlySet<string> = new Set(["patch", "patchesJson6902", "patchStrategicMerge"]);

/** The state of the search: where it is, and the target of the annotations found there. */
interface Search {
  readonly document: ParsedDocument;
  readonly target: Target;
  /** The contents of the mappings and lists that were searched: aliases share theirs. */
  readonly seen: Set<unknown>;
}

/** Kubernetes' own kinds contain annotations for other objects only in volume claims; Argo CD does not read those of pods. */
function sitesInObject(manifest: Manifest, search: Omit<Search, "target">): Manifest[] {
  const { node, group, kind, place } = manifest;
  if (place === "kustomization") {
    const charts = entryOf(node, "helmCharts");
    const values = charts === undefined ? [] : sitesBelow(charts.value, { ...search, target: { place: "values" } });
    return [...sitesOfKustomization(search.document, node), ...values];
  }
  const isBuiltIn = !group.includes(".") || group.endsWith(".k8s.io");
  const target = madeBy.get(kind) ?? { place: "template" };
  return node.entries
    .filter(({ key }) => key.text !== "metadata" && key.text !== "status")
    .flatMap((entry) =>
      isBuiltIn ? volumeClaimSites(entry.value, search) : sitesOfEntry(node, entry, { ...search, target }),
    );
}

function volumeClaimSites(spec: Node, search: Omit<Search, "target">): Manifest[] {
  const claims = entryOf(spec, "volumeClaimTemplates");
  return claims === undefined ? [] : sitesBelow(claims.value, { ...search, target: volumeClaim });
}

function sitesBelow(node: Node, search: Search): Manifest[] {
  if (node.type === "scalar") return [];
  const content = node.type === "list" ? node.items : node.entries;
  if (search.seen.has(content)) return [];
  search.seen.add(content);
  if (node.type === "list") return node.items.flatMap((item) => sitesBelow(item, search));
  if (isWholeObject(node)) return embeddedSites(node, search);
  return node.entries.flatMap((entry) => sitesOfEntry(node, entry, search));
}

function embeddedSites(node: MapNode, search: Search): Manifest[] {
  const place = search.target.place === "values" ? "embedded" : "created";
  const manifest = readManifest(node, search.document, place);
  return manifest === undefined ? [] : [manifest, ...sitesInObject(manifest, search)];
}

function sitesOfEntry(map: MapNode, entry: Entry, search: Search): Manifest[] {
  const { document, target } = search;
  const { value } = entry;
  const key = entry.key.text;
  if (comparing.test(key)) return [];
  if (/annotations$/i.test(key)) return annotationSites(map, entry, search);
  if (/metadata$/i.test(key)) return metadataSites(map, entry, search);
  if (valuesKeys.has(key)) return sitesOfTexts(value, { ...search, target: { place: "values" } });
  if (objectKeys.has(key)) return sitesOfTexts(value, search).filter(isWholeSite);
  if (key === "templatePatch") return [...templatePatches(value, search), ...sitesOfTexts(value, search)];
  if (key === "kustomize" && target.place !== "values") return sitesOfKustomization(document, value);
  if (patchKeys.has(key) && value.type === "scalar") return sitesOfPatch(document, value, patchTargetOf(map));
  return sitesBelow(value, claimKeys.test(key) ? { ...search, target: volumeClaim } : search);
}

/** The part of an Application that patches those of an ApplicationSet. Its annotations are a site of their own. */
function templatePatches(value: Node, { document, target }: Search): Manifest[] {
  if (target.place !== "application template") return [];
  return allTextDocuments(document, value).flatMap((patch) =>
    patch.root?.type === "map" ? [siteOf(patch, patch.root, { ...target, place: "template patch" }, [])] : [],
  );
}

/** Only annotations in some metadata are known to end up on the created object. */
function annotationSites(map: MapNode, entry: Entry, { document, target }: Search): Manifest[] {
  if (!holdsOwnKey(entry.value)) return [];
  return [siteOf(document, map, { place: target.place === "values" ? "values" : "template" }, [entry])];
}

function metadataSites(map: MapNode, { key, value }: Entry, search: Search): Manifest[] {
  const block = entryOf(value, "annotations");
  if (block === undefined) return sitesBelow(value, search);
  const { document, target } = search;
  if (target.place !== "application template" && !holdsOwnKey(block.value)) return [];
  const isNamespace = key.text === "managedNamespaceMetadata";
  // For other keys it is unknown which object they mean.
  const made = isNamespace ? namespace : key.text === "metadata" ? target : undefined;
  return [siteOf(document, map, made ?? { place: "template" }, [block])];
}

/** The mappings below a key: written as mappings, as text, or as a list of either. */
function sitesOfTexts(node: Node, search: Search): Manifest[] {
  if (node.type === "list") return node.items.flatMap((item) => sitesOfTexts(item, search));
  if (node.type === "map") return sitesBelow(node, search);
  return textDocuments(search.document, node).flatMap((document) =>
    document.root === undefined ? [] : sitesBelow(document.root, { ...search, document }),
  );
}
