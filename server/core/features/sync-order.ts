import type { Application, Member } from "../application/application.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import { deletionOfHook, nameOf, taskName, waveReason, waveWords } from "./words.ts";

/** The order of one sync in words, to be shown as a list. */
export interface SyncOrderOutline {
  readonly steps: readonly { readonly title: string; readonly tasks: readonly OutlineTask[] }[];
  /** What no step applies, each with the reason. */
  readonly others: readonly OutlineTask[];
}

export interface OutlineTask {
  readonly title: string;
  readonly note: string;
  /** `undefined` for the Namespace that no manifest holds. */
  readonly member: Member | undefined;
}

/** What the sync of an application does, step by step. */
export function syncOrder(application: Application): SyncOrderOutline {
  const { plan, members } = application;
  const steps = plan.steps.map(({ phase, wave, tasks }) => ({
    title: `${phase} · ${waveWords(wave)}${phase === "SyncFail" ? " (only when the sync fails)" : ""}`,
    tasks: tasks.map((task) => {
      const member = task.resource === undefined ? undefined : members[task.resource];
      const pulled =
        task.pulledBy === undefined ? [] : [`pulled forward for ${taskName(application, { resource: task.pulledBy })}`];
      const behaviour = task.resource === undefined ? undefined : plan.behaviours[task.resource];
      const notes =
        member && behaviour ? notesOf(member, behaviour, task.pulledBy !== undefined) : ["CreateNamespace=true"];
      return { title: taskName(application, task), note: [...pulled, ...notes].join(" · "), member };
    }),
  }));
  return { steps, others: othersOf(application) };
}

function notesOf(member: Member, behaviour: Behaviour, pulled: boolean): string[] {
  const reason = pulled ? undefined : waveReason(behaviour, member.resource.annotations);
  return [
    ...(reason === undefined ? [] : [reason]),
    ...(behaviour.role === "hook" ? [`hook, ${deletionOfHook(behaviour, member)}`] : []),
  ];
}

const reasons: Readonly<Record<Behaviour["role"], string>> = {
  skipped: "never applied: its hook is Skip",
  dropped: "never applied: it is a hook without a hook type that Argo CD runs",
  unknown: "its phase is known only once it is rendered",
  "deletion-hook": "only when the application is deleted",
  hook: "not applied: it stands again further on, and the last one wins",
  resource: "not applied: it stands again further on, and the last one wins",
};

function othersOf({ plan, members }: Application): OutlineTask[] {
  const applied = new Set(plan.steps.flatMap(({ tasks }) => tasks.map(({ resource }) => resource)));
  return members.flatMap((member, index) => {
    const role = plan.behaviours[index]?.role;
    return applied.has(index) || role === undefined ? [] : [{ title: nameOf(member), note: reasons[role], member }];
  });
}
