import type { Step } from "./plan.ts";
import type { Task } from "./sync-tasks.ts";

/** How many times something is applied. A hook of two phases counts twice. */
export interface TaskCounts {
  /** In a sync in which nothing fails. */
  readonly normal: number;
  /** Besides, once something has failed: the SyncFail hooks. */
  readonly onFailure: number;
}

/** The one place that says how much a sync applies. */
export function countTasks(steps: readonly Step[]): TaskCounts {
  const count = (counted: readonly Step[]): number => counted.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const normal = count(steps.filter(({ phase }) => phase !== "SyncFail"));
  return { normal, onFailure: count(steps) - normal };
}

/** The place of each task in a sync in which nothing fails, from 1. SyncFail hooks have none: they run at once, and only after a failure. */
export function numberTasks(steps: readonly Step[]): ReadonlyMap<Task, number> {
  const tasks = steps.flatMap((step) => (step.phase === "SyncFail" ? [] : step.tasks));
  return new Map(tasks.map((task, index) => [task, index + 1]));
}
