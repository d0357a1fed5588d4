import type { Application } from "../../application/application.ts";
import type { Failure } from "../../sync/failure-mode.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import { capitalized, enumerate, stepTitle, taskName } from "../words.ts";
import type { PlanIds } from "./plan-ids.ts";
import type { CourseEvent, CourseWave } from "./what-if-course.ts";
import { stopsAtOnce } from "./what-if-event.ts";
import { failureEvent } from "./what-if-words.ts";

/** A part of a sync as people read it: a wave, the end, or what is never reached. */
export interface TranscriptPart {
  readonly title: string;
  readonly lines: readonly TranscriptLine[];
}

/** What is done, with the names of those to whom it is done; a `wait` is what Argo CD waits for, a `stop` why it does not go on. */
export interface TranscriptLine {
  readonly what: "event" | "wait" | "stop";
  readonly text: string;
}

/**
 * A sync as a person would write it down: in each wave what is applied, awaited and deleted, each said once for all that share it;
 * where it stops and why; and what is never reached.
 */
export function whatIfTranscript(
  application: Application,
  ids: PlanIds,
  simulation: Simulation,
  course: readonly CourseWave[],
): readonly TranscriptPart[] {
  const ended = new Set([...simulation.failed, ...simulation.running]);
  // What was to go wrong, but did not come to that, is told as anything else.
  const failures = new Map(
    simulation.failures.flatMap((failure) =>
      ended.has(failure.task) || isStuck(failure, simulation) ? [[ids.ofTask(failure.task), failure] as const] : [],
    ),
  );
  const lastAlert = simulation.outcome === "failed" ? course.findLast(isOfAlerts) : undefined;
  const said = new Set<string>();
  const parts = course.map((wave): TranscriptPart => {
    const failed = wave.events.flatMap(({ task, what }): readonly Failure[] => {
      const failure = failures.get(task);
      return failure === undefined || (what === "deleted" && failure.mode !== "stuck") ? [] : [failure];
    });
    const lines: readonly TranscriptLine[] = [
      ...eventLines(wave.events),
      ...(failed.length === 0 ? [] : [stopLine(application, simulation, failed)]),
      ...(wave.waitsFor === undefined || failed.some((failure) => isStuck(failure, simulation))
        ? []
        : [waitLine(withoutKnownReason(wave.waitsFor, said))]),
      ...(wave === lastAlert ? [waitLine("The sync ends as failed once its SyncFail hooks have finished.")] : []),
    ];
    return { title: wave.title, lines };
  });
  const missed = missedLines(application, simulation);
  const isEndTold = course.length === 0 || simulation.outcome !== "succeeded" || course.at(-1)?.id === "end";
  return [
    ...parts,
    ...(missed.length === 0 ? [] : [{ title: "Never reached", lines: missed }]),
    ...(isEndTold ? [] : [{ title: "The sync has succeeded", lines: [] }]),
  ];
}

function isStuck({ mode }: Failure, { outcome }: Simulation): boolean {
  return mode === "stuck" && outcome === "waiting";
}

/** Whether SyncFail hooks begin in a wave, and are not all refused. */
function isOfAlerts({ id, events }: CourseWave): boolean {
  return id.startsWith("SyncFail/") && events.some(({ what }) => what !== "refused");
}

/** A sentence without its reason, where the very same has been said of an earlier wave. */
function withoutKnownReason(sentence: string, said: Set<string>): string {
  const isKnown = said.has(sentence);
  said.add(sentence);
  const reason = sentence.indexOf(", because ");
  const isLast = sentence.indexOf(".", reason) === sentence.length - 1;
  return isKnown && reason >= 0 && isLast ? `${sentence.slice(0, reason)}.` : sentence;
}

function waitLine(text: string): TranscriptLine {
  return { what: "wait", text };
}

/** `Applied: Service web and Deployment web`, for events of the same kind that follow each other. */
function eventLines(events: readonly CourseEvent[]): readonly TranscriptLine[] {
  const groups: { readonly words: string; readonly names: string[] }[] = [];
  for (const event of events) {
    // Why the sync stops says it.
    if (event.what === "refused" || event.what === "not-valid") continue;
    const words = wordsOf(event);
    const last = groups.at(-1);
    if (last?.words === words) last.names.push(event.title);
    else groups.push({ words, names: [event.title] });
  }
  return groups.map(({ words, names }) => ({ what: "event", text: `${words}: ${enumerate(names)}` }));
}

/** What is done to an object, without how that ends. */
function wordsOf({ what, words }: CourseEvent): string {
  return capitalized(what === "deleted" ? words : (words.split(", ", 1)[0] ?? words));
}

/** What goes wrong in a wave, and what it costs there. */
function stopLine(application: Application, simulation: Simulation, failed: readonly Failure[]): TranscriptLine {
  const { outcome } = simulation;
  if (stopsAtOnce(simulation)) {
    const names = failed.map(({ task }) => taskName(application, task));
    return {
      what: "stop",
      text: `The cluster does not know the kind of ${enumerate(names)}, so the sync does not begin.`,
    };
  }
  const event = capitalized(enumerate(failed.map((failure) => failureEvent(application, failure))));
  const isAlert = failed.every(({ task }) => task.phase === "SyncFail");
  const cost = {
    succeeded: ", but Argo CD no longer looks.",
    failed: isAlert ? ", which changes nothing else." : ", so the sync stops here.",
    waiting: failed.some(({ mode }) => mode === "hangs" || mode === "stuck")
      ? ", so the sync waits here until someone terminates it."
      : ", so the sync stops here.",
  };
  return { what: "stop", text: `${event}${cost[outcome]}` };
}

/** What comes after the stop, wave by wave. */
function missedLines(application: Application, { never }: Simulation): readonly TranscriptLine[] {
  const missed = new Set(never);
  return application.plan.steps.flatMap((step): TranscriptLine[] => {
    const tasks = step.phase === "SyncFail" ? [] : step.tasks.filter((task) => missed.has(task));
    const names = tasks.map((task) => taskName(application, task));
    return names.length === 0 ? [] : [{ what: "event", text: `${stepTitle(step)}: ${enumerate(names)}` }];
  });
}
