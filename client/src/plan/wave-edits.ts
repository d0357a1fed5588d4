import {
  commands,
  type QuickPickOptions,
  Range,
  type TextDocument,
  ThemeIcon,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import { type PlanEdit, type WaveEdits, counted } from "../../../server/protocol/index.ts";
import { ask, choose, inform, mention, warn } from "../tell.ts";

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
 * happen are told first, and nothing is written until the user agrees. `editsFor` is asked again then: files may have changed meanwhile.
 */
export async function makeEdits(editsFor: () => Promise<WaveEdits | undefined>, title: string): Promise<void> {
  let answer = await editsFor();
  let placeHolder = "Nothing has been changed yet";
  for (;;) {
    if (answer?.message !== undefined) inform(answer.message);
    if (answer === undefined || answer.edits.length === 0) return;
    const { edits } = answer;
    if (edits.length === 1 || isInView(edits)) {
      await writeEdits(edits, title);
      return;
    }
    const how = await agreement(edits, { title, placeHolder });
    if (how === undefined) return;
    answer = await editsFor();
    if (answer !== undefined && extentOf(answer.edits) === extentOf(edits)) {
      await writeEdits(answer.edits, title, how);
      return;
    }
    placeHolder = "The files have changed meanwhile. Nothing has been written yet";
    if (answer?.message === undefined && (answer?.edits ?? []).length === 0)
      inform("The files have changed meanwhile, and there is nothing left to change.");
  }
}

/** Makes all edits together without a question: for what the user has moved by hand. Says whether they are made. */
export async function writeEdits(
  edits: readonly PlanEdit[],
  title: string,
  how: Agreement = "make all",
): Promise<boolean> {
  const files = filesOf(edits);
  const changed = await changedFile(edits);
  if (changed !== undefined) {
    warn(`Nothing was written: ${workspace.asRelativePath(Uri.parse(changed))} has just changed. Try again.`);
    return false;
  }
  const isMade = await workspace.applyEdit(toWorkspaceEdit(edits, title, how), { isRefactoring: true });
  if (isMade) await commands.executeCommand("setContext", wavesChangedContext, true);
  if (isMade && files.length > 1) mention(`Changed ${counted(files.length, "file")}. One undo reverts all changes.`);
  // Who chooses none of the changes knows it.
  if (!isMade && how === "make all") warn("The waves were not changed: one of the files cannot be edited.");
  return isMade;
}

function filesOf(edits: readonly PlanEdit[]): readonly string[] {
  return [...new Set(edits.map(({ uri }) => Uri.parse(uri).toString()))];
}

/** How many changes there are in which files: what the user agrees to. */
function extentOf(edits: readonly PlanEdit[]): string {
  return edits
    .map(({ uri }) => uri)
    .sort()
    .join("\n");
}

function isInView(edits: readonly PlanEdit[]): boolean {
  const files = filesOf(edits);
  return files.length === 1 && files[0] === window.activeTextEditor?.document.uri.toString();
}

/** A file that has other text where it would be edited than the server knew: nobody has told it yet. */
async function changedFile(edits: readonly PlanEdit[]): Promise<string | undefined> {
  const documents = new Map<string, TextDocument | undefined>();
  for (const uri of filesOf(edits)) documents.set(uri, await documentAt(uri));
  return edits.find(({ uri, start, lines }) => {
    const document = documents.get(Uri.parse(uri).toString());
    return !lines.every((line, index) => textOfLine(document, start.line + index) === line);
  })?.uri;
}

/** `undefined` where VS Code cannot open it any more. */
async function documentAt(uri: string): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(Uri.parse(uri));
  } catch {
    return undefined;
  }
}

function textOfLine(document: TextDocument | undefined, line: number): string | undefined {
  return document !== undefined && line < document.lineCount ? document.lineAt(line).text : undefined;
}

type Agreement = "make all" | "choose";

/** Whether the user wants the changes; `undefined` if not. */
async function agreement(edits: readonly PlanEdit[], question: QuickPickOptions): Promise<Agreement | undefined> {
  const files = filesOf(edits);
  const names = files.map((uri) => workspace.asRelativePath(Uri.parse(uri)));
  const all = {
    label: `Make ${counted(edits.length, "Change")} in ${counted(files.length, "File")}`,
    detail: names.join(", "),
    iconPath: new ThemeIcon("check-all"),
  };
  const some = {
    label: "Choose Changes...",
    detail: "Shows each change, and makes those that you select",
    iconPath: new ThemeIcon("checklist"),
  };
  const chosen = await choose([all, some], question);
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
