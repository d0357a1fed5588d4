import type { ManifestDocument } from "../manifest/file.ts";
import { entryOf } from "../manifest/node.ts";
import { derive } from "../memo.ts";
import type { NamedFile } from "./application.ts";
import { annotationFaults, documentFaults } from "./document-faults.ts";
import { type Failure, failuresIn } from "./failure.ts";
import { jsonFaults, secondDocumentFaults } from "./json-faults.ts";

/** Who says that Argo CD reads a folder: where that is not for certain an Application, some of its files may be meant for other tools. */
export type Deployer = "an Application" | "perhaps an Application" | "nobody";

/**
 * Why Argo CD could not generate manifests from the files of a plain directory. It reads all of them before it looks at any
 * annotation, so what cannot be read comes first.
 * Mirrors `getObjsFromYAMLOrJSON` and `GenerateManifests` in reposerver/repository/repository.go.
 */
export function directoryFailures(files: readonly NamedFile[], deployer: Deployer): readonly Failure[] {
  return [
    ...files.flatMap((file) => (isPassedOver(file, deployer) ? [] : unreadableIn(file))),
    ...files.flatMap((file) => failuresIn(file, annotationFaults)),
  ];
}

function unreadableIn(named: NamedFile): readonly Failure[] {
  if (!named.name.endsWith(".json")) return failuresIn(named, documentFaults);
  const [first] = named.file.documents;
  const isRead = first === undefined || derive(first, jsonFaults).length === 0;
  return isRead ? failuresIn(named, secondDocumentFaults).slice(1, 2) : failuresIn(named, jsonFaults).slice(0, 1);
}

/** A file that does not look like manifests, and held none before the first fault, is passed over with its faults. */
function isPassedOver({ name, file: { documents } }: NamedFile, deployer: Deployer): boolean {
  if (deployer === "nobody" && !documents.some(isMeantAsObject)) return true;
  const isJson = name.endsWith(".json");
  // Argo CD passes over no JSON. Where it may not read the folder, only what is surely meant for it is held against a file.
  if (isJson && deployer === "an Application") return false;
  const words = isJson ? ['"apiVersion"', '"kind"', '"metadata"'] : ["apiVersion:", "kind:", "metadata:"];
  if (words.every((word) => documents.some(({ text }) => text.includes(word)))) return false;
  const broken = documents.findIndex((document) => derive(document, documentFaults).length > 0);
  return !documents.slice(0, broken).some(({ manifests }) => manifests.length > 0);
}

/** Values of a chart and files of other tools often have manifests inside them, but none of their keys. */
function isMeantAsObject({ manifests, parsed: { root } }: ManifestDocument): boolean {
  return manifests.length > 0 || ["apiVersion", "kind"].some((key) => entryOf(root, key) !== undefined);
}
