import { type Disposable, type TextEditor, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type ShiftWavesParams, shiftWavesRequest, type WaveEdits } from "../../../server/protocol/index.ts";
import { askNumber, makeEdits, type NumberQuestion } from "../plan/wave-edits.ts";
import { inform } from "../tell.ts";
import type { RegisterServed } from "../when-served.ts";

/** Registers the command that shifts the waves of the selection; it also takes the number as its argument. */
export function registerWaveCommands(client: LanguageClient, register: RegisterServed): Disposable[] {
  return [register("argocdAnnotations.shiftWaves", (by) => shiftWaves(client, by))];
}

async function shiftWaves(client: LanguageClient, given: unknown): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    selectSome();
    return;
  }
  await changeWaves(shiftIn(editor, client), given, selectSome);
}

/** Asks for a number unless it is given, and makes the edits for it; `otherwise` says what to do where there is nothing to change. */
export async function changeWaves(question: NumberQuestion, given: unknown, otherwise: () => void): Promise<void> {
  // Whoever can change nothing here is not asked for a number first.
  const first = await question.editsFor(question.value);
  if (first === undefined || first.final === true) {
    if (first?.message === undefined) otherwise();
    else inform(first.message);
    return;
  }
  const isGiven = typeof given === "number" || typeof given === "string";
  const number = isGiven ? String(given) : await askNumber({ ...question, prompt: first.message ?? question.prompt });
  if (number !== undefined) await makeEdits(() => question.editsFor(number), question.title);
}

/** Moves the waves of the resources that the selection touches. */
function shiftIn(editor: TextEditor, client: LanguageClient): NumberQuestion {
  return {
    title: "Shift Sync Waves",
    prompt: "Add to each selected wave, for example 1 or -1",
    value: "1",
    editsFor: async (by) => {
      if (!client.isRunning()) return undefined;
      // While the question is open, the file may change, and the selection moves with its resources.
      const { start, end } = editor.selection;
      const params: ShiftWavesParams = { uri: editor.document.uri.toString(), start, end, by };
      return (await client.sendRequest<WaveEdits | null>(shiftWavesRequest, params)) ?? undefined;
    },
  };
}

function selectSome(): void {
  inform("Select resources in a Kubernetes manifest to shift their waves.");
}
