/** A task of a sync by the name that people give it: `Job/migrate`. */
import type { Application } from "../../application/application.ts";
import { rosterOf } from "../../roster/roster.ts";
import { type OutlinePlanTask, planOutline } from "./plan-view.ts";

/** A task of a sync, as the user names it. */
export interface TaskName {
  readonly kind: string;
  /** `undefined` where the name is enough. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** `undefined` for the first phase in which it is applied. */
  readonly phase: string | undefined;
  /** As it was written, without the phase: `Job/migrate`. */
  readonly written: string;
}

/** Reads `KIND/NAME`, `KIND/NAMESPACE/NAME` or one of them with `@PHASE`; `undefined` where it is written in another way. */
export function readTaskName(text: string): TaskName | undefined {
  const [, written = "", phase] = /^(.+?)(?:@(PreSync|Sync|PostSync|SyncFail))?$/s.exec(text) ?? [];
  const [kind = "", ...names] = written.split("/");
  const [name, namespace] = [names.at(-1) ?? "", names.length === 2 ? names[0] : undefined];
  return kind === "" || name === "" || names.length > 2 ? undefined : { kind, namespace, name, phase, written };
}

/** A sentence that says why something is not known. */
export interface Complaint {
  readonly complaint: string;
}

/** The task that the user names, or why there is none. */
export function findTask(
  application: Application,
  asked: TaskName,
  tasks: readonly OutlinePlanTask[] = tasksOf(application),
): OutlinePlanTask | Complaint {
  const { name, namespace } = application;
  const found = tasksNamed(asked, tasks, namespace);
  const [first] = found;
  const { written } = asked;
  if (first === undefined) return { complaint: `The sync of "${name}" applies no "${written}".` };
  if (found.every((task) => task.member === first.member)) return first;
  const places = [...new Set(found.map(({ id }) => `"${id}"`))].join(", ");
  return { complaint: `"${written}" is ambiguous (${places}): write KIND/NAMESPACE/NAME.` };
}

/** All tasks of a sync, in its order. */
export function tasksOf(application: Application): readonly OutlinePlanTask[] {
  return planOutline(rosterOf(application)).steps.flatMap((step) => step.tasks);
}

/**
 * The tasks that a name means: of one resource there is one in each of its phases. A resource that declares no namespace
 * is in that of the destination too.
 */
function tasksNamed(
  { kind, namespace, name, phase }: TaskName,
  tasks: readonly OutlinePlanTask[],
  destination: string,
): readonly OutlinePlanTask[] {
  const named = tasks.filter(
    (task) =>
      task.kind.toLowerCase() === kind.toLowerCase() &&
      (task.name === name || task.name === `${name}...`) &&
      (phase === undefined || task.task.phase === phase),
  );
  if (namespace === undefined) return named;
  const declared = named.filter((task) => task.namespace === namespace);
  return declared.length > 0 || namespace !== destination ? declared : named.filter((task) => task.namespace === "");
}
