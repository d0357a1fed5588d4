/** When members of an application are applied, if that is known before rendering. */
import { healthCheckOf } from "../sync/health.ts";
import { phaseRank } from "../sync/phase.ts";
import type { RosterMember, Turn } from "../roster/roster.ts";

/** Whether something is applied only after what needs it. */
export type Timing = "in time" | "too late" | "unknown";

/** The first turn of a member in a sync in which nothing fails; none if a template may leave the member out. */
export function firstTurn({ turns, isConditional }: RosterMember): Turn | undefined {
  return isConditional ? undefined : turns.find(({ task }) => task.phase !== "SyncFail");
}

/** Whether one of the providers is there when a turn begins, or is applied in the same step. */
export function timingOf(turn: Turn, providers: readonly RosterMember[]): Timing {
  const timings = providers.map((provider) => timingOfOne(turn, provider));
  if (timings.includes("in time")) return "in time";
  return timings.length === 0 || timings.includes("unknown") ? "unknown" : "too late";
}

function timingOfOne({ task, position }: Turn, provider: RosterMember): Timing {
  const first = provider.isConditional ? undefined : provider.turns[0];
  // Other rules report what is never applied, and it may already be in the cluster.
  if (first === undefined) return "unknown";
  const difference = phaseRank(first.task.phase) - phaseRank(task.phase);
  if (difference !== 0) return difference < 0 ? "in time" : "too late";
  if (first.task.wave === undefined || task.wave === undefined) return "unknown";
  return first.position <= position ? "in time" : "too late";
}

/** When a turn is: `the Sync phase`, or `wave 2` if it is in the same phase as the other turn. */
export function turnWords({ task }: Turn, other: Turn): string {
  const wave = task.wave === undefined ? "a later wave" : `wave ${task.wave}`;
  return task.phase === other.task.phase ? wave : `the ${task.phase} phase`;
}

/**
 * Whether Argo CD waits for a resource at a turn: for every hook, and for other resources where something follows. Not where people
 * have added a health check for its kind, as that may find anything healthy.
 */
export function isAwaited({ behaviour, member, application }: RosterMember, { step }: Turn): boolean {
  if (healthCheckOf(member.resource, application.planOptions).is === "added") return false;
  return behaviour.role === "hook" ? step.waitsFor !== "nothing" : step.waitsFor === "everything";
}
