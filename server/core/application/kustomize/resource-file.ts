import type { ManifestDocument } from "../../manifest/file.ts";
import type { Manifest } from "../../manifest/manifest.ts";
import { entryOf, type Node } from "../../manifest/node.ts";
import { documentFaults } from "../document-faults.ts";
import { failuresIn, type Fault } from "../failure.ts";
import { type KustomizeObject, toObject } from "./object.ts";
import { type Build, checkLater, readFile } from "./run.ts";

/**
 * The objects in a file among the resources of a kustomization; what kustomize would refuse is noted.
 * Mirrors `SliceFromBytes` in api/resource/factory.go of kustomize.
 */
export function readResourceFile(path: string, build: Build): readonly KustomizeObject[] {
  const file = readFile(path, build);
  if (file === undefined) return [];
  checkLater(build, () => failuresIn({ name: path, file }, resourceFaults));
  return file.documents.flatMap(({ manifests }, documentIndex) =>
    manifests.map((manifest) => toObject(manifest, { fileName: path, file, documentIndex })),
  );
}

/** Mirrors `dropBadNodes` in api/resource/factory.go, and `GetValidatedMetadata` in kyaml/yaml/rnode.go. */
function resourceFaults(document: ManifestDocument): readonly Fault[] {
  const faults = documentFaults(document);
  if (faults.length > 0) return faults;
  return document.manifests.flatMap((manifest) => [...annotationFaults(manifest), ...nameFaults(manifest)]);
}

function annotationFaults({ annotationBlocks, kind, name }: Manifest): readonly Fault[] {
  return annotationBlocks
    .filter(({ value }) => !isMapping(value))
    .map(({ key }) => ({
      message: `The annotations of ${kind} "${name}" are not a mapping.`,
      span: key.span,
      about: "annotations",
    }));
}

function nameFaults({ node, kind, name }: Manifest): readonly Fault[] {
  if (name !== "" || kind.endsWith("List")) return [];
  const metadata = entryOf(node, "metadata");
  const generated = entryOf(metadata?.value, "generateName");
  const message =
    generated === undefined
      ? `This ${kind} has no name, and kustomize requires one.`
      : `This ${kind} has a generateName only, but kustomize requires a name.`;
  return [{ message, span: (entryOf(metadata?.value, "name") ?? generated ?? metadata)?.key.span ?? node.span }];
}

function isMapping(node: Node): boolean {
  return node.type === "map" || (node.type === "scalar" && node.scalarType !== "string");
}
