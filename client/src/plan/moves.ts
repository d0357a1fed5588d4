import { type PlanPhase, resourceIdOf, taskIdOf } from "../../../server/protocol/index.ts";
import type { ToPanel } from "../../panel/messages.ts";
import { type PlacedTask, titleOf } from "./plan-resources.ts";

/** Where resources are dropped: a wave of a phase, with null for one that is known only after rendering. */
export interface MoveTarget {
  readonly phase: PlanPhase;
  readonly wave: string | null;
}

/** Why a resource cannot go to a wave, as far as the plan tells; `undefined` where it may. */
export function refusalOf({ task, step }: PlacedTask, { phase, wave }: MoveTarget): string | undefined {
  if (wave === null) return "That wave is known only after rendering. Choose another one.";
  const { pulledFor } = task;
  if (pulledFor === undefined || phase !== step.phase || step.wave === null) return undefined;
  // What the user types may be no number, which the server says.
  return Number(wave) > Number(step.wave)
    ? `${titleOf(task)} stays in wave ${step.wave} whatever later wave it has, because it is pulled forward for ${pulledFor.title}.`
    : undefined;
}

/** What the page of the plan is told of a task that has moved. */
export function movedMessage({ task }: PlacedTask, place: MoveTarget): ToPanel {
  const words = `${titleOf(task)} is in ${place.phase} wave ${place.wave ?? ""} now. Undo in the editor takes it back.`;
  return { type: "moved", task: taskIdOf(resourceIdOf(task.id), place.phase), place, words };
}
