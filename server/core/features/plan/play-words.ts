/** What happens at one moment of a sync, as a sentence. */
import type { Application } from "../../application/application.ts";
import { does } from "../../sync/behaviour-versions.ts";
import type { SyncEvent } from "../../sync/sync-run.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { awaitedOf } from "../awaited.ts";
import { enumerate, taskName, waveWords } from "../words.ts";
import type { Happening } from "./play-timeline.ts";
import { runOnce } from "./what-if-hooks.ts";

type Applied = Extract<Happening, { readonly type: "applied" }>["events"];
type Deleted = Extract<Happening, { readonly type: "deleted" }>;

/** `Sync, wave 0: applies Secret key; the cluster refuses ConfigMap settings.` */
export function applySentence(application: Application, place: string, events: Applied): string {
  const named = (
    which: (event: Applied[number]) => boolean,
    words: (names: string, count: number) => string,
  ): string[] => {
    const some = events.filter(which).map(({ task }) => task);
    return some.length === 0 ? [] : [words(namesOf(application, some), some.length)];
  };
  const hasEnded = (event: Applied[number]): boolean => hasEndedBefore(application, event);
  const parts = [
    ...named(
      ({ what }) => what === "applied",
      (names) => `applies ${names}`,
    ),
    ...named(
      (event) => event.what === "patched" && !hasEnded(event),
      (names) => `applies ${names} again`,
    ),
    ...named(hasEnded, (names, count) => {
      const they = count === 1 ? "it has ended and does" : "they have ended and do";
      return `applies ${names} again, but ${they} not run again`;
    }),
    ...named(
      ({ what }) => what === "replaced",
      (names) => `deletes and recreates ${names}`,
    ),
    ...named(
      ({ what }) => what === "refused",
      (names) => `the cluster refuses ${names}`,
    ),
    ...named(
      ({ what }) => what === "not-valid",
      (names) => `the cluster does not know the kind of ${names}`,
    ),
  ];
  return `${place}: ${parts.join("; ")}.`;
}

/** Whether a hook is applied to its object of before, which has ended: a Job or Pod does not begin again then. */
export function hasEndedBefore(
  { plan, members }: Application,
  event: SyncEvent,
): event is SyncEvent & { readonly task: Task } {
  if (event.what !== "patched") return false;
  const index = event.task.resource ?? -1;
  return plan.behaviours[index]?.role === "hook" && runOnce.has(members[index]?.resource.kind ?? "");
}

/** `Everything has succeeded, so Argo CD deletes Job migrate (HookSucceeded).` */
export function deleteSentence(application: Application, { policy, events }: Deleted): string {
  const tasks = events.map(({ task }) => task);
  const names = namesOf(application, tasks);
  if (policy !== "BeforeHookCreation" && !does("policies of the sync", application.planOptions.version)) {
    const end = policy === "HookSucceeded" ? "succeeded" : "failed";
    const has = events.length === 1 ? "it has" : "they have";
    return `${placeOf(tasks)}: deletes ${names}, as ${has} ${end} (${policy}).`;
  }
  switch (policy) {
    case "BeforeHookCreation":
      return `${placeOf(tasks)}: deletes the earlier ${names} (${policy}).`;
    case "HookSucceeded":
      return `Everything has succeeded, so Argo CD deletes ${names} (${policy}).`;
    case "HookFailed":
      return `The sync has failed, so Argo CD deletes ${names} (${policy}).`;
  }
}

/** `Sync, wave 1: waits for Deployment web to become healthy.` */
export function awaitSentence(application: Application, tasks: readonly Task[]): string {
  const { hooks, resources, perhaps } = byWait(application, tasks);
  const kinds = [...new Set(perhaps.map(({ resource }) => application.members[resource ?? -1]?.resource.kind ?? ""))];
  const parts = [
    ...(hooks.length === 0 ? [] : [`for ${namesOf(application, hooks)} to finish`]),
    ...(resources.length === 0 ? [] : [`for ${namesOf(application, resources)} to become healthy`]),
    ...(perhaps.length === 0
      ? []
      : [`for ${namesOf(application, perhaps)}, if it has a health check for ${enumerate(kinds)}`]),
  ];
  return `${placeOf(tasks)}: waits ${parts.join(" and ")}.`;
}

/** `Sync, wave 1: Deployment web is healthy. StatefulSet db becomes Degraded.` */
export function endSentence(application: Application, succeeded: readonly Task[], failed: readonly Task[]): string {
  const good = byWait(application, succeeded);
  const isHook = ({ resource }: Task): boolean => application.plan.behaviours[resource ?? -1]?.role === "hook";
  const said = (tasks: readonly Task[], one: string, many: string): string[] =>
    tasks.length === 0 ? [] : [`${namesOf(application, tasks)} ${tasks.length === 1 ? one : many}.`];
  const sentences = [
    ...said(good.hooks, "has succeeded", "have succeeded"),
    ...said(good.resources, "is healthy", "are healthy"),
    ...said(good.perhaps, "is done", "are done"),
    ...said(failed.filter(isHook), "fails", "fail"),
    ...said(
      failed.filter((task) => !isHook(task)),
      "becomes Degraded",
      "become Degraded",
    ),
  ];
  return `${placeOf([...succeeded, ...failed])}: ${sentences.join(" ")}`;
}

/** Tasks by how Argo CD waits for them. */
export function byWait(application: Application, tasks: readonly Task[]): Readonly<Record<WaitKind, readonly Task[]>> {
  const found: Record<WaitKind, Task[]> = { hooks: [], resources: [], perhaps: [], others: [] };
  for (const task of tasks) {
    const { is, isHook } = awaitedOf(application, { waitsFor: "everything" }, task);
    if (is === "not") found.others.push(task);
    else if (is === "perhaps") found.perhaps.push(task);
    else found[isHook ? "hooks" : "resources"].push(task);
  }
  return found;
}

type WaitKind = "hooks" | "resources" | "perhaps" | "others";

/** `Sync, wave 1`; those of SyncFail begin together whatever their waves are. */
export function placeOf(tasks: readonly Task[]): string {
  const places = new Set(
    tasks.map(({ phase, wave }) => (phase === "SyncFail" ? phase : `${phase}, ${waveWords(wave)}`)),
  );
  return [...places].join(" and ");
}

/** The names of a few resources. */
export function namesOf(application: Application, tasks: readonly Task[]): string {
  return enumerate(tasks.map((task) => taskName(application, task)));
}
