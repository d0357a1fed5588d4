import {
  Range,
  type TextDocument,
  type TextDocumentShowOptions,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { SourceLocation } from "../../server/protocol/index.ts";
import { inform } from "./tell.ts";

/** Where a file is opened: in the active group, or beside the plan panel, in the group in which the editors are. */
export type GoToPlace = "here" | "beside";

/** Opens a file at a place, with the cursor and the focus there; beside the panel it stays open, as after a double click elsewhere. Says so where the file is gone. */
export async function goTo(location: SourceLocation, place: GoToPlace = "here"): Promise<void> {
  await show(location, ({ uri }) =>
    place === "here" ? { viewColumn: ViewColumn.Active } : { viewColumn: columnOfEditors(uri), preview: false },
  );
}

/** Shows a place in a preview beside the plan panel, and leaves the focus where it is; shows nothing where there is no text editor for it. */
export async function peekAt(location: SourceLocation): Promise<void> {
  if (editorsInGroups().length === 0) return;
  await show(location, ({ uri }) => ({ viewColumn: columnOfEditors(uri), preserveFocus: true, preview: true }));
}

async function show(
  { uri, line, character }: SourceLocation,
  optionsFor: (document: TextDocument) => Omit<TextDocumentShowOptions, "selection">,
): Promise<void> {
  const document = await opened(Uri.parse(uri));
  if (document === undefined) return;
  const selection = new Range(line, character, line, character);
  const editor = await window.showTextDocument(document, { ...optionsFor(document), selection });
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
  const editors = editorsInGroups();
  const same = editors.find(({ document }) => document.uri.toString() === uri.toString());
  return (same ?? editors[0])?.viewColumn ?? ViewColumn.Beside;
}

/** Those that fill a group, unlike the output and comments. */
function editorsInGroups(): readonly TextEditor[] {
  return window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
}
