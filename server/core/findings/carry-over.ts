import { documentIndexAt, documentStart, type ManifestDocument, type ManifestFile } from "../manifest/file.ts";
import type { FoundInApplication } from "./find-in-application.ts";

/** What was found in documents that are still the same in a newer text of their file, at their new places. */
export function carryOver(found: readonly FoundInApplication[], file: ManifestFile): readonly FoundInApplication[] {
  const placeIn = placeFinder(file);
  return found.flatMap((it) => {
    if (it.file === file) return [it];
    const index = documentIndexAt(it.file, it.span.start);
    const place = placeIn(it.file, index);
    if (place < 0) return [];
    const shift = documentStart(file, place) - documentStart(it.file, index);
    const span = { start: it.span.start + shift, end: it.span.end + shift };
    // Its fixes were made for the earlier text.
    return [{ ...it, file, span, fixes: () => [] }];
  });
}

/** Finds where a document of an earlier text is in the newer one; -1 if it is not there any more. */
function placeFinder(file: ManifestFile): (earlier: ManifestFile, index: number) => number {
  let places: ReadonlyMap<ManifestDocument, number> | undefined;
  return (earlier, index) => {
    const document = earlier.documents[index];
    if (document === undefined) return -1;
    // An edit leaves nearly all documents where they were, counted from the beginning or from the end.
    const fromEnd = index + file.documents.length - earlier.documents.length;
    const place = [index, fromEnd].find((it) => file.documents[it] === document);
    places ??= place === undefined ? new Map(file.documents.map((it, at) => [it, at])) : undefined;
    return place ?? places?.get(document) ?? -1;
  };
}
