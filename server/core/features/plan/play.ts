import type { Application } from "../../application/application.ts";
import type { Course } from "../../sync/simulate.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import type { SyncEvent } from "../../sync/sync-run.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { type PlanIds, stepIdOf } from "./plan-ids.ts";
import { endOfSync, retrySentence } from "./play-end.ts";
import { type Happening, timelineOf } from "./play-timeline.ts";
import { isBeforeItsWave } from "./what-if-course.ts";
import {
  applySentence,
  awaitSentence,
  byWait,
  deleteSentence,
  endSentence,
  hasEndedBefore,
  placeOf,
} from "./play-words.ts";

/** What a resource is at a moment of a sync. */
export type PlayState = "pending" | "applied" | "awaited" | "healthy" | "failed" | "deleted" | "never";

/** One moment of a sync that is played. */
export interface PlayMoment {
  /** Unique, and stable while the plan keeps its waves: `applied Sync/0`. */
  readonly id: string;
  /** The id of the wave in which something happens; `null` where it is about the whole sync. */
  readonly step: string | null;
  /** What happens, as a sentence or two. */
  readonly sentence: string;
  /** What becomes of which tasks; all others stay what they were. At the first moment every task becomes something. */
  readonly changes: readonly PlayChange[];
}

/** Tasks that become the same. */
export interface PlayChange {
  readonly state: PlayState;
  /** For their cards: `waits for health`. */
  readonly words: string;
  /** Their ids. */
  readonly tasks: readonly string[];
}

/** What tasks become, before they have ids. */
export interface Become {
  readonly state: PlayState;
  readonly words: string;
  readonly tasks: readonly Task[];
}

/** A moment before it has ids. */
interface Moment {
  readonly type: string;
  /** A task in whose wave something happens. */
  readonly at: Task | undefined;
  readonly sentence: string;
  readonly becomes: readonly Become[];
}

/** A sync from before it begins to its end, moment by moment; where Argo CD tries it again by itself, also the first retry. */
export function playOf(application: Application, ids: PlanIds, simulation: Simulation): readonly PlayMoment[] {
  const { course, retry, isLater } = simulation;
  const start = isLater
    ? "The sync before went well. This is the next one."
    : "Nothing is applied yet. This is the first sync, to an empty cluster.";
  const tasks = application.plan.steps.flatMap((step) => step.tasks);
  const first = [beginning("start", start, tasks), ...momentsOf(application, simulation, course)];
  const second =
    retry === undefined
      ? []
      : [beginning("retry", retrySentence(application), tasks), ...momentsOf(application, simulation, retry)];
  const counts = new Map<string, number>();
  return [...first, ...second].map(({ type, at, sentence, becomes }): PlayMoment => {
    const step = at === undefined ? null : stepIdOf(at);
    const name = step === null ? type : `${type} ${step}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return {
      id: count === 1 ? name : `${name}#${count}`,
      step,
      sentence,
      changes: becomes
        .filter((become) => become.tasks.length > 0)
        .map((become) => ({ ...become, tasks: become.tasks.map(ids.ofTask) })),
    };
  });
}

function beginning(type: string, sentence: string, tasks: readonly Task[]): Moment {
  return { type, at: undefined, sentence, becomes: [{ state: "pending", words: "not yet", tasks }] };
}

function momentsOf(application: Application, simulation: Simulation, course: Course): readonly Moment[] {
  const forever = new Set(course.awaited);
  const before = new Set(course.events.flatMap((event) => (hasEndedBefore(application, event) ? [event.task] : [])));
  // Only a first sync may begin out of order.
  const first = course === simulation.course ? course.events[0] : undefined;
  /** Which tasks have made what is in the cluster, by its key. */
  const makers = new Map<string, readonly Task[]>();
  const moments = timelineOf(course).flatMap((happening): readonly Moment[] => {
    switch (happening.type) {
      case "applied":
        return [applied(application, happening, first, makers)];
      case "deleted":
        return [deleted(application, happening, makers)];
      case "looked":
        return looked(application, happening, { forever, before });
    }
  });
  const gone = new Set(
    moments.flatMap(({ becomes }) => becomes.flatMap(({ state, tasks }) => (state === "deleted" ? tasks : []))),
  );
  return [...moments, { type: "end", at: undefined, ...endOfSync(application, simulation, course, gone) }];
}

