/** The phases of a sync, in the order in which they run; SyncFail runs only after a failure. Mirrors `syncPhaseOrder` in gitops-engine/pkg/sync/sync_tasks.go. */
export const phases = ["PreSync", "Sync", "PostSync", "SyncFail"] as const;

/** A phase of a sync. */
export type Phase = (typeof phases)[number];

/** The position of a phase in the order of a sync, from 0. */
export function phaseRank(phase: Phase): number {
  return phases.indexOf(phase);
}
