import type { ManifestFile } from "../manifest/file.ts";
import type { FoundInApplication } from "./find-in-application.ts";

/** What was found in documents that are still the same in a newer text of their file, at their new places. */
export function carryOver(found: readonly FoundInApplication[], file: ManifestFile): readonly FoundInApplication[] {
  return found.flatMap((it) => {
    if (it.file === file) return [it];
    const index = it.file.offsets.findLastIndex((offset) => offset <= it.span.start);
    const document = it.file.documents[index];
    const place = document === undefined ? -1 : file.documents.indexOf(document);
    if (place < 0) return [];
    const shift = (file.offsets[place] ?? 0) - (it.file.offsets[index] ?? 0);
    const span = { start: it.span.start + shift, end: it.span.end + shift };
    // Its fixes were made for the earlier text.
    return [{ ...it, file, span, fixes: () => [] }];
  });
}
