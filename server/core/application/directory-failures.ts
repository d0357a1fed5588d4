import { derive } from "../memo.ts";
import type { NamedFile } from "./application.ts";
import { annotationFaults, documentFaults } from "./document-faults.ts";
import { type Failure, failuresIn } from "./failure.ts";

/**
 * Why Argo CD could not generate manifests from the files of a plain directory. It reads all of them before it looks at any
 * annotation, so what cannot be read comes first.
 * Mirrors `getObjsFromYAMLOrJSON` and `GenerateManifests` in reposerver/repository/repository.go.
 */
export function directoryFailures(files: readonly NamedFile[]): readonly Failure[] {
  return [
    ...files.flatMap((file) => (isPassedOver(file) ? [] : failuresIn(file, documentFaults))),
    ...files.flatMap((file) => failuresIn(file, annotationFaults)),
  ];
}

/** A file that does not look like manifests, and held none before the first fault, is passed over with its faults. */
function isPassedOver({ name, file: { documents } }: NamedFile): boolean {
  // Argo CD refuses any JSON that it cannot read; here only what is surely meant for it is held against a file.
  const words = name.endsWith(".json")
    ? ['"apiVersion"', '"kind"', '"metadata"']
    : ["apiVersion:", "kind:", "metadata:"];
  if (words.every((word) => documents.some(({ text }) => text.includes(word)))) return false;
  const broken = documents.findIndex((document) => derive(document, documentFaults).length > 0);
  return !documents.slice(0, broken).some(({ manifests }) => manifests.length > 0);
}
