import { commands, Range, Uri, workspace, WorkspaceEdit } from "vscode";
import type { WaveEdits } from "../../../server/protocol/index.ts";
import { ask, inform, warn } from "../tell.ts";

/** Set when waves have been changed: the walkthrough checks its step off. */
const wavesChangedContext = "argocdAnnotations.wavesChanged";

/** A question for a whole number, and how the server answers: with edits, or with the reason why there are none. */
export interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  /** The initial number in the box. */
  readonly value: string;
  /** Called while the user types, so that the box shows immediately why a number is not accepted. */
  readonly editsFor: (number: string) => Promise<WaveEdits | undefined>;
}

/** Asks for a number until the server accepts it; `undefined` if the user cancels. */
export async function askNumber({ title, prompt, value, editsFor }: NumberQuestion): Promise<string | undefined> {
  const answer = await ask({ title, prompt, value }, async (text) => (await editsFor(text.trim()))?.message);
  return answer?.trim();
}

/** Makes all edits together, so that a single undo reverts them, or says why there are none. */
export async function makeEdits({ edits, message }: WaveEdits): Promise<void> {
  if (message !== undefined) inform(message);
  const all = new WorkspaceEdit();
  for (const { uri, start, end, text } of edits) {
    all.replace(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character), text);
  }
  if (all.size === 0) return;
  if (await workspace.applyEdit(all, { isRefactoring: true }))
    await commands.executeCommand("setContext", wavesChangedContext, true);
  else warn("The waves were not changed: one of the files cannot be edited.");
}
