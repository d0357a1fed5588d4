import { documentStart, type ManifestFile, openFile, textOf } from "../manifest/file.ts";
import { difference, shiftEdit, type TextEdit } from "../text.ts";

/** Edits that turn a file into another text without touching what both have in common: at most one for each YAML document. */
export function differences(file: ManifestFile, text: string): readonly TextEdit[] {
  const after = openFile(text);
  if (after.documents.length !== file.documents.length) return difference(textOf(file), text);
  return file.documents.flatMap((document, index) =>
    difference(document.text, after.documents[index]?.text ?? "").map((edit) =>
      shiftEdit(edit, documentStart(file, index)),
    ),
  );
}
