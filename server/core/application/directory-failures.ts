import type { ManifestDocument } from "../manifest/file.ts";
import { entryOf } from "../manifest/node.ts";
import { derive } from "../memo.ts";
import type { NamedFile } from "./application.ts";
import { annotationFaults, documentFaults } from "./document-faults.ts";
import { type Failure, failuresIn } from "./failure.ts";

/** Who says that Argo CD reads a folder: an Application, or nobody, so that some of its files may be meant for other tools. */
export type Deployer = "an Application" | "nobody";

/**
 * Why Argo CD could not generate manifests from the files of a plain directory. It reads all of them before it looks at any
 * annotation, so what cannot be read comes first.
 * Mirrors `getObjsFromYAMLOrJSON` and `GenerateManifests` in reposerver/repository/repository.go.
 */
export function directoryFailures(files: readonly NamedFile[], deployer: Deployer): readonly Failure[] {
  return [
    ...files.flatMap((file) => (isPassedOver(file, deployer) ? [] : failuresIn(file, documentFaults))),
    ...files.flatMap((file) => failuresIn(file, annotationFaults)),
  ];
}

/** A file that does not look like manifests, and held none before the first fault, is passed over with its faults. */
function isPassedOver({ name, file: { documents } }: NamedFile, deployer: Deployer): boolean {
  if (deployer === "nobody" && !documents.some(isMeantAsObject)) return true;
  // Argo CD refuses any JSON that it cannot read; here only what is surely meant for it is held against a file.
  const words = name.endsWith(".json")
    ? ['"apiVersion"', '"kind"', '"metadata"']
    : ["apiVersion:", "kind:", "metadata:"];
  if (words.every((word) => documents.some(({ text }) => text.includes(word)))) return false;
  const broken = documents.findIndex((document) => derive(document, documentFaults).length > 0);
  return !documents.slice(0, broken).some(({ manifests }) => manifests.length > 0);
}

/** Values of a chart and files of other tools often have manifests inside them, but none of their keys. */
function isMeantAsObject({ manifests, parsed: { root } }: ManifestDocument): boolean {
  return manifests.length > 0 || ["apiVersion", "kind"].some((key) => entryOf(root, key) !== undefined);
}
