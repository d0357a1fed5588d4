import { wrapInteger } from "./integer.ts";

/** A live resource that a sync prunes. */
export interface Prune {
  /** The wave that its live annotations declare. */
  readonly wave: bigint;
  /** Whether it is pruned after everything else: `PruneLast=true` on it or on the application. */
  readonly last: boolean;
}

/**
 * The waves of the Sync phase in which resources are pruned, by index of `prunes`: their waves are swapped symmetrically, the
 * lowest with the highest, and resources that are pruned last get one wave more than the highest of the Sync phase, at least
 * wave 1. `appliedWaves` are the declared waves of the tasks that the Sync phase applies.
 * Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go.
 */
export function pruneWaves(prunes: readonly Prune[], appliedWaves: readonly bigint[]): readonly bigint[] {
  const distinct = [...new Set(prunes.map(({ wave }) => wave))].sort((left, right) => (left < right ? -1 : 1));
  const swapped = new Map(distinct.map((wave, index) => [wave, distinct[distinct.length - 1 - index] ?? wave]));
  // The swap only permutes the waves, so the highest one stays the same.
  const highest = [...appliedWaves, ...distinct].reduce((left, right) => (right > left ? right : left), 0n);
  const last = wrapInteger(highest + 1n);
  return prunes.map((prune) => (prune.last ? last : (swapped.get(prune.wave) ?? prune.wave)));
}
