/** How a sync that is played ends, and that it is tried again. */
import type { Application } from "../../application/application.ts";
import type { Course } from "../../sync/simulate.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import type { Become } from "./play.ts";
import { namesOf } from "./play-words.ts";
import { counted } from "../../counted.ts";

/** The last moment of a sync: how it ends, and what it has not applied. The objects of the tasks in `gone` have been deleted. */
export function endOfSync(
  application: Application,
  simulation: Simulation,
  course: Course,
  gone: ReadonlySet<Task>,
): { readonly sentence: string; readonly becomes: readonly Become[] } {
  const tried = new Set(
    course.events.flatMap((event) => ("task" in event && event.what !== "deleted" ? [event.task] : [])),
  );
  const untried = application.plan.steps.flatMap(({ tasks }) => tasks.filter((task) => !tried.has(task)));
  const there = new Set(course.leftOut);
  const never = untried.filter((task) => !there.has(task));
  const isUnseen = course.outcome === "succeeded";
  const held = heldOf(simulation, course);
  return {
    sentence: [endWords(application, simulation, course), ...neverWords(course, never)].join(" "),
    becomes: [
      { state: "never", words: "not applied", tasks: never.filter((task) => !gone.has(task)) },
      { state: "applied", words: "there already", tasks: untried.filter((task) => there.has(task)) },
      { state: "failed", words: "Degraded", tasks: isUnseen ? simulation.failed : [] },
      { state: "awaited", words: "not healthy", tasks: isUnseen ? simulation.running : [] },
      { state: "awaited", words: "not gone yet", tasks: held },
    ],
  };
}

function endWords(application: Application, simulation: Simulation, course: Course): string {
  const { failed, running, retry } = simulation;
  switch (course.outcome) {
    case "succeeded":
      if (failed.length > 0)
        return `The sync succeeds, as Argo CD no longer checks what becomes Degraded: ${namesOf(application, failed)}.`;
      if (running.length > 0)
        return `The sync succeeds, as Argo CD does not wait for what never becomes healthy: ${namesOf(application, running)}.`;
      return "The sync succeeds.";
    case "waiting": {
      const held = heldOf(simulation, course);
      if (held.length > 0)
        return `The sync waits until the earlier ${namesOf(application, held)} ${held.length === 1 ? "is" : "are"} gone, or someone terminates it.`;
      return `The sync waits for ${namesOf(application, course.awaited)} until someone terminates it.`;
    }
    case "failed":
      return course === retry ? againWords(application) : "The sync fails.";
  }
}

/** The hooks whose objects of the sync before a finalizer holds, where the sync waits for that. */
function heldOf({ failures }: Simulation, { outcome, awaited }: Course): readonly Task[] {
  if (outcome !== "waiting" || awaited.length > 0) return [];
  return failures.filter(({ mode }) => mode === "stuck").map(({ task }) => task);
}

function againWords({ planOptions: { automated } }: Application): string {
  if (automated?.retries === undefined) return "The sync fails again, and Argo CD keeps trying.";
  if (automated.retries === 1) return "The sync fails again, and Argo CD gives up.";
  return `The sync fails again, and so on: Argo CD gives up after ${automated.retries} retries.`;
}

function neverWords({ outcome }: Course, never: readonly Task[]): readonly string[] {
  if (outcome === "succeeded") return [];
  const left = new Set(never.filter(({ phase }) => phase !== "SyncFail").map(({ resource }) => resource));
  if (left.size === 0) return [];
  return [`${counted(left.size, "resource")} ${left.size === 1 ? "is" : "are"} not applied.`];
}

/** That Argo CD tries a failed sync again by itself. */
export function retrySentence({ planOptions: { automated } }: Application): string {
  const limit = automated?.retries;
  return `Argo CD tries again, from the start: retry 1${limit === undefined ? "" : ` of ${limit}`}.`;
}
