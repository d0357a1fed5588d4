import { keyOf, keysOf, type LiveObject } from "./cluster.ts";
import { does } from "./behaviour-versions.ts";
import { type Failure, failureModes } from "./failure-mode.ts";
import { type HookEnd, hookEnds } from "./hook-ends.ts";
import { missingKinds } from "./missing-kind.ts";
import type { PlanOptions, Step } from "./plan.ts";
import { isNamespace } from "./resource.ts";
import { isForceRefused } from "./forced-on-server.ts";
import { settingsOf, type SyncSettings } from "./settings.ts";
import { type Course, runSync } from "./simulate.ts";
import type { Planned } from "./sync-task.ts";
import type { Task } from "./sync-tasks.ts";

/** A plan and its inputs. */
export interface Simulated extends Planned {
  readonly options: PlanOptions;
}

/** What happens in a first sync. Every task of the plan is in exactly one of `ran`, `failed`, `running` and `never`, in its order. */
export interface Simulation {
  readonly outcome: Course["outcome"];
  /** The sync, event by event. */
  readonly course: Course;
  /** The same sync tried again, if it fails and Argo CD does so by itself: everything that failed fails again. */
  readonly retry: Course | undefined;
  /** What goes wrong first: the failure that was asked for or, for a SyncFail hook, a failure that triggers it. */
  readonly cause: Failure | undefined;
  /** All that goes wrong. */
  readonly failures: readonly Failure[];
  /** It is not a first sync but the one after a sync in which all went well. */
  readonly isLater: boolean;
  /** The step at which the sync stops early; `undefined` if it goes through all steps. */
  readonly endsAt: Step | undefined;
  /** Applied, or there already, and not known to have failed. */
  readonly ran: readonly Task[];
  /** Refused, failed or Degraded. */
  readonly failed: readonly Task[];
  /** Neither finished nor healthy. */
  readonly running: readonly Task[];
  readonly never: readonly Task[];
  /** What happens to the object of each hook that was applied, in the order in which they were created. */
  readonly hooks: readonly HookEnd[];
  /** Those that change the object of an earlier phase of the same hook instead of creating one. */
  readonly reused: readonly Task[];
  /** Those that the next sync neither applies nor awaits, because of `ApplyOutOfSyncOnly=true`. */
  readonly leftOutNext: readonly Task[];
}

/**
 * What happens in the first sync to an empty cluster if tasks fail, and what the next sync does, in which all goes well. A refusal
 * by the API server is one during the sync itself: if the dry run before it failed, nothing at all would be applied. Where only
 * SyncFail hooks fail, something sets them off: the first hook fails or, if there is none, the first resource is refused. If a field has
 * changed that cannot change, or a finalizer keeps a hook, it is the sync after one in which all went well.
 */
export function simulateFailure(simulated: Simulated, asked: readonly Failure[]): Simulation {
  const { plan, options } = simulated;
  const settings = settingsOf(options, "keeps");
  const given = asked.flatMap((failure) => (failure.mode === "missing-kind" ? ofKind(simulated, failure) : [failure]));
  const missingKind = missingKinds(simulated, settings.syncOptions);
  const isCause = ({ task, mode }: Failure): boolean => {
    const resource = simulated.resources[task.resource ?? -1];
    if (mode === "missing-kind" && resource !== undefined && missingKind(resource) === "stops") return true;
    return task.phase !== "SyncFail" || isDestination(simulated, task);
  };
  const certain = certainFailures(simulated, settings, given);
  const known = [...given, ...certain];
  const trigger = known.find(isCause) ?? (known.length === 0 ? undefined : causeOf(simulated));
  const failures = trigger === undefined || known.includes(trigger) ? known : [trigger, ...known];
  const isLater = failures.some(({ mode }) => mode === "immutable" || mode === "stuck");
  const stuck = failures.filter(({ mode }) => mode === "stuck");
  const before = isLater ? runSync(simulated, settings, { failures: stuck, name: "TIME0" }).left : [];
  const course = runSync(simulated, settings, { failures, live: before, unchanged: unchangedIn(before, failures) });
  const fates = fatesOf(simulated, course, failures);
  const refused = failures.filter(({ task }) => fates.failed.includes(task));
  const live = course.leftAfterTerminate;
  const unchanged = unchangedIn(live, refused);
  const next = runSync(simulated, settings, { failures: certain, live, unchanged, name: "TIME2" });
  const retry = isRetried(course, options)
    ? runSync(simulated, settings, {
        ...{ failures, live: course.left, unchanged: unchangedIn(course.left, refused) },
        name: "TIME2",
      })
    : undefined;
  return {
    outcome: course.outcome,
    course,
    retry,
    cause: firstToHappen(course, failures.filter(isCause)) ?? trigger,
    failures,
    isLater,
    endsAt: course.outcome === "succeeded" ? undefined : lastStep(plan.steps, course),
    ...fates,
    hooks: hookEnds(simulated, course, next),
    reused: isLater ? [] : course.events.flatMap((event) => (event.what === "patched" ? [event.task] : [])),
    leftOutNext: settings.outOfSyncOnly ? leftOutOf(simulated, unchanged) : [],
  };
}

