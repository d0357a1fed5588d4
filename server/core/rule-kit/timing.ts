/** When members of an application are applied, as far as that is known before rendering. */
import { phaseRank } from "../sync/phase.ts";
import type { HazardMember, HazardTurn } from "./application-rule.ts";

/** Whether something is applied only after what needs it. */
export type Timing = "in time" | "too late" | "unknown";

/** The first turn of a member in a sync in which nothing fails. */
export function firstTurn({ turns }: HazardMember): HazardTurn | undefined {
  return turns.find(({ task }) => task.phase !== "SyncFail");
}

/** Whether one of the providers is there when a turn begins, or is applied in the same step. */
export function timingOf(turn: HazardTurn, providers: readonly HazardMember[]): Timing {
  const timings = providers.map((provider) => timingOfOne(turn, provider));
  if (timings.includes("in time")) return "in time";
  return timings.length === 0 || timings.includes("unknown") ? "unknown" : "too late";
}

function timingOfOne({ task, position }: HazardTurn, provider: HazardMember): Timing {
  const first = provider.turns[0];
  // Other rules report what is never applied, and it may already be in the cluster.
  if (first === undefined) return "unknown";
  const difference = phaseRank(first.task.phase) - phaseRank(task.phase);
  if (difference !== 0) return difference < 0 ? "in time" : "too late";
  if (first.task.wave === undefined || task.wave === undefined) return "unknown";
  return first.position <= position ? "in time" : "too late";
}

/** When a turn is: `the Sync phase`, or `wave 2` if it is in the same phase as the other turn. */
export function turnWords({ task }: HazardTurn, other: HazardTurn): string {
  const wave = task.wave === undefined ? "a later wave" : `wave ${task.wave}`;
  return task.phase === other.task.phase ? wave : `the ${task.phase} phase`;
}

/** Whether Argo CD waits for a resource at a turn: for every hook, and for other resources where something follows. */
export function isAwaited({ behaviour }: HazardMember, { step }: HazardTurn): boolean {
  return behaviour.role === "hook" ? step.waitsFor !== "nothing" : step.waitsFor === "everything";
}

/** Whether a resource keeps running Pods after the sync, so that it needs what they need at any later time. */
export function staysInCluster({ behaviour, member, isConditional }: HazardMember): boolean {
  return !isConditional && behaviour.role === "resource" && stayingKinds.has(member.manifest.kind);
}

const stayingKinds: ReadonlySet<string> = new Set([
  "CronJob",
  "DaemonSet",
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "Rollout",
  "StatefulSet",
]);
