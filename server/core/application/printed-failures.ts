import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import { derive } from "../memo.ts";
import type { Member } from "./application.ts";
import { documentFaults } from "./document-faults.ts";
import type { Failure } from "./failure.ts";
import { beginningOf, documentLocation, type Location, locationOf } from "./location.ts";
import { generationFaults } from "./resource.ts";

/**
 * Why Argo CD cannot use what a tool printed, each reason where its resource is written. `members` are those that the printed
 * manifests were made from, in the same order, and `fileOf` names the file that a printed document comes from.
 */
export function printedFailures(
  printed: ManifestFile,
  members: readonly Member[],
  fileOf: (document: ManifestDocument) => string,
): readonly Failure[] {
  const unread = printed.documents.flatMap((document) =>
    derive(document, documentFaults).map(({ message }) => ({ message, location: beginningOf(fileOf(document)) })),
  );
  const manifests = printed.documents.flatMap((document) => document.manifests);
  const wrong = manifests.flatMap((manifest, index) =>
    generationFaults(manifest).map(({ message, span }) => {
      const key = manifest.annotations.find((annotation) => annotation.key.span === span)?.key.text;
      const member = members[index];
      return { message, location: member === undefined ? beginningOf("") : locationIn(member, key) };
    }),
  );
  return [...unread, ...wrong];
}

/** The place of an annotation in the manifest of a member, or of the manifest where it is not written there. */
function locationIn({ fileName, file, documentIndex, manifest }: Member, key: string | undefined): Location {
  const written = manifest.annotations.find((annotation) => annotation.key.text === key)?.key;
  return locationOf(documentLocation(fileName, file, documentIndex), written ?? manifest.node);
}
