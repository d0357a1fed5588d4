import type { Dependency, SortableTask } from "../../server/core/sync/sync-tasks.ts";

/**
 * Argo CD's own loop, move by move, as the yardstick for the faster one.
 * Transcribed from `adjustDeps` in gitops-engine/pkg/sync/sync_tasks.go, which shifts the array in place.
 */
export function literalAdjustDependencies(
  sorted: readonly SortableTask[],
  dependency: Dependency,
): readonly SortableTask[] {
  const tasks = [...sorted];
  const firstIndexByKey = new Map<string, number>();
  for (const [position, task] of sorted.entries()) {
    const provided = dependency.provides(task.object);
    if (provided === undefined) {
      const referred = dependency.refersTo(task.object);
      if (referred !== undefined && !firstIndexByKey.has(referred)) firstIndexByKey.set(referred, position);
      continue;
    }
    const index = firstIndexByKey.get(provided);
    const reference = index === undefined ? undefined : tasks[index];
    if (index === undefined || reference === undefined) continue;
    tasks.splice(position, 1);
    tasks.splice(index, 0, {
      ...task,
      phase: reference.phase,
      wave: reference.wave,
      pulledBy: reference.resource,
    });
    for (const [key, first] of firstIndexByKey) {
      if (first >= index) firstIndexByKey.set(key, first + 1);
    }
  }
  return tasks;
}
