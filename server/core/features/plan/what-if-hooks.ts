import type { Application } from "../../application/application.ts";
import type { Simulation } from "../../sync/simulate.ts";
import type { HookEnd } from "../../sync/simulate-hooks.ts";
import type { PlanIds } from "./plan-ids.ts";
import type { WhatIfHookOutline } from "./what-if.ts";
import { taskName } from "../words.ts";

/** What becomes of the objects of hooks, in the order in which they were made. */
export function whatIfHooks(application: Application, ids: PlanIds, simulation: Simulation): WhatIfHookOutline[] {
  return simulation.hooks.map((hook) => {
    const next = nextOf(application, simulation, hook);
    return {
      task: ids.ofTask(hook.task),
      title: taskName(application, hook.task),
      stays: hook.deletedBy === undefined,
      reason: reasonOf(application, simulation, hook),
      ...(next !== undefined && { next }),
    };
  });
}

function reasonOf(
  { plan }: Application,
  { outcome, running }: Simulation,
  { task, deletedBy, staysAs }: HookEnd,
): string {
  if (deletedBy === "HookSucceeded") return "Deleted at the end, as the whole sync has succeeded (HookSucceeded).";
  if (deletedBy !== undefined) return "Deleted, as the sync has failed (HookFailed).";
  if (staysAs === "unknown policies") return "Its delete policies are known only once it is rendered.";
  if (staysAs === "running") {
    return running.includes(task)
      ? "Runs on. Whoever terminates the sync deletes it."
      : "Stays, as delete policies count only at the end of a sync.";
  }
  const policies = plan.behaviours[task.resource ?? -1]?.deletePolicies.join(", ") ?? "";
  return `Stays, as no policy of it (${policies}) deletes it after a sync that has ${outcome}.`;
}

/** Kinds whose objects cannot be run again by applying them again. */
export const runOnce: ReadonlySet<string> = new Set(["Job", "Pod"]);

function nextOf(
  { members }: Application,
  { failed, running }: Simulation,
  { task, next }: HookEnd,
): string | undefined {
  if (next === undefined || running.includes(task)) return undefined;
  const kind = members[task.resource ?? -1]?.resource.kind ?? "";
  switch (next) {
    case "recreated":
      return "The next sync deletes it and makes a new one.";
    case "another":
      return "The next sync makes another one beside it, with a new name.";
    case "unknown":
      return "What the next sync does with it is known only once it is rendered.";
    case "patched":
      if (!runOnce.has(kind)) return "The next sync applies its manifest over it, and makes no new one.";
      return (
        `The next sync does not run it again: the ${kind} that is there counts as ${failed.includes(task) ? "failed" : "done"} at once, ` +
        'and a changed manifest is refused with "field is immutable". Add the policy BeforeHookCreation.'
      );
  }
}
