import type { Application } from "../../application/application.ts";
import type { Failure, FailureMode } from "../../sync/failure-mode.ts";
import type { NextFate } from "../../sync/hook-ends.ts";
import { simulateFailure, type Simulation } from "../../sync/simulate-failure.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { enumerate } from "../words.ts";
import { failureModesIn } from "./failure-modes.ts";
import { type PlanIds, planIds } from "./plan-ids.ts";
import { playOf, type PlayMoment } from "./play.ts";
import { type CourseWave, whatIfCourse } from "./what-if-course.ts";
import { titleOfFailure } from "./what-if-event.ts";
import { whatIfHooks } from "./what-if-hooks.ts";
import { whatIfMarkdown } from "./what-if-markdown.ts";
import { whatIfStory } from "./what-if-story.ts";
import { type TranscriptPart, whatIfTranscript } from "./what-if-transcript.ts";
import { type LeftTogether, whatIsLeft } from "./what-if-left.ts";

/** What is simulated: a failure, or a sync in which nothing fails. */
export type WhatIfMode = FailureMode | "nothing";

/** Something that goes wrong. */
export interface WhatIfAsked {
  /** The id of a task: `batch/Job:shop/migrate PreSync`. */
  readonly task: string;
  /** The most telling one if absent. */
  readonly mode?: WhatIfMode | undefined;
}

/** What happens in a sync in which something fails, or nothing does. Every task is in exactly one of `ran`, `failed`, `running` and `never`. */
export interface WhatIfOutline {
  /** The first task that was asked for; `null` if none was. */
  readonly task: string | null;
  readonly mode: WhatIfMode;
  /** `What if Job migrate fails?` */
  readonly title: string;
  readonly outcome: Simulation["outcome"];
  /** What Argo CD shows as the message of the sync. */
  readonly message: string;
  /** Sentences, in the order of what happens. */
  readonly story: readonly string[];
  readonly ran: readonly string[];
  /** Failed, Degraded or refused. */
  readonly failed: readonly string[];
  readonly running: readonly string[];
  readonly never: readonly string[];
  readonly hooks: readonly WhatIfHookOutline[];
  /** The sync as it runs, wave by wave. */
  readonly course: readonly CourseWave[];
  /** The same to read, with where it stops and what is never reached. */
  readonly transcript: readonly TranscriptPart[];
  /** What is in the cluster then that nobody asked for. */
  readonly left: readonly LeftTogether[];
  /** The same moment by moment, to be played. */
  readonly moments: readonly PlayMoment[];
  readonly markdown: string;
}

/** What happens to the object of a hook. */
export interface WhatIfHookOutline {
  readonly task: string;
  readonly title: string;
  readonly stays: boolean;
  readonly reason: string;
  /** What the next sync does with it; absent where nothing is left. */
  readonly next?: NextFate;
  /** The same as a sentence. */
  readonly nextSentence?: string;
}

/**
 * What happens when the tasks of these ids fail, all goes well if there are none. `undefined` if the application has no such task,
 * or it cannot fail in that way.
 */
export function whatIf(application: Application, asked: readonly WhatIfAsked[]): WhatIfOutline | undefined {
  const ids = planIds(application);
  const tasks = new Map(application.plan.steps.flatMap((step) => step.tasks.map((task) => [ids.ofTask(task), task])));
  const modesOf = failureModesIn(application);
  const failures: Failure[] = [];
  for (const { task: id, mode } of asked) {
    const task = tasks.get(id);
    if (task === undefined) return undefined;
    if (mode === "nothing") continue;
    const modes = modesOf(task.resource === undefined ? undefined : application.members[task.resource]?.resource);
    const chosen = mode ?? modes[0] ?? "refused";
    if (!modes.includes(chosen)) return undefined;
    failures.push({ task, mode: chosen });
  }
  return outline(application, ids, asked[0]?.task ?? null, failures);
}

function outline(
  application: Application,
  ids: PlanIds,
  task: string | null,
  failures: readonly Failure[],
): WhatIfOutline {
  const { plan, members, planOptions: options } = application;
  const simulation = simulateFailure({ plan, resources: members.map(({ resource }) => resource), options }, failures);
  const { outcome, ran, failed, running, never } = simulation;
  const idsOf = (some: readonly Task[]): string[] => some.map((it) => ids.ofTask(it));
  const [first] = failures;
  const answer = {
    task,
    mode: first === undefined || first.mode === "invalid" ? ("nothing" as const) : first.mode,
    title: titleOf(application, simulation, failures),
    outcome,
    message: simulation.course.message,
    story: whatIfStory(application, simulation, failures),
    ran: idsOf(ran),
    failed: idsOf(failed),
    running: idsOf(running),
    never: idsOf(never),
    hooks: whatIfHooks(application, ids, simulation),
    course: whatIfCourse(application, ids, simulation),
    moments: playOf(application, ids, simulation),
  };
  const transcript = whatIfTranscript(application, ids, simulation, answer.course);
  const whole = { ...answer, transcript, left: whatIsLeft(application, simulation, answer.hooks) };
  return { ...whole, markdown: whatIfMarkdown(whole) };
}

function titleOf(application: Application, { cause }: Simulation, failures: readonly Failure[]): string {
  // Several Applications may be answered at once, and each has resources of its own.
  if (failures.length === 0)
    return `What if nothing ${cause === undefined ? "" : "else "}fails${application.declared ? ` in ${application.name}` : ""}?`;
  return `What if ${enumerate(failures.map((failure) => titleOfFailure(application, failure)))}?`;
}
