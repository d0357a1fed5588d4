import { Range, Uri, window, workspace, WorkspaceEdit } from "vscode";
import {
  type MoveToWaveParams,
  moveToWaveRequest,
  type PlanEdit,
  type PlanTask,
} from "../../../server/protocol/index.ts";
import { titleOf } from "./plan-resources.ts";
import type { Plans } from "./plans.ts";

/** Writes the wave (a whole number) of a resource into its manifest, as one edit that can be undone. */
export async function moveToWave(plans: Plans, uri: string, task: PlanTask, wave: string): Promise<void> {
  const params: MoveToWaveParams = { uri, task: task.id, wave };
  const edits = (await plans.request<PlanEdit[]>(moveToWaveRequest, params)) ?? [];
  const workspaceEdit = new WorkspaceEdit();
  for (const { uri: file, start, end, text } of edits) {
    workspaceEdit.replace(Uri.parse(file), new Range(start.line, start.character, end.line, end.character), text);
  }
  if (edits.length > 0 && (await workspace.applyEdit(workspaceEdit))) return;
  void window.showInformationMessage(
    `The wave of ${titleOf(task)} cannot be written: no manifest of this application holds its annotations, or a template writes them.`,
  );
}

/** Asks for a wave, and moves a resource there. */
export async function askForWave(plans: Plans, uri: string, task: PlanTask, current: string | null): Promise<void> {
  const wave = await window.showInputBox({
    title: `Move ${titleOf(task)} to another wave`,
    prompt: "A whole number. Lower waves come first.",
    value: current ?? "0",
    validateInput: (value) =>
      /^[+-]?\d{1,18}$/.test(value) ? undefined : "A wave is a whole number, such as -1 or 2.",
  });
  if (wave !== undefined) await moveToWave(plans, uri, task, String(BigInt(wave)));
}
