import { documentStart, type ManifestFile } from "../../manifest/file.ts";
import { editMembers, type MemberChange } from "../../rule-kit/annotate.ts";
import { shiftEdit, type TextEdit } from "../../text.ts";

/** The edits of one file; they do not overlap, and their offsets are in the file. */
export interface FileEdits {
  readonly fileName: string;
  readonly file: ManifestFile;
  readonly edits: readonly TextEdit[];
}

/** The edits that make all changes; `undefined` if one of them is not possible without changing something else. */
export function fileEdits(changes: readonly MemberChange[]): readonly FileEdits[] | undefined {
  const edits = editMembers(changes);
  if (edits === undefined) return undefined;
  const byFile = new Map<string, { readonly file: ManifestFile; readonly edits: TextEdit[] }>();
  for (const { member, ...edit } of edits) {
    const { fileName, file, documentIndex } = member;
    const shifted = shiftEdit(edit, documentStart(file, documentIndex));
    const others = byFile.get(fileName);
    if (others === undefined) byFile.set(fileName, { file, edits: [shifted] });
    else others.edits.push(shifted);
  }
  return [...byFile].map(([fileName, ofFile]) => ({ fileName, ...ofFile }));
}
