import type { MoveToWaveParams, PlanPhase, PlanView, WaveEdits } from "../../../server/protocol/index.ts";
import { moveToWaveRequest } from "../../../server/protocol/index.ts";
import { inform } from "../tell.ts";
import { type PlacedTask, titleOf } from "./plan-resources.ts";
import type { Plans } from "./plans.ts";
import { writeEdits } from "./wave-edits.ts";

/** Where resources are dropped: a wave of a phase, with null for one that is known only after rendering. */
export interface MoveTarget {
  readonly phase: PlanPhase;
  readonly wave: string | null;
}

/** What the history of VS Code calls it. */
const moveTitle = "Move to Another Wave";

/** What a user can do where the server has refused a request, or is not there. */
const noAnswer = "the language server gave no answer. Its log in the Output view says why.";

/**
 * Writes the wave, and in another phase the hook, of resources into their manifests, as one edit that can be undone. What cannot go
 * there stays, and the user is told why. Resolves with what has moved.
 */
export async function moveTasks(
  plans: Plans,
  view: PlanView,
  placed: readonly PlacedTask[],
  target: MoveTarget,
): Promise<readonly PlacedTask[]> {
  const answers = await Promise.all(
    placed.map(async (one) => ({ one, answer: await editsForMove(plans, view, one, target) })),
  );
  for (const { message } of answers.map(({ answer }) => answer)) if (message !== undefined) inform(message);
  const moved = answers.filter(({ answer }) => answer.edits.length > 0);
  const areMade =
    moved.length > 0 &&
    (await writeEdits(
      moved.flatMap(({ answer }) => answer.edits),
      moveTitle,
    ));
  return areMade ? moved.map(({ one }) => one) : [];
}

/** The edits that bring a resource to a wave; where that is not possible, a message says why. */
export async function editsForMove(
  plans: Plans,
  { uri }: PlanView,
  placed: PlacedTask,
  target: MoveTarget,
): Promise<WaveEdits> {
  const refusal = refusalOf(placed, target);
  if (refusal !== undefined) return { edits: [], message: refusal };
  const { task } = placed;
  const params: MoveToWaveParams = { uri, task: task.id, wave: target.wave ?? "0", phase: target.phase };
  const answer = await plans.answer<WaveEdits>(moveToWaveRequest, params);
  if (answer === "not answered") return { edits: [], message: `Cannot move ${titleOf(task)}: ${noAnswer}` };
  return answer ?? { edits: [], message: `Cannot move ${titleOf(task)}: its plan no longer exists.` };
}

/** Why a resource cannot go to a wave, as far as the plan tells; `undefined` where it may. */
function refusalOf({ task, step }: PlacedTask, { phase, wave }: MoveTarget): string | undefined {
  if (wave === null) return "That wave is known only after rendering. Choose another one.";
  const { pulledFor } = task;
  if (pulledFor === undefined || phase !== step.phase || step.wave === null) return undefined;
  // What the user types may be no number, which the server says.
  return Number(wave) > Number(step.wave)
    ? `${titleOf(task)} stays in wave ${step.wave} whatever later wave it has, because it is pulled forward for ${pulledFor.title}.`
    : undefined;
}
