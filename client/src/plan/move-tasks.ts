import type { MoveToWaveParams, PlanView, WaveEdits } from "../../../server/protocol/index.ts";
import { moveToWaveRequest } from "../../../server/protocol/index.ts";
import { inform } from "../tell.ts";
import { type MoveTarget, refusalOf } from "./moves.ts";
import { type PlacedTask, titleOf } from "./plan-resources.ts";
import type { Plans } from "./plans.ts";
import { writeEdits } from "./wave-edits.ts";

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
