import type { Application } from "../../application/application.ts";
import type { Simulation } from "../../sync/simulate.ts";
import type { HookEnd } from "../../sync/simulate-hooks.ts";
import type { PlanIds } from "./plan-ids.ts";
import type { WhatIfHookOutline } from "./what-if.ts";
import { taskName } from "../words.ts";

/** What happens to the objects of hooks, in the order in which they were created. */
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

/** Says nothing about how many hooks there are: those with the same reason are shown together. */
function reasonOf(
  { plan }: Application,
  { outcome, running }: Simulation,
  { task, deletedBy, staysAs }: HookEnd,
): string {
  if (deletedBy === "HookSucceeded") return "Deleted at the end, because the whole sync succeeded (HookSucceeded).";
  if (deletedBy !== undefined) return "Deleted, because the sync failed (HookFailed).";
  if (staysAs === "unknown policies") return "The delete policies are known only after rendering.";
  if (staysAs === "running") {
    return running.includes(task)
      ? "Not finished until someone terminates the sync, which deletes running hooks."
      : "Not deleted, because delete policies apply only at the end of a sync.";
  }
  const policies = plan.behaviours[task.resource ?? -1]?.deletePolicies.join(", ") ?? "";
  return `Not deleted, because none of the delete policies (${policies}) applies after a sync that ${outcome}.`;
}

/** Kinds whose objects do not run again when they are applied again. */
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
      return "Deleted and recreated by the next sync.";
    case "another":
      return "Created again by the next sync, with a new name.";
    case "unknown":
      return "What the next sync does is known only after rendering.";
    case "patched":
      if (!runOnce.has(kind)) return "Patched by the next sync instead of recreated.";
      return (
        `Not run again by the next sync: Argo CD treats the existing ${kind} as ${failed.includes(task) ? "failed" : "done"} right away, ` +
        'and the cluster refuses a changed manifest with "field is immutable". Add the delete policy BeforeHookCreation.'
      );
  }
}
