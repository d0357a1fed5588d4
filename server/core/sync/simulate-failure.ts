import { does } from "./behaviour-versions.ts";
import { type Failure, failureModes } from "./failure-mode.ts";
import { type HookEnd, hookEnds } from "./hook-ends.ts";
import type { PlanOptions, Step } from "./plan.ts";
import { isNamespace } from "./resource.ts";
import { settingsOf } from "./settings.ts";
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
  /** The step at which the sync stops early; `undefined` if it goes through all steps. */
  readonly endsAt: Step | undefined;
  /** Applied, and not known to have failed. */
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
}

/**
 * What happens in the first sync to an empty cluster if tasks fail, and what the next sync does, in which all goes well. A refusal
 * by the API server is one during the sync itself: if the dry run before it failed, nothing at all would be applied. Where only
 * SyncFail hooks fail, something sets them off: the first hook fails or, if there is none, the first resource is refused.
 */
export function simulateFailure(simulated: Simulated, asked: readonly Failure[]): Simulation {
  const { plan, options } = simulated;
  const isCause = ({ task }: Failure): boolean => task.phase !== "SyncFail" || isDestination(simulated, task);
  const cause = asked.find(isCause) ?? (asked.length === 0 ? undefined : causeOf(simulated));
  const failures = cause === undefined || asked.includes(cause) ? asked : [cause, ...asked];
  const settings = settingsOf(options, "keeps");
  const course = runSync(simulated, settings, { failures });
  const next = runSync(simulated, settings, { live: course.leftAfterTerminate, name: "TIME2" });
  const retry = isRetried(course, options)
    ? runSync(simulated, settings, { failures, live: course.left, name: "TIME2" })
    : undefined;
  const fates = fatesOf(simulated, course, failures);
  return {
    outcome: course.outcome,
    course,
    retry,
    cause,
    failures,
    endsAt: course.outcome === "succeeded" ? undefined : lastStep(plan.steps, fates.never),
    ...fates,
    hooks: hookEnds(simulated, course, next),
    reused: course.events.flatMap((event) => (event.what === "patched" ? [event.task] : [])),
  };
}

/** Mirrors `autoSync` and `processRequestedAppOperation` in controller/appcontroller.go, which forgets all results before it tries again. */
function isRetried({ outcome }: Course, { automated }: PlanOptions): boolean {
  return outcome === "failed" && automated !== undefined && automated.retries !== 0;
}

/** A SyncFail hook runs only after a failure: here the first hook fails, or if there is none, the first resource is refused. */
function causeOf({ plan, resources, options }: Simulated): Failure | undefined {
  const tasks = plan.steps.filter(({ phase }) => phase !== "SyncFail").flatMap((step) => step.tasks);
  const hook = tasks.find(({ resource }) => resource !== undefined && plan.behaviours[resource]?.role === "hook");
  if (hook !== undefined)
    return { task: hook, mode: failureModes(resources[hook.resource ?? -1], options)[0] ?? "refused" };
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

function fatesOf({ plan }: Simulated, { events }: Course, failures: readonly Failure[]): Fates {
  const modes = new Map(failures.map(({ task, mode }) => [task, mode]));
  const tried = new Set(events.flatMap((event) => ("task" in event && event.what !== "deleted" ? [event.task] : [])));
  const fateOf = (task: Task): keyof Fates => {
    if (!tried.has(task)) return "never";
    const mode = modes.get(task);
    if (mode === undefined) return "ran";
    return mode === "hangs" ? "running" : "failed";
  };
  const fates: Record<keyof Fates, Task[]> = { ran: [], failed: [], running: [], never: [] };
  for (const { tasks } of plan.steps) for (const task of tasks) fates[fateOf(task)].push(task);
  return fates;
}

/** The last step, without those of SyncFail hooks, of which something was tried. */
function lastStep(steps: readonly Step[], never: readonly Task[]): Step | undefined {
  const untried = new Set(never);
  return steps.findLast(({ phase, tasks }) => phase !== "SyncFail" && tasks.some((task) => !untried.has(task)));
}
