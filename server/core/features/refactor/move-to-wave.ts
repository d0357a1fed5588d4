import type { Application, Member } from "../../application/application.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import type { Behaviour } from "../../sync/behaviour.ts";
import { planIds } from "../plan/plan-ids.ts";
import { type FileEdits, fileEdits } from "./file-edits.ts";
import { resourceIdOf } from "../plan/task-id.ts";

/**
 * The edits that give the resource of a task of a plan another wave: in its annotation, in the same style, or in a new one.
 * A sentence if that is not possible.
 */
export function moveToWave(application: Application, task: string, wave: bigint): readonly FileEdits[] | string {
  const found = memberOfTask(application, task);
  if (found === undefined) return unknownTask;
  const { member } = found;
  const edits = fileEdits([{ member, annotations: [{ key: annotationKeys.syncWave, value: `${wave}` }] }]);
  const { kind, name, generateName } = member.resource;
  return (
    edits ??
    `The wave of ${kind} "${name || generateName}" cannot be changed: a template or a kustomization writes it, or another resource shares the annotation through a YAML anchor.`
  );
}

/** Why nothing is changed where a plan has no such task any more, or its resource has no manifest. */
export const unknownTask = "No manifest of this application holds this resource, so its wave cannot be changed.";

/** The resource of a task and what a sync does with it, by the id of the task. */
export function memberOfTask(
  application: Application,
  task: string,
): { readonly member: Member; readonly behaviour: Behaviour } | undefined {
  const index = planIds(application).members.indexOf(resourceIdOf(task));
  const [member, behaviour] = [application.members[index], application.plan.behaviours[index]];
  return member && behaviour && { member, behaviour };
}
