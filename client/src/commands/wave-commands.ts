import { commands, type Disposable, Range, Uri, window, workspace, WorkspaceEdit } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type RenumberWavesParams,
  renumberWavesRequest,
  type ShiftWavesParams,
  shiftWavesRequest,
  type WaveEdits,
} from "../../../server/protocol/index.ts";

/** Registers the commands that ask for a number before they change waves. Each also takes it as its argument. */
export function registerWaveCommands(client: LanguageClient): Disposable[] {
  return [
    commands.registerCommand("argocdAnnotations.shiftWaves", (by?: unknown) => shiftWaves(client, by)),
    commands.registerCommand("argocdAnnotations.renumberWaves", (step?: unknown) => renumberWaves(client, step)),
  ];
}

/** Moves the waves of the resources that the selection touches. */
async function shiftWaves(client: LanguageClient, given: unknown): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    openAManifest();
    return;
  }
  const { document, selection } = editor;
  const by = await askNumber(given, {
    title: "Shift Sync Waves",
    prompt: "Add to each selected wave, for example 1 or -1",
    value: "1",
    form: /^[+-]?\d{1,19}$/,
    refusal: "Enter a whole number, such as 1 or -5.",
  });
  if (by === undefined) return;
  const { start, end } = selection;
  const params: ShiftWavesParams = { uri: document.uri.toString(), start, end, by };
  await makeEdits(await client.sendRequest<WaveEdits | null>(shiftWavesRequest, params));
}

/** Renumbers the waves of the application that the file belongs to. */
async function renumberWaves(client: LanguageClient, given: unknown): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    openAManifest();
    return;
  }
  const step = await askNumber(given, {
    title: "Renumber Sync Waves",
    prompt: "Distance between the waves of each phase, for example 10. Their order stays the same.",
    value: "10",
    form: /^0*[1-9]\d{0,18}$/,
    refusal: "Enter a whole number above 0.",
  });
  if (step === undefined) return;
  const params: RenumberWavesParams = { uri: editor.document.uri.toString(), step };
  await makeEdits(await client.sendRequest<WaveEdits | null>(renumberWavesRequest, params));
}

function openAManifest(): void {
  void window.showInformationMessage("Open a Kubernetes manifest to change sync waves.");
}

/** A question for a number, and what to say to anything else. */
interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly form: RegExp;
  readonly refusal: string;
}

async function askNumber(given: unknown, question: Question): Promise<string | undefined> {
  if (typeof given === "number" || typeof given === "string") return String(given);
  const { title, prompt, value, form, refusal } = question;
  const answer = await window.showInputBox({
    title,
    prompt,
    value,
    validateInput: (text) => (form.test(text.trim()) ? undefined : refusal),
  });
  return answer?.trim();
}

/** Makes all edits as one, so that they are undone as one. */
async function makeEdits(answer: WaveEdits | null): Promise<void> {
  if (answer === null) {
    openAManifest();
    return;
  }
  if (answer.message !== undefined) void window.showInformationMessage(answer.message);
  const all = new WorkspaceEdit();
  for (const { uri, start, end, text } of answer.edits) {
    all.replace(Uri.parse(uri), new Range(start.line, start.character, end.line, end.character), text);
  }
  if (all.size > 0) await workspace.applyEdit(all, { isRefactoring: true });
}
