import type { PlanView } from "../../../server/protocol/index.ts";
import type { MoveTarget } from "./moves.ts";
import { editsForMove, moveTasks } from "./move-tasks.ts";
import { inform } from "../tell.ts";
import { type PlacedTask, titleOf } from "./plan-resources.ts";
import type { Plans } from "./plans.ts";
import { askNumber } from "./wave-edits.ts";

/** Asks for a wave, and moves a resource there. */
export async function askForWave(plans: Plans, view: PlanView, placed: PlacedTask): Promise<void> {
  const { task, step } = placed;
  const at = (wave: string): MoveTarget => ({ phase: step.phase, wave });
  const value = step.wave ?? "0";
  const { final, message } = await editsForMove(plans, view, placed, at(value));
  // Whoever can move it nowhere is not asked for a wave first.
  if (final === true && message !== undefined) {
    inform(message);
    return;
  }
  const wave = await askNumber({
    title: `Move ${titleOf(task)} to Another Wave`,
    prompt: "A whole number. Lower waves are applied first.",
    value,
    editsFor: (number) => editsForMove(plans, view, placed, at(number)),
  });
  if (wave !== undefined) await moveTasks(plans, view, [placed], at(wave));
}
