import { isOwnKey } from "../catalogue/keys.ts";
import type { ManifestDocument } from "../manifest/file.ts";
import { type Manifest, definedBy } from "../manifest/manifest.ts";
import { type ListNode, type Node, nodeAt, type ScalarNode } from "../manifest/node.ts";
import { hasUnknown } from "../manifest/template.ts";
import { derive } from "../memo.ts";
import type { SyncResource } from "../sync/resource.ts";
import type { Fault } from "./failure.ts";

/**
 * How a placeholder such as `${WAVE}` is read: as `unknown`, since something fills it in before Argo CD reads the manifest,
 * or as `literal`, the way Argo CD itself would read the file as it stands.
 */
export type Placeholders = "unknown" | "literal";

/** What the order of a sync depends on in one manifest, as Argo CD reads it. */
export function toSyncResource(manifest: Manifest, placeholders: Placeholders = "unknown"): SyncResource {
  const { group, kind, name, generateName, namespace } = manifest;
  const finalizers = nodeAt(manifest.node, "metadata", "finalizers");
  return {
    group,
    kind,
    name,
    generateName,
    namespace,
    annotations: readAnnotations(manifest, placeholders),
    annotationsKnown: !manifest.moreAnnotations,
    crd: definedBy(manifest),
    ...(finalizers?.type === "list" && { finalizers: textsIn(finalizers) }),
  };
}

function textsIn({ items }: ListNode): readonly string[] {
  return items.flatMap((item) => (item.type === "scalar" && item.scalarType === "string" ? [item.text] : []));
}

/** The manifests of a document, in their order, each with what the order of a sync depends on; kept with the document. */
export function syncResourcesOf(document: ManifestDocument, placeholders: Placeholders): readonly ReadResource[] {
  return derive(document, placeholders === "literal" ? literalResources : unknownResources);
}

/** A manifest, and what Argo CD reads from it. */
interface ReadResource {
  readonly manifest: Manifest;
  readonly resource: SyncResource;
}

function literalResources({ manifests }: ManifestDocument): readonly ReadResource[] {
  return manifests.map((manifest) => ({ manifest, resource: toSyncResource(manifest, "literal") }));
}

function unknownResources({ manifests }: ManifestDocument): readonly ReadResource[] {
  return manifests.map((manifest) => ({ manifest, resource: toSyncResource(manifest, "unknown") }));
}

/**
 * The annotations that Argo CD sees. With one value that is no string it sees none at all
 * (unstructured GetAnnotations), which matters for CustomResourceDefinitions; any other manifest fails before.
 */
function readAnnotations(manifest: Manifest, placeholders: Placeholders): Map<string, string | undefined> {
  const seen = new Map<string, string | undefined>();
  for (const { key, value, effective, conditional } of manifest.annotations) {
    if (!effective) continue;
    if (isNotString(value)) return new Map();
    seen.set(key.text, conditional || value.type !== "scalar" ? undefined : readText(value, placeholders));
  }
  return seen;
}

/** `null` counts as the empty string on a CustomResourceDefinition, since Argo CD 3.1. */
function readText({ scalarType, text }: ScalarNode, placeholders: Placeholders): string | undefined {
  if (scalarType === "unknown")
    return placeholders === "literal" && !text.includes("{{") && !hasUnknown(text) ? text : undefined;
  return scalarType === "null" ? "" : text;
}

function isNotString(value: Node): boolean {
  return value.type !== "scalar" || value.scalarType === "number" || value.scalarType === "boolean";
}

/**
 * Why Argo CD cannot generate the manifests of an application that holds this one, with the places of all keys that are wrong. Mirrors `SetAppInstance` in util/argo/resource_tracking.go, which writes
 * the tracking annotation and stumbles over values that are not strings; CustomResourceDefinitions are left out
 * (`GenerateManifests` in reposerver/repository/repository.go).
 */
export function generationFaults(manifest: Manifest): readonly Fault[] {
  const block = manifest.annotationBlocks.at(-1);
  if (definesResource(manifest) || block === undefined) return [];
  const { key, value } = block;
  if (value.type === "scalar" && isEmptyOrUnknown(value)) return [];
  const object = `${manifest.kind} "${manifest.name || manifest.generateName}"`;
  if (value.type !== "map")
    return [{ message: `The annotations of ${object} are not a mapping.`, span: key.span, about: "annotations" }];
  // Rules about single resources look only at those that have an annotation of Argo CD or Helm.
  const isJudged = manifest.annotations.some((it) => isOwnKey(it.key.text));
  return manifest.annotations
    .filter((it) => it.effective && (isNotString(it.value) || isNull(it.value)))
    .map((it) => ({
      message: `The annotation "${it.key.text}" of ${object} is not a string.`,
      span: it.key.span,
      ...(isJudged && { about: "annotations" }),
    }));
}

function definesResource({ group, kind }: Manifest): boolean {
  return group === "apiextensions.k8s.io" && kind === "CustomResourceDefinition";
}

function isNull(value: Node): boolean {
  return value.type === "scalar" && value.scalarType === "null";
}

function isEmptyOrUnknown(value: ScalarNode): boolean {
  return value.scalarType === "null" || value.scalarType === "unknown";
}
