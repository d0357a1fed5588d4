import {
  type MoveToWaveParams,
  moveToWaveRequest,
  type PlanTask,
  type WaveEdits,
} from "../../../server/protocol/index.ts";
import { titleOf } from "./plan-resources.ts";
import { inform } from "../tell.ts";
import type { Plans } from "./plans.ts";
import { askNumber, makeEdits } from "./wave-edits.ts";

/** Writes the wave (a whole number) of a resource into its manifest, as one edit that can be undone. */
export async function moveToWave(plans: Plans, uri: string, task: PlanTask, wave: string): Promise<void> {
  const answer = await editsFor(plans, uri, task, wave);
  if (answer !== undefined) await makeEdits(answer, moving(task));
  else inform(`Cannot change the wave of ${titleOf(task)}: its plan no longer exists.`);
}

/** Asks for a wave, and moves a resource there. */
export async function askForWave(plans: Plans, uri: string, task: PlanTask, current: string | null): Promise<void> {
  const wave = await askNumber({
    title: moving(task),
    prompt: "A whole number. Lower waves are applied first.",
    value: current ?? "0",
    editsFor: (number) => editsFor(plans, uri, task, number),
  });
  if (wave !== undefined) await moveToWave(plans, uri, task, wave);
}

function moving(task: PlanTask): string {
  return `Move ${titleOf(task)} to Another Wave`;
}

async function editsFor(plans: Plans, uri: string, task: PlanTask, wave: string): Promise<WaveEdits | undefined> {
  const params: MoveToWaveParams = { uri, task: task.id, wave };
  return plans.request<WaveEdits>(moveToWaveRequest, params);
}
