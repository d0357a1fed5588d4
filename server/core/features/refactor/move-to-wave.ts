import type { Application, Member } from "../../application/application.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import type { Behaviour } from "../../sync/behaviour.ts";
import { planIds } from "../plan/plan-ids.ts";
import { type FileEdits, fileEdits } from "./file-edits.ts";
import { whyNotWritten } from "./why-not-written.ts";
import { resourceIdOf } from "../plan/task-id.ts";

/**
 * The edits that give the resource of a task of a plan another wave: in its annotation, in the same style, or in a new one.
 * A sentence if that is not possible.
 */
export function moveToWave(application: Application, task: string, wave: bigint): readonly FileEdits[] | string {
  const found = memberOfTask(application, task);
  if (found === undefined) return unknownTask(application, task);
  const { member } = found;
  const changes = [{ member, annotations: [{ key: annotationKeys.syncWave, value: `${wave}` }] }];
  return fileEdits(changes) ?? whyNotWritten(changes);
}

/** Why nothing is changed where no manifest of the application has a task. */
export function unknownTask({ plan, namespace }: Application, task: string): string {
  const isAdded = plan.steps.some(({ tasks }) => tasks.some(({ resource }) => resource === undefined));
  return isAdded && task.startsWith(`/Namespace:/${namespace} `)
    ? `Namespace ${namespace} has no manifest: the sync option "CreateNamespace=true" adds it. Write a manifest for it first.`
    : "This resource is no longer in the application. Choose it again in its plan.";
}

/** The resource of a task and what a sync does with it, by the id of the task. */
export function memberOfTask(
  application: Application,
  task: string,
): { readonly member: Member; readonly behaviour: Behaviour } | undefined {
  const index = planIds(application).members.indexOf(resourceIdOf(task));
  const [member, behaviour] = [application.members[index], application.plan.behaviours[index]];
  return member && behaviour && { member, behaviour };
}
