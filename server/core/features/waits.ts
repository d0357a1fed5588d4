/** Whom Argo CD waits for after a wave, in words. */
import type { Application } from "../application/application.ts";
import { healthCheckOf } from "../sync/health.ts";
import type { Step } from "../sync/plan.ts";
import type { Task } from "../sync/sync-tasks.ts";
import { enumerate, taskName } from "./words.ts";

/** What Argo CD waits for after a wave, as sentences. */
export function waitSentence(application: Application, step: Step): string {
  if (step.phase === "SyncFail")
    return "All SyncFail hooks start at once, and Argo CD waits for all of them to finish.";
  if (step.waitsFor === "nothing") return "Argo CD does not wait for health after applying this wave.";
  const { perhaps, others } = waitsOf(application, step);
  const condition = waitCondition(application, step);
  if (condition === "" && perhaps.length === 0) {
    const what = step.waitsFor === "hooks" ? "no hook in this wave has" : "nothing in this wave has";
    return `Argo CD continues at once, because ${what} a health check.`;
  }
  const kinds = [...new Set(perhaps.map(({ resource }) => application.members[resource ?? -1]?.resource.kind ?? ""))];
  const whom = namesOf(application, perhaps);
  return [
    ...(condition === "" ? [] : [`Argo CD continues when ${condition}.`]),
    ...(perhaps.length === 0
      ? []
      : [
          `${condition === "" ? "Argo CD" : "It also"} waits for ${whom} if it has a health check for ${enumerate(kinds)}.`,
        ]),
    ...(others.length === 0 ? [] : [othersSentence(application, step, others)]),
  ].join(" ");
}

/** What must be true before Argo CD continues: `Job migrate has succeeded and Pod web is healthy`. Empty if nothing is awaited for certain. */
export function waitCondition(application: Application, step: Step): string {
  const { hooks, resources } = waitsOf(application, step);
  return [
    ...(hooks.length === 0 ? [] : [`${namesOf(application, hooks)} ${hooks.length === 1 ? "has" : "have"} succeeded`]),
    ...(resources.length === 0
      ? []
      : [`${namesOf(application, resources)} ${resources.length === 1 ? "is" : "are"} healthy`]),
  ].join(" and ");
}

/** Whom Argo CD waits for after a wave. */
interface Waits {
  readonly hooks: readonly Task[];
  readonly resources: readonly Task[];
  /** Those that it waits for if it checks the health of their kind, which is not known. */
  readonly perhaps: readonly Task[];
  /** Those that are done as soon as they are applied. */
  readonly others: readonly Task[];
}

/** How Argo CD waits for a task where it waits at all: never for what it does not check the health of. */
export function waitKindOf({ plan, members }: Pick<Application, "plan" | "members">, task: Task): keyof Waits {
  const resource = members[task.resource ?? -1]?.resource;
  const check = resource === undefined ? "unchecked" : healthCheckOf(resource);
  if (check === "unchecked") return "others";
  if (check === "unknown") return "perhaps";
  return isHookTask(plan, task) ? "hooks" : "resources";
}

function isHookTask(plan: Application["plan"], { resource }: Task): boolean {
  return plan.behaviours[resource ?? -1]?.role === "hook";
}

/** Whom Argo CD waits for after a wave: never for what it does not check the health of. */
function waitsOf({ plan, members }: Application, { waitsFor, tasks }: Step): Waits {
  const waits: Record<keyof Waits, Task[]> = { hooks: [], resources: [], perhaps: [], others: [] };
  for (const task of tasks) {
    const kind = waitKindOf({ plan, members }, task);
    const isAwaited = waitsFor === "everything" || (waitsFor === "hooks" && isHookTask(plan, task));
    waits[isAwaited ? kind : "others"].push(task);
  }
  return waits;
}

function othersSentence(application: Application, { waitsFor }: Step, others: readonly Task[]): string {
  if (waitsFor === "hooks") return "It does not wait for the other resources.";
  const reason = others.length === 1 ? "which has no health check" : "which have no health check";
  const names = others.map((task) => taskName(application, task));
  return `It does not wait for ${enumerate(names, 2)}, ${reason}.`;
}

function namesOf(application: Application, tasks: readonly Task[]): string {
  return enumerate(tasks.map((task) => taskName(application, task)));
}
