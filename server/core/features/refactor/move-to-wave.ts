import type { Application, Member } from "../../application/application.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import { planIds } from "../plan/plan-ids.ts";
import { type FileEdits, fileEdits } from "./file-edits.ts";

/**
 * The edits that give the resource of a task of a plan another wave: in its annotation, in the same style, or in a new one.
 * A sentence if that is not possible.
 */
export function moveToWave(application: Application, task: string, wave: bigint): readonly FileEdits[] | string {
  const member = memberOf(application, task);
  if (member === undefined)
    return "No manifest of this application holds this resource, so its wave cannot be changed.";
  const edits = fileEdits([{ member, annotations: [{ key: annotationKeys.syncWave, value: `${wave}` }] }]);
  const { kind, name, generateName } = member.resource;
  return (
    edits ??
    `The wave of ${kind} "${name || generateName}" cannot be changed: a template or a kustomization writes it, or another resource shares the annotation through a YAML anchor.`
  );
}

/** The resource of a task, by the id of the task. */
function memberOf(application: Application, task: string): Member | undefined {
  const resource = task.slice(0, task.lastIndexOf(" "));
  return application.members[planIds(application).members.indexOf(resource)];
}
