import { commands, Range, ThemeIcon, Uri, window, workspace, WorkspaceEdit } from "vscode";
import type { PlanEdit, WaveEdits } from "../../../server/protocol/index.ts";
import { ask, choose, inform, mention, warn } from "../tell.ts";
import { count } from "../words.ts";

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

/**
 * Makes all edits together, so that a single undo reverts them, or says why there are none. Several changes that the user does not see
 * happen are told first, and nothing is written until the user agrees.
 */
export async function makeEdits({ edits, message }: WaveEdits, title: string): Promise<void> {
  if (message !== undefined) inform(message);
  if (edits.length === 0) return;
  const files = filesOf(edits);
  const isInView = files.length === 1 && files[0] === window.activeTextEditor?.document.uri.toString();
  const answer = isInView || edits.length === 1 ? "make all" : await agreement(edits.length, files, title);
  if (answer !== undefined) await writeEdits(edits, title, answer);
}

/** Makes all edits together without a question: for what the user has moved by hand. Says whether they are made. */
export async function writeEdits(
  edits: readonly PlanEdit[],
  title: string,
  how: Agreement = "make all",
): Promise<boolean> {
  const files = filesOf(edits);
  const isMade = await workspace.applyEdit(toWorkspaceEdit(edits, title, how), { isRefactoring: true });
  if (isMade) await commands.executeCommand("setContext", wavesChangedContext, true);
  if (isMade && files.length > 1) mention(`Changed ${count(files.length, "file")}. One undo reverts all changes.`);
  // Who chooses none of the changes knows it.
  if (!isMade && how === "make all") warn("The waves were not changed: one of the files cannot be edited.");
  return isMade;
}

function filesOf(edits: readonly PlanEdit[]): readonly string[] {
  return [...new Set(edits.map(({ uri }) => Uri.parse(uri).toString()))];
}

type Agreement = "make all" | "choose";

/** Whether the user wants the changes; `undefined` if not. */
async function agreement(changes: number, files: readonly string[], title: string): Promise<Agreement | undefined> {
  const names = files.map((uri) => workspace.asRelativePath(Uri.parse(uri)));
  const all = {
    label: `Make ${count(changes, "Change")} in ${count(files.length, "File")}`,
    detail: names.join(", "),
    iconPath: new ThemeIcon("check-all"),
  };
  const some = {
    label: "Choose Changes...",
    detail: "Shows each change, and makes those that you select",
    iconPath: new ThemeIcon("checklist"),
  };
  const chosen = await choose([all, some], { title, placeHolder: "Nothing has been changed yet" });
  return chosen === undefined ? undefined : chosen === all ? "make all" : "choose";
}

function toWorkspaceEdit(edits: readonly PlanEdit[], label: string, how: Agreement): WorkspaceEdit {
  const all = new WorkspaceEdit();
  // VS Code shows what needs a confirmation in its refactor preview.
  const metadata = how === "choose" ? { label, needsConfirmation: true } : undefined;
  for (const { uri, start, end, text } of edits) {
    const range = new Range(start.line, start.character, end.line, end.character);
    all.replace(Uri.parse(uri), range, text, metadata);
  }
  return all;
}
