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
    `Cannot change the wave of ${titleOf(task)}: it has no manifest in this application, or a template writes its annotations.`,
  );
}

/** Asks for a wave, and moves a resource there. */
export async function askForWave(plans: Plans, uri: string, task: PlanTask, current: string | null): Promise<void> {
  const wave = await window.showInputBox({
    title: `Move ${titleOf(task)} to Another Wave`,
    prompt: "A whole number. Lower waves are applied first.",
    value: current ?? "0",
    validateInput: (value) => (/^[+-]?\d{1,18}$/.test(value) ? undefined : "Enter a whole number, such as -1 or 2."),
  });
  if (wave !== undefined) await moveToWave(plans, uri, task, String(BigInt(wave)));
}
