import type { Application } from "../../application/application.ts";
import type { Step } from "../../sync/plan.ts";
import { visible } from "../../visible.ts";
import { taskName } from "../words.ts";
import { counted } from "../../counted.ts";

/** The longest name that is shown in full, in UTF-16 units: the words stand in a line with others. */
const longestName = 40;

/**
 * What a sync applies after a step: `2 hooks, then Deployment api`, the first two of the steps that follow. Empty after the last one,
 * and where nobody knows: a wave that only rendering tells may be anywhere in its phase, and SyncFail hooks run only when the sync fails.
 */
export function nextWords(application: Application, step: Step): string {
  const { steps } = application.plan;
  const unsure = new Set(steps.filter(({ wave }) => wave === undefined).map(({ phase }) => phase));
  const next: string[] = [];
  for (const it of steps.slice(steps.indexOf(step))) {
    if (next.length === 2 || it.phase === "SyncFail" || unsure.has(it.phase)) break;
    if (it !== step) next.push(stepWords(application, it));
  }
  return next.join(", then ");
}

/** `Deployment api`, `2 hooks`, `3 resources`. */
function stepWords(application: Application, { tasks }: Step): string {
  const [only, ...more] = tasks;
  if (only !== undefined && more.length === 0) return visible(taskName(application, only), longestName);
  const areHooks = tasks.every(
    ({ resource }) => resource !== undefined && application.plan.behaviours[resource]?.role === "hook",
  );
  return counted(tasks.length, areHooks ? "hook" : "resource");
}
