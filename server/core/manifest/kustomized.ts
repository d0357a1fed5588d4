import type { ManifestFile } from "./file.ts";
import type { Annotation, Manifest } from "./manifest.ts";
import { type Node, nodeAt, stringAt } from "./node.ts";

/** How a kustomization uses a file that it names. */
export type Kustomized = "resource" | "patch";

/** The files that a kustomization names, with the paths that it writes; its resources include folders and URLs. */
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

/** A path; instead of one, there may be a patch as a block of text. */
function textOf(node: Node): string | undefined {
  if (node.type !== "scalar" || node.scalarType !== "string") return undefined;
  return node.style === "literal" || node.style === "folded" ? undefined : node.text;
}

/**
 * A resource as Kustomize outputs it: plain numbers, booleans and null in its annotations become strings, and a patched resource may
 * have annotations that the patch does not have.
 */
export function asKustomized(manifest: Manifest, as: Kustomized | undefined): Manifest {
  if (as === undefined || manifest.place !== "resource") return manifest;
  const annotations = manifest.annotations.map(toString);
  if (as === "resource") return { ...manifest, annotations };
  return { ...manifest, annotations, place: "patch", moreAnnotations: true };
}

function toString(annotation: Annotation): Annotation {
  const { value } = annotation;
  if (value.type !== "scalar" || value.scalarType === "string" || value.scalarType === "unknown") return annotation;
  return { ...annotation, value: { ...value, scalarType: "string" } };
}