function applied(
  application: Application,
  { events }: Extract<Happening, { readonly type: "applied" }>,
  beginning: SyncEvent | undefined,
  makers: Map<string, readonly Task[]>,
): Moment {
  const tasksOf = (...what: readonly string[]): Task[] =>
    events.filter((event) => what.includes(event.what)).map(({ task }) => task);
  for (const { what, task, object } of events) {
    if (what !== "refused" && what !== "not-valid")
      makers.set(object, [...(what === "patched" ? (makers.get(object) ?? []) : []), task]);
  }
  const tasks = events.map(({ task }) => task);
  const [first] = events;
  const isEarly =
    first?.what === "not-valid" ||
    (first !== undefined && first === beginning && isBeforeItsWave(application, first));
  return {
    type: "applied",
    at: tasks[0],
    sentence: applySentence(application, isEarly ? "Before everything else" : placeOf(tasks), events),
    becomes: [
      { state: "applied", words: "applied", tasks: tasksOf("applied") },
      { state: "applied", words: "applied again", tasks: tasksOf("patched") },
      { state: "applied", words: "recreated", tasks: tasksOf("replaced") },
      { state: "failed", words: "refused", tasks: tasksOf("refused") },
      { state: "failed", words: "kind unknown", tasks: tasksOf("not-valid") },
    ],
  };
}

function deleted(
  application: Application,
  happening: Extract<Happening, { readonly type: "deleted" }>,
  makers: Map<string, readonly Task[]>,
): Moment {
  const { policy, events } = happening;
  const tasks = events.flatMap(({ task, object }) => makers.get(object.key) ?? [task]);
  for (const { object } of events) makers.delete(object.key);
  return {
    type: `deleted ${policy}`,
    at: events[0]?.task,
    sentence: deleteSentence(application, happening),
    becomes: [{ state: "deleted", words: "deleted", tasks }],
  };
}

/** First Argo CD waits, and then what it waits for has ended, unless it never does. */
function looked(
  application: Application,
  { look }: Extract<Happening, { readonly type: "looked" }>,
  { forever, before }: { readonly forever: ReadonlySet<Task>; readonly before: ReadonlySet<Task> },
): readonly Moment[] {
  const { hooks, resources, perhaps } = byWait(application, look.awaited);
  const running = hooks.filter((task) => !before.has(task));
  const begun = [...hooks, ...resources, ...perhaps];
  const awaited = [...running, ...resources, ...perhaps];
  const failed = new Set(look.failed);
  const hasSucceeded = (task: Task): boolean => !failed.has(task) && !forever.has(task);
  const succeeded = begun.filter(hasSucceeded);
  const at = begun[0] ?? look.failed[0];
  const waits: Moment = {
    type: "awaited",
    at,
    sentence: awaitSentence(application, awaited),
    becomes: [
      { state: "awaited", words: "runs", tasks: running },
      { state: "awaited", words: "waits for health", tasks: [...resources, ...perhaps] },
    ],
  };
  const ends: Moment = {
    type: "ended",
    at,
    sentence: endSentence(application, succeeded, look.failed),
    becomes: [
      { state: "healthy", words: "succeeded", tasks: hooks.filter(hasSucceeded) },
      { state: "healthy", words: "healthy", tasks: resources.filter(hasSucceeded) },
      { state: "healthy", words: "done", tasks: perhaps.filter(hasSucceeded) },
      { state: "failed", words: "failed", tasks: look.failed },
    ],
  };
  return [...(awaited.length > 0 ? [waits] : []), ...(succeeded.length + failed.size > 0 ? [ends] : [])];
}
