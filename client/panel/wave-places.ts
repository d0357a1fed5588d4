/** Which waves a resource can move to from where it is. */
import type { PlanStep } from "../../server/protocol/index.ts";
import type { MovePlace } from "./messages.ts";

/** The wave before or after that of a task, as the lanes show them; beyond the last one a new wave. `undefined` where there is none. */
export function neighbour(steps: readonly PlanStep[], task: string, way: "earlier" | "later"): MovePlace | undefined {
  const step = steps.find(({ tasks }) => tasks.some(({ id }) => id === task));
  if (step === undefined) return undefined;
  const inPhase = steps.filter(({ phase }) => phase === step.phase);
  const next = inPhase[inPhase.indexOf(step) + (way === "earlier" ? -1 : 1)];
  if (next !== undefined) return { phase: next.phase, wave: next.wave };
  // Alone at the end, there is nothing to go past.
  if (step.wave === null || step.tasks.length === 1) return undefined;
  return { phase: step.phase, wave: String(BigInt(step.wave) + (way === "earlier" ? -1n : 1n)) };
}

/**
 * The wave between two neighbours, in the middle; before the first or after the last one of a phase only one of them is there.
 * `undefined` where no whole number is left, or one of the two is known only after rendering. `steps` are all of the plan.
 */
export function waveBetween(
  steps: readonly PlanStep[],
  earlier: PlanStep | undefined,
  later: PlanStep | undefined,
): MovePlace | undefined {
  const phase = earlier?.phase ?? later?.phase;
  if (phase === undefined || earlier?.wave === null || later?.wave === null) return undefined;
  if (earlier === undefined) return later && { phase, wave: String(BigInt(later.wave) - 1n) };
  const from = BigInt(earlier.wave);
  // A filter may hide some of those that follow.
  const next = steps.find((step) => step.phase === phase && step.wave !== null && BigInt(step.wave) > from)?.wave;
  if (next === undefined || next === null) return { phase, wave: String(from + 1n) };
  const room = BigInt(next) - from;
  return room > 1n ? { phase, wave: String(from + room / 2n) } : undefined;
}
