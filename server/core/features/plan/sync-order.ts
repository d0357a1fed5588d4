import type { Application, Member } from "../../application/application.ts";
import type { Behaviour } from "../../sync/behaviour.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { deletionOfHook, nameOf, stepTitle, taskName, waveReason } from "../words.ts";

/** The order of one sync in words, to be shown as a list. */
export interface SyncOrderOutline {
  readonly steps: readonly { readonly title: string; readonly tasks: readonly OutlineTask[] }[];
  /** What no step applies, each with the reason. */
  readonly others: readonly OutlineTask[];
}

/** One resource in the order of a sync, in words. */
export interface OutlineTask {
  readonly title: string;
  readonly note: string;
  /** `undefined` for the Namespace that no manifest holds. */
  readonly member: Member | undefined;
}

/** What the sync of an application does, step by step. */
export function syncOrder(application: Application): SyncOrderOutline {
  const { plan, members } = application;
  const steps = plan.steps.map((step) => ({
    title: stepTitle(step),
    tasks: step.tasks.map((task) => ({
      title: taskName(application, task),
      note: taskNote(application, task),
      member: task.resource === undefined ? undefined : members[task.resource],
    })),
  }));
  const others = unapplied(application).map(({ member, reason }) => ({ title: nameOf(member), note: reason, member }));
  return { steps, others };
}

/** What is not plain to see of a task: what it is pulled forward for, where its wave comes from, when it is deleted. */
export function taskNote(application: Application, task: Task): string {
  const { plan, members } = application;
  const member = task.resource === undefined ? undefined : members[task.resource];
  const behaviour = task.resource === undefined ? undefined : plan.behaviours[task.resource];
  const isPulled = task.pulledBy !== undefined;
  const pulled = isPulled ? [`pulled forward for ${taskName(application, { resource: task.pulledBy })}`] : [];
  if (member === undefined || behaviour === undefined) return [...pulled, "CreateNamespace=true"].join(" · ");
  const reason = isPulled ? undefined : waveReason(behaviour, member.resource.annotations);
  const hook = behaviour.role === "hook" ? [`hook, ${deletionOfHook(behaviour, member)}`] : [];
  return [...pulled, ...(reason === undefined ? [] : [reason]), ...hook].join(" · ");
}

const reasons: Readonly<Record<Behaviour["role"], string>> = {
  skipped: "never applied: its hook is Skip",
  dropped: "never applied: it is a hook without a hook type that Argo CD runs",
  unknown: "its phase is known only once it is rendered",
  "deletion-hook": "only when the application is deleted",
  hook: "not applied: it stands again further on, and the last one wins",
  resource: "not applied: it stands again further on, and the last one wins",
};

/** A member that no step applies. */
export interface Unapplied {
  readonly member: Member;
  readonly index: number;
  readonly role: Behaviour["role"];
  readonly reason: string;
}

/** What no step of a sync applies, in the order of the members. */
export function unapplied({ plan, members }: Application): readonly Unapplied[] {
  const applied = new Set(plan.steps.flatMap(({ tasks }) => tasks.map(({ resource }) => resource)));
  const overridden = new Set(plan.overridden.map(({ resource }) => resource));
  return members.flatMap((member, index) => {
    const role = plan.behaviours[index]?.role;
    if (applied.has(index) || role === undefined) return [];
    return [{ member, index, role, reason: reasons[overridden.has(index) ? "resource" : role] }];
  });
}
