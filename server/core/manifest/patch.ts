import { textDocuments } from "./block-text.ts";
import { type Annotation, type Manifest, readManifest } from "./manifest.ts";
import { type ListNode, type MapNode, type Node, type ScalarNode, entryOf, stringAt } from "./node.ts";
import type { ParsedDocument } from "./parse.ts";
import { siteOf } from "./site.ts";

/** The kind of the resources that a patch targets, "" if it is unknown. */
export interface PatchTarget {
  readonly kind: string;
}

/** The target in the mapping that contains a patch. */
export function patchTargetOf(holder: Node): PatchTarget {
  return { kind: stringAt(holder, "target", "kind") ?? "" };
}

/** The annotations in a patch, which is a mapping, a list of operations, or a text with either. */
export function sitesOfPatch(document: ParsedDocument, patch: Node, target: PatchTarget): Manifest[] {
  if (patch.type === "scalar") {
    return textDocuments(document, patch).flatMap((part) =>
      part.root === undefined ? [] : sitesOfPatch(part, part.root, target),
    );
  }
  if (patch.type === "list") return sitesOfOperations(document, patch, target);
  const manifest = readManifest(patch, document, "patch");
  // The resource may have annotations that the patch does not have.
  return manifest === undefined ? [] : [{ ...manifest, moreAnnotations: true }];
}

/** The annotations that the operations of a JSON patch write, RFC 6902. */
export function sitesOfOperations(document: ParsedDocument, list: ListNode, { kind }: PatchTarget): Manifest[] {
  return list.items.flatMap((operation): Manifest[] => {
    const op = stringAt(operation, "op");
    const path = entryOf(operation, "path")?.value;
    const value = entryOf(operation, "value");
    if (operation.type !== "map" || (op !== "add" && op !== "replace")) return [];
    if (path?.type !== "scalar" || path.scalarType !== "string" || value === undefined) return [];
    const site = { place: "patch operation", kind } as const;
    if (path.text.endsWith("/metadata/annotations")) return [siteOf(document, operation, site, [value])];
    const annotation = readAnnotation(document, operation, path);
    return annotation === undefined ? [] : [{ ...siteOf(document, operation, site, []), annotations: [annotation] }];
  });
}

/** The annotation that an operation writes; `undefined` if it writes something else, or if its path is not written literally. */
function readAnnotation(document: ParsedDocument, operation: MapNode, path: ScalarNode): Annotation | undefined {
  const value = entryOf(operation, "value")?.value;
  const [, pointer] = /\/metadata\/annotations\/([^/]+)$/.exec(path.text) ?? [];
  const written = document.text.slice(path.span.start, path.span.end);
  if (pointer === undefined || value === undefined || (value.type === "scalar" && value.style === "empty"))
    return undefined;
  const start = path.span.start + written.lastIndexOf(pointer);
  if (!written.includes(pointer)) return undefined;
  const text = pointer.replaceAll("~1", "/").replaceAll("~0", "~");
  const key = { ...path, text, span: { start, end: start + pointer.length } };
  return { key, value, merged: false, oneLine: false, pointer: true, effective: true, conditional: false };
}
