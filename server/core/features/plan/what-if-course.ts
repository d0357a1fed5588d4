import type { Application } from "../../application/application.ts";
import { does } from "../../sync/behaviour-versions.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import type { SyncEvent } from "../../sync/sync-run.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { waitSentence } from "../waits.ts";
import { stepTitle, taskName } from "../words.ts";
import { type PlanIds, stepIdOf } from "./plan-ids.ts";
import { isDestination } from "./what-if-words.ts";

/** What a sync does in one wave, or before and after all of them. */
export interface CourseWave {
  /** `PreSync/-1` as in a plan; `start` before everything, `end` after it. */
  readonly id: string;
  /** `PreSync · wave -1`. */
  readonly title: string;
  /** In the order of time. */
  readonly events: readonly CourseEvent[];
  /** What Argo CD waits for then, as sentences; absent where the sync does not go on from here. */
  readonly waitsFor?: string;
}

/** Something that a sync does with an object. */
export interface CourseEvent {
  readonly what: SyncEvent["what"];
  /** The id of the task. */
  readonly task: string;
  /** `Job migrate`. */
  readonly title: string;
  /** `applied, fails`. */
  readonly words: string;
}

/** A sync as it runs, wave by wave: what is applied, what is awaited and what is deleted, until it ends. */
export function whatIfCourse(application: Application, ids: PlanIds, simulation: Simulation): readonly CourseWave[] {
  const { course, failures } = simulation;
  const modes = new Map(failures.map((failure) => [failure.task, failure.mode]));
  const waves: { readonly place: Place; readonly events: CourseEvent[] }[] = [];
  for (const [index, event] of course.events.entries()) {
    if (!("task" in event)) continue;
    const place = placeOf(application, event, simulation, index);
    let wave = waves.at(-1);
    if (wave?.place.id !== place.id) {
      wave = { place, events: [] };
      waves.push(wave);
    }
    wave.events.push({
      what: event.what,
      task: ids.ofTask(event.task),
      title: taskName(application, event.task),
      words: wordsOf(application, event, modes.get(event.task)),
    });
  }
  const steps = new Map(application.plan.steps.map((step) => [placeOfTask(step).id, step]));
  return waves.map(({ place, events }): CourseWave => {
    const step = steps.get(place.id);
    const isAwaited = step !== undefined && step.waitsFor !== "nothing" && step.phase !== "SyncFail";
    const goesOn = isAwaited && simulation.endsAt !== step;
    return { ...place, events, ...(goesOn && { waitsFor: waitSentence(application, step) }) };
  });
}

interface Place {
  readonly id: string;
  readonly title: string;
}

function placeOf(application: Application, event: TaskEvent, { outcome }: Simulation, index: number): Place {
  const isOfSync = does("policies of the sync", application.planOptions.version);
  if (event.what === "deleted" && event.policy !== "BeforeHookCreation" && isOfSync) {
    return { id: "end", title: outcome === "succeeded" ? "When the sync has succeeded" : "When the sync has failed" };
  }
  if (event.what === "not-valid") return { id: "start", title: "Before everything else" };
  if (index === 0 && isBeforeItsWave(application, event)) return { id: "start", title: "Before everything else" };
  return placeOfTask(event.task);
}

/** An event that concerns a task. */
type TaskEvent = Extract<SyncEvent, { task: Task }>;

/** Whether what a sync begins with stands later in its order: only the Namespace of the destination does, where it is missing. */
export function isBeforeItsWave(application: Application, { what, task }: Pick<TaskEvent, "what" | "task">): boolean {
  if (what === "patched" || !isDestination(application, task)) return false;
  return application.plan.steps[0]?.tasks.includes(task) === false;
}

function placeOfTask(task: Pick<Task, "phase" | "wave">): Place {
  return { id: stepIdOf(task), title: stepTitle(task) };
}

function wordsOf(
  { plan }: Application,
  event: TaskEvent,
  mode: Simulation["failures"][number]["mode"] | undefined,
): string {
  if (event.what === "deleted") return `deleted (${event.policy})`;
  if (event.what === "refused") return "refused by the cluster";
  if (event.what === "not-valid") return "of a kind that the cluster does not know";
  const isHook = plan.behaviours[event.task.resource ?? -1]?.role === "hook";
  const ends = {
    fails: isHook ? ", fails" : ", becomes Degraded",
    hangs: isHook ? ", never finishes" : ", never becomes healthy",
  };
  const end = mode === "fails" || mode === "hangs" ? ends[mode] : "";
  return `${applications[event.what]}${end}`;
}

const applications = {
  applied: "applied",
  patched: "applied again",
  replaced: "deleted and recreated",
} as const;
