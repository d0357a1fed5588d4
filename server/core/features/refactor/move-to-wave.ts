import type { Application, Member } from "../../application/application.ts";
import { latestVersion } from "../../catalogue/versions.ts";
import type { TextEdit } from "../../manifest/file.ts";
import { insertAnnotation } from "../../rule-kit/moves.ts";
import type { Subject } from "../../rule-kit/rule.ts";
import { replaceValue } from "../../rule-kit/values.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import { behaviourOf } from "../../sync/behaviour.ts";
import { planIds } from "../plan/plan-ids.ts";

/** The resource of a task of a plan, by the id of the task; `undefined` if there is no such task, or it has no manifest. */
export function memberOfTask(application: Application, task: string): Member | undefined {
  const resource = task.slice(0, task.lastIndexOf(" "));
  return application.members[planIds(application).members.indexOf(resource)];
}

/**
 * The edit that gives a resource another wave: in the annotation that it has, in its style, or in a new one.
 * Offsets are from the start of its file. `undefined` if a template writes the wave, or there is no place for it.
 */
export function moveToWave(member: Member, wave: bigint): TextEdit | undefined {
  const { file, documentIndex, manifest } = member;
  const document = file.documents[documentIndex];
  if (document === undefined) return undefined;
  const { text, parsed } = document;
  const written = manifest.annotations.findLast(
    ({ key, effective }) => effective && key.text === annotationKeys.syncWave,
  );
  const edit =
    written === undefined || written.merged
      ? insertAnnotation(subjectOf(member, text, parsed.actions), { key: annotationKeys.syncWave, value: `"${wave}"` })
      : editWritten(text, written, wave);
  const offset = file.offsets[documentIndex] ?? 0;
  return edit && { text: edit.text, span: { start: edit.span.start + offset, end: edit.span.end + offset } };
}

function editWritten(
  text: string,
  annotation: Member["manifest"]["annotations"][number],
  wave: bigint,
): TextEdit | undefined {
  const { value, conditional } = annotation;
  const isTemplate = conditional || (value.type === "scalar" && value.scalarType === "unknown");
  return isTemplate ? undefined : replaceValue({ subject: { text }, annotation }, String(wave));
}

function subjectOf({ manifest, resource }: Member, text: string, actions: Subject["actions"]): Subject {
  return { text, actions, manifest, resource, behaviour: behaviourOf(resource), version: latestVersion };
}
