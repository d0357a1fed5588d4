import { Range, Uri, window, workspace, WorkspaceEdit } from "vscode";
import type { WaveEdits } from "../../../server/protocol/index.ts";

/** A question for a whole number, and what the server makes of an answer: edits, or the reason why there are none. */
export interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  /** The number in the box at first. */
  readonly value: string;
  /** Asked while the user types, so that the box shows at once why a number cannot be taken. */
  readonly editsFor: (number: string) => Promise<WaveEdits | undefined>;
}

/** Asks for a number until the server takes it; `undefined` where the user gave up. */
export async function askNumber({ title, prompt, value, editsFor }: NumberQuestion): Promise<string | undefined> {
  const answer = await window.showInputBox({
    title,
    prompt,
    value,
    validateInput: async (text) => (await editsFor(text.trim()))?.message,
  });
  return answer?.trim();
}

/** Makes all edits as one, so that they are undone as one, or says why there are none. */
export async function makeEdits({ edits, message }: WaveEdits): Promise<void> {
  if (message !== undefined) void window.showInformationMessage(message);
  const all = new WorkspaceEdit();
  for (const { uri, start, end, text } of edits) {
    all.replace(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character), text);
  }
  if (all.size === 0 || (await workspace.applyEdit(all, { isRefactoring: true }))) return;
  void window.showWarningMessage("The waves were not changed: one of the files cannot be edited.");
}
