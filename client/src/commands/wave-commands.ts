import { commands, type Disposable, type TextEditor, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type RenumberWavesParams,
  renumberWavesRequest,
  type ShiftWavesParams,
  shiftWavesRequest,
  type WaveEdits,
} from "../../../server/protocol/index.ts";
import { inform } from "../tell.ts";
import { askNumber, makeEdits, type NumberQuestion } from "../plan/wave-edits.ts";

/** Registers the commands that ask for a number before they change waves. Each also takes it as its argument. */
export function registerWaveCommands(client: LanguageClient): Disposable[] {
  return [
    commands.registerCommand("argocdAnnotations.shiftWaves", (by?: unknown) => changeWaves(shiftIn, client, by)),
    commands.registerCommand("argocdAnnotations.renumberWaves", (step?: unknown) =>
      changeWaves(renumberIn, client, step),
    ),
  ];
}

async function changeWaves(
  questionIn: (editor: TextEditor, client: LanguageClient) => NumberQuestion,
  client: LanguageClient,
  given: unknown,
): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    openAManifest();
    return;
  }
  const question = questionIn(editor, client);
  const isGiven = typeof given === "number" || typeof given === "string";
  const number = isGiven ? String(given) : await askNumber(question);
  if (number === undefined) return;
  const answer = await question.editsFor(number);
  if (answer === undefined) openAManifest();
  else await makeEdits(answer);
}

/** Moves the waves of the resources that the selection touches. */
function shiftIn({ document, selection: { start, end } }: TextEditor, client: LanguageClient): NumberQuestion {
  return {
    title: "Shift Sync Waves",
    prompt: "Add to each selected wave, for example 1 or -1",
    value: "1",
    editsFor: async (by) => {
      const params: ShiftWavesParams = { uri: document.uri.toString(), start, end, by };
      return (await client.sendRequest<WaveEdits | null>(shiftWavesRequest, params)) ?? undefined;
    },
  };
}

/** Renumbers the waves of the application that the file belongs to. */
function renumberIn({ document }: TextEditor, client: LanguageClient): NumberQuestion {
  return {
    title: "Renumber Sync Waves",
    prompt: "Distance between the waves of each phase, for example 10. Their order stays the same.",
    value: "10",
    editsFor: async (step) => {
      const params: RenumberWavesParams = { uri: document.uri.toString(), step };
      return (await client.sendRequest<WaveEdits | null>(renumberWavesRequest, params)) ?? undefined;
    },
  };
}

function openAManifest(): void {
  inform("Open a Kubernetes manifest to change sync waves.");
}