/** What fails in every sync and is not asked about anyway. */
function certainFailures(
  { plan, resources }: Simulated,
  settings: SyncSettings,
  given: readonly Failure[],
): readonly Failure[] {
  const asked = new Set(given.map(({ task }) => task));
  return plan.steps
    .flatMap((step) => step.tasks)
    .flatMap((task): Failure[] => {
      const resource = resources[task.resource ?? -1];
      if (resource === undefined || asked.has(task) || !isForceRefused(resource, settings)) return [];
      return [{ task, mode: "refused", isCertain: true }];
    });
}

/** The failure that decides how a sync goes on: what it waits for or, if it waits for nothing, what goes wrong first. */
function firstToHappen({ events, awaited }: Course, failures: readonly Failure[]): Failure | undefined {
  const byTask = new Map(failures.map((failure) => [failure.task, failure]));
  const inTime = events.flatMap((event) => ("task" in event ? (byTask.get(event.task) ?? []) : []));
  return inTime.find(({ task }) => awaited.includes(task)) ?? inTime[0];
}

/** Mirrors `autoSync` and `processRequestedAppOperation` in controller/appcontroller.go, which forgets all results before it tries again. */
function isRetried({ outcome }: Course, { automated }: PlanOptions): boolean {
  return outcome === "failed" && automated !== undefined && automated.retries !== 0;
}

/** If the cluster does not know a kind, it knows it of no resource. */
function ofKind({ plan, resources }: Simulated, failure: Failure): readonly Failure[] {
  const { task, mode } = failure;
  const kindOf = ({ resource = -1 }: Task): string => `${resources[resource]?.group}/${resources[resource]?.kind}`;
  const tasks = plan.steps.flatMap((step) => step.tasks).filter((it) => kindOf(it) === kindOf(task));
  return [failure, ...tasks.flatMap((it) => (it === task ? [] : [{ task: it, mode }]))];
}

/** The objects that nobody has changed. */
function unchangedIn(live: readonly LiveObject[], failures: readonly Failure[]): ReadonlySet<string> {
  const changed = new Set(failures.flatMap(({ task, mode }) => (mode === "immutable" ? [task] : [])));
  return keysOf(live.filter(({ appliedBy }) => appliedBy === undefined || !changed.has(appliedBy)));
}

/** The tasks of resources, not of hooks, whose objects are there. */
function leftOutOf({ plan, resources, options }: Simulated, there: ReadonlySet<string>): readonly Task[] {
  return plan.steps
    .flatMap((step) => step.tasks)
    .filter(({ resource: index = -1 }) => {
      const resource = resources[index];
      if (resource === undefined || plan.behaviours[index]?.role !== "resource") return false;
      return there.has(keyOf(resource, options.namespace));
    });
}

/** A SyncFail hook runs only after a failure: here the first hook fails, or if there is none, the first resource is refused. */
function causeOf({ plan, resources, options }: Simulated): Failure | undefined {
  const tasks = plan.steps.filter(({ phase }) => phase !== "SyncFail").flatMap((step) => step.tasks);
  const hook = tasks.find(({ resource }) => resource !== undefined && plan.behaviours[resource]?.role === "hook");
  if (hook !== undefined) {
    const modes = failureModes(resources[hook.resource ?? -1], "built-in", options);
    return { task: hook, mode: modes.includes("fails") ? "fails" : "refused" };
  }
  const task = tasks.find((it) => !isDestination({ resources, options }, it));
  return task && { task, mode: "refused" };
}

/** Whether a task applies the Namespace that the application is deployed to: even as a SyncFail hook it comes first, since 3.1. */
function isDestination({ resources, options }: Pick<Simulated, "resources" | "options">, { resource }: Task): boolean {
  if (!does("namespace first", options.version)) return false;
  if (resource === undefined) return true;
  const object = resources[resource];
  return object !== undefined && isNamespace(object) && object.name === options.namespace && options.namespace !== "";
}

type Fates = Pick<Simulation, "ran" | "failed" | "running" | "never">;

function fatesOf({ plan }: Simulated, { events, awaited, leftOut }: Course, failures: readonly Failure[]): Fates {
  const modes = new Map(failures.map(({ task, mode }) => [task, mode]));
  const tried = new Set(events.flatMap((event) => ("task" in event && event.what !== "deleted" ? [event.task] : [])));
  const refused = new Set(
    events.flatMap((event) => (event.what === "refused" || event.what === "not-valid" ? [event.task] : [])),
  );
  const there = new Set(leftOut);
  const fateOf = (task: Task): keyof Fates => {
    if (!tried.has(task)) return there.has(task) ? "ran" : "never";
    const mode = modes.get(task);
    if (refused.has(task) || mode === "fails") return "failed";
    return mode === "hangs" || (mode === "stuck" && awaited.includes(task)) ? "running" : "ran";
  };
  const fates: Record<keyof Fates, Task[]> = { ran: [], failed: [], running: [], never: [] };
  for (const { tasks } of plan.steps) for (const task of tasks) fates[fateOf(task)].push(task);
  return fates;
}

/** The last step, without those of SyncFail hooks, in which something was tried, or deleted before it. */
function lastStep(steps: readonly Step[], { events }: Course): Step | undefined {
  const begun = new Set(
    events.flatMap((event) =>
      "task" in event && (event.what !== "deleted" || event.policy === "BeforeHookCreation") ? [event.task] : [],
    ),
  );
  return steps.findLast(({ phase, tasks }) => phase !== "SyncFail" && tasks.some((task) => begun.has(task)));
}
