import { type ManifestFile, openFile, type TextEdit } from "../manifest/file.ts";

/** Edits that turn a file into another text without touching what both have in common: at most one for each YAML document. */
export function differences(file: ManifestFile, text: string): TextEdit[] {
  const after = openFile(text);
  if (after.documents.length !== file.documents.length) {
    const whole = file.documents.map((document) => document.text).join("");
    return differenceAt(0, whole, text);
  }
  return file.documents.flatMap((document, index) =>
    differenceAt(file.offsets[index] ?? 0, document.text, after.documents[index]?.text ?? ""),
  );
}

function differenceAt(offset: number, before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const span = { start: offset + start, end: offset + before.length - end };
  return [{ span, text: after.slice(start, after.length - end) }];
}
