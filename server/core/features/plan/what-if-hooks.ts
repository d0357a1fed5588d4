import { contentOf } from "../../application/as-deployed.ts";
import type { Application } from "../../application/application.ts";
import { nodeAt } from "../../manifest/node.ts";
import { does } from "../../sync/behaviour-versions.ts";
import type { DeletePolicy } from "../../sync/delete-policy.ts";
import type { HookEnd } from "../../sync/hook-ends.ts";
import { foreignFinalizers } from "../../sync/finalizers.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import type { ArgoCdVersion } from "../../versions.ts";
import { deletionWordsIn, enumerate, finalizerWords, taskName } from "../words.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import type { PlanIds } from "./plan-ids.ts";
import type { WhatIfHookOutline } from "./what-if.ts";

/** What happens to the objects of hooks, in the order in which they were created. */
export function whatIfHooks(application: Application, ids: PlanIds, simulation: Simulation): WhatIfHookOutline[] {
  return simulation.hooks.map((hook) => {
    const nextSentence = nextSentenceOf(application, simulation, hook);
    return {
      task: ids.ofTask(hook.task),
      title: taskName(application, hook.task),
      stays: hook.stays,
      reason: reasonOf(application, simulation, hook),
      ...(hook.next !== undefined && { next: hook.next }),
      ...(nextSentence !== undefined && { nextSentence }),
    };
  });
}

/** Fits one hook and many: those with the same reason are shown together. */
function reasonOf(application: Application, { outcome }: Simulation, hook: HookEnd): string {
  const { task, stays, deletedBy, isKnown, isTerminated, isDeleting } = hook;
  const { version } = application.planOptions;
  const followsSync = does("policies of the sync", version);
  if (!followsSync && deletedBy === "HookSucceeded") return "Deleted, because it succeeded (HookSucceeded).";
  if (!followsSync && deletedBy === "HookFailed") return "Deleted, because it failed (HookFailed).";
  if (deletedBy === "HookSucceeded") return "Deleted at the end, because the whole sync succeeded (HookSucceeded).";
  if (deletedBy === "HookFailed") return "Deleted, because the sync failed (HookFailed).";
  if (!stays) return "Deleted before it could be created again, which did not happen (BeforeHookCreation).";
  if (isDeleting) return `Deleted, but it is not gone before its ${finalizers(application, task)} been removed.`;
  if (isTerminated) return "Not finished until someone terminates the sync, which deletes running hooks.";
  const seconds = timeToLive(application, hook);
  if (seconds !== undefined)
    return `Kubernetes deletes it ${seconds} seconds after it has finished (ttlSecondsAfterFinished).`;
  if (!isKnown) return "The delete policies are known only after rendering.";
  const policies = application.plan.behaviours[task.resource ?? -1]?.deletePolicies ?? [];
  if (outcome === "failed" && policies.includes("HookFailed") && followsSync)
    return "Not deleted: the sync fails at once, while this hook still runs.";
  const isGenerated = application.members[task.resource ?? -1]?.resource.name === "";
  // A generated name is new every time, so an object of that name is never there before the next run.
  const effective = isGenerated ? policies.filter((policy) => policy !== "BeforeHookCreation") : policies;
  return effective.length === 0
    ? "Not deleted: BeforeHookCreation never finds a hook whose name is generated."
    : `Not deleted: ${policiesInWords(effective, version)}.`;
}

/** `BeforeHookCreation and HookSucceeded delete hooks only before their next run and after a successful sync`. */
function policiesInWords(policies: readonly DeletePolicy[], version: ArgoCdVersion | undefined): string {
  const words = deletionWordsIn(version);
  const times = policies.map((policy) => words[policy].replace(/^before its/, "before their"));
  return `${enumerate(policies)} ${policies.length === 1 ? "deletes" : "delete"} hooks only ${enumerate(times)}`;
}

/** Kinds whose objects do not run again when they are applied again. */
export const runOnce: ReadonlySet<string> = new Set(["Job", "Pod"]);

function nextSentenceOf(application: Application, { failed }: Simulation, hook: HookEnd): string | undefined {
  const { task, next, isTerminated, isDeleting } = hook;
  if (next === undefined || isTerminated) return undefined;
  if (isDeleting && next === "recreated") return "Awaited by the next sync too, unless it is gone by then.";
  const kind = application.members[task.resource ?? -1]?.resource.kind ?? "";
  if (timeToLive(application, hook) !== undefined && next !== "untouched" && next !== "deleted")
    return "Created again by the next sync once it is gone.";
  switch (next) {
    case "recreated":
      return `Deleted and recreated by the next sync${heldWords(application, task)}.`;
    case "another":
      return "Created again by the next sync, with a new name.";
    case "untouched":
      return "Left alone by the next sync, unless that fails too.";
    case "deleted":
      return "Deleted by the next sync, if that succeeds.";
    case "unknown":
      return "What the next sync does is known only after rendering.";
    case "patched":
      if (isDeleting) return "Changed by the next sync, or created again if it is gone by then.";
      if (!runOnce.has(kind)) return "Patched by the next sync instead of recreated.";
      return (
        `Not run again by the next sync: Argo CD treats the existing ${kind} as ${failed.includes(task) ? "failed" : "done"} right away, ` +
        'and the cluster refuses a changed manifest with "field is immutable". Add the delete policy BeforeHookCreation.'
      );
  }
}

/** `, which waits until its finalizer example.com/protect has been removed`; nothing where it has no foreign one. */
function heldWords(application: Application, task: Task): string {
  const isHeld = foreignFinalizers(application.members[task.resource ?? -1]?.resource ?? {}).length > 0;
  return isHeld ? `, which waits until its ${finalizers(application, task)} been removed` : "";
}

/** `finalizer example.com/protect has`. */
function finalizers({ members }: Application, { resource = -1 }: Task): string {
  return finalizerWords(members[resource]?.resource ?? {});
}

/** After how many seconds Kubernetes deletes a Job that has finished; `undefined` if it does not. */
function timeToLive({ members }: Application, { task, isTerminated }: HookEnd): string | undefined {
  const member = members[task.resource ?? -1];
  if (member?.resource.kind !== "Job" || isTerminated) return undefined;
  const seconds = nodeAt(contentOf(member)?.node, "spec", "ttlSecondsAfterFinished");
  return seconds?.type === "scalar" && /^\d+$/.test(seconds.text) ? seconds.text : undefined;
}
