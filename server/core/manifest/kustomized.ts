import type { ManifestFile } from "./file.ts";
import type { Annotation, Manifest } from "./manifest.ts";
import { type Node, nodeAt, stringAt } from "./node.ts";

/** What a file of its own is to a kustomization that names it. */
export type Kustomized = "resource" | "patch";

/** The files that a kustomization names, with paths as it writes them; folders and addresses are among the resources. */
export function kustomizedFiles({ documents }: ManifestFile): ReadonlyMap<string, Kustomized> {
  const files = new Map<string, Kustomized>();
  for (const { root } of documents.map(({ parsed }) => parsed)) {
    for (const item of itemsAt(root, "resources")) note(files, textOf(item), "resource");
    for (const item of itemsAt(root, "patchesStrategicMerge")) note(files, textOf(item), "patch");
    for (const item of [...itemsAt(root, "patches"), ...itemsAt(root, "patchesJson6902")]) {
      note(files, stringAt(item, "path"), "patch");
    }
  }
  return files;
}

function note(files: Map<string, Kustomized>, path: string | undefined, as: Kustomized): void {
  if (path !== undefined) files.set(path.replace(/^(?:\.\/)+/, ""), as);
}

function itemsAt(root: Node | undefined, key: string): readonly Node[] {
  const list = nodeAt(root, key);
  return list?.type === "list" ? list.items : [];
}

/** A path; a patch may stand in its place as a block of text. */
function textOf(node: Node): string | undefined {
  if (node.type !== "scalar" || node.scalarType !== "string") return undefined;
  return node.style === "literal" || node.style === "folded" ? undefined : node.text;
}

/**
 * A resource as Kustomize hands it on: plain numbers and booleans of its annotations are strings then, and what a patch
 * does not say may stand in the resource that it is for.
 */
export function asKustomized(manifest: Manifest, as: Kustomized | undefined): Manifest {
  if (as === undefined || manifest.place !== "resource") return manifest;
  const annotations = manifest.annotations.map(toString);
  if (as === "resource") return { ...manifest, annotations };
  return { ...manifest, annotations, place: "patch", moreAnnotations: true };
}

function toString(annotation: Annotation): Annotation {
  const { value } = annotation;
  if (value.type !== "scalar" || (value.scalarType !== "number" && value.scalarType !== "boolean")) return annotation;
  return { ...annotation, value: { ...value, scalarType: "string" } };
}
