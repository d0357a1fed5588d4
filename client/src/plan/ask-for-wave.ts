import type { PlanView } from "../../../server/protocol/index.ts";
import { editsForMove, moveTasks, type MoveTarget } from "./move-tasks.ts";
import { type PlacedTask, titleOf } from "./plan-resources.ts";
import type { Plans } from "./plans.ts";
import { askNumber } from "./wave-edits.ts";

/** Asks for a wave, and moves a resource there. */
export async function askForWave(plans: Plans, view: PlanView, placed: PlacedTask): Promise<void> {
  const { task, step } = placed;
  const at = (wave: string): MoveTarget => ({ phase: step.phase, wave });
  const wave = await askNumber({
    title: `Move ${titleOf(task)} to Another Wave`,
    prompt: "A whole number. Lower waves are applied first.",
    value: step.wave ?? "0",
    editsFor: (number) => editsForMove(plans, view, placed, at(number)),
  });
  if (wave !== undefined) await moveTasks(plans, view, [placed], at(wave));
}
