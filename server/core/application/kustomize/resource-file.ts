import type { ManifestFile } from "../../manifest/file.ts";
import type { Node } from "../../manifest/node.ts";
import { type KustomizeObject, toObject } from "./object.ts";
import { type Build, complain, readFile } from "./run.ts";

/**
 * The objects in a file among the resources of a kustomization; what kustomize would refuse is noted.
 * Mirrors `SliceFromBytes` in api/resource/factory.go of kustomize.
 */
export function readResourceFile(path: string, build: Build): readonly KustomizeObject[] {
  const file = readFile(path, build);
  if (file === undefined) return [];
  const start = { fileName: path, file };
  return file.documents.flatMap(({ parsed, manifests }, documentIndex) => {
    const isTemplate = parsed.actions.length > 0;
    if (parsed.error !== undefined && !isTemplate) complain(build, path, parsed.error);
    else if (parsed.root !== undefined && manifests.length === 0 && !isTemplate && !isEmptyList(parsed.root)) {
      complain(build, path, "A document has no kind, so kustomize refuses it.");
    }
    const nameless = manifests.find(({ name, kind }) => name === "" && !kind.endsWith("List"));
    const wrong = manifests.find(({ annotationBlocks }) => annotationBlocks.some(({ value }) => !isMapping(value)));
    if (wrong !== undefined) complain(build, path, `The annotations of ${wrong.kind} "${wrong.name}" are no mapping.`);
    if (nameless !== undefined) complain(build, path, `A ${nameless.kind} has no name, which kustomize needs.`);
    return manifests.map((manifest) => toObject(manifest, { ...start, documentIndex }));
  });
}

function isMapping(node: Node): boolean {
  return node.type === "map" || (node.type === "scalar" && node.scalarType !== "string");
}

function isEmptyList(root: ManifestFile["documents"][number]["parsed"]["root"]): boolean {
  return root?.type === "map" && ["kind", "items"].every((key) => root.entries.some((entry) => entry.key.text === key));
}
