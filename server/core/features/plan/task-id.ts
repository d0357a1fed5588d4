/** The names of tasks, which have the phase behind the name of their resource. */
import type { Phase } from "../../sync/phase.ts";

/** The id of a task, by that of its resource: `batch/Job:shop/migrate PreSync`. */
export function taskIdOf(resource: string, phase: Phase): string {
  return `${resource} ${phase}`;
}

/** The id of the resource of a task, by that of the task. */
export function resourceIdOf(task: string): string {
  return task.slice(0, task.lastIndexOf(" "));
}
