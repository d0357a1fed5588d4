import { Range, type TextDocument, TextEditorRevealType, Uri, ViewColumn, window, workspace } from "vscode";
import type { SourceLocation } from "../../server/protocol/index.ts";
import { inform } from "./tell.ts";

/** Where a file is opened: in the active group, or beside the plan panel, in the group in which the editors are. */
export type GoToPlace = "here" | "beside";

/** Opens a file at a place, with the cursor there; says so where the file is gone. */
export async function goTo({ uri, line, character }: SourceLocation, place: GoToPlace = "here"): Promise<void> {
  const document = await opened(Uri.parse(uri));
  if (document === undefined) return;
  const viewColumn = place === "here" ? ViewColumn.Active : columnOfEditors(document.uri);
  const selection = new Range(line, character, line, character);
  const editor = await window.showTextDocument(document, { selection, viewColumn });
  // Below a few lines of what comes before, as the resource itself is what matters.
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

async function opened(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    // VS Code's own words name the extension host and the whole path.
    inform(`"${workspace.asRelativePath(uri)}" cannot be opened. It may have been moved or deleted.`);
    return undefined;
  }
}

/** Where the file is shown already, else any group with a text editor, else a new one beside the panel. */
function columnOfEditors(uri: Uri): ViewColumn {
  const editors = window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  const same = editors.find(({ document }) => document.uri.toString() === uri.toString());
  return (same ?? editors[0])?.viewColumn ?? ViewColumn.Beside;
}
