import type { Application } from "../../application/application.ts";
import { does } from "../../sync/behaviour-versions.ts";
import type { Failure } from "../../sync/failure-mode.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { taskName } from "../words.ts";
import {
  eventOfFailure,
  immutableLines,
  missingKindLines,
  remedyLines,
  stuckLines,
  stopsAtOnce,
} from "./what-if-event.ts";
import { checkLines } from "./what-if-check.ts";
import { runOnce } from "./what-if-hooks.ts";
import { leftOutLines, passedOverLines } from "./what-if-left-out.ts";
import { countOf, grouped, isDestination, isHookTask, isOne, names } from "./what-if-words.ts";

/** What happens in a simulated sync, as sentences in the order of events. */
export function whatIfStory(application: Application, simulation: Simulation, asked: readonly Failure[]): string[] {
  const { cause } = simulation;
  if (cause === undefined)
    return [...quietStory(application, simulation, asked), ...reuseLines(application, simulation)];
  return [
    ...new Set(failureLines(application, simulation, asked)),
    ...missingKindLines(application, simulation, cause),
    ...immutableLines(application, simulation, cause),
    ...stuckLines(application, simulation, cause),
    ...besideLines(application, simulation, cause),
    ...passedOverLines(application, simulation),
    ...outcomeLines(application, simulation, cause),
    // A sync that does not begin applies nothing, and that is said.
    ...(stopsAtOnce(simulation)
      ? []
      : [...neverLines(application, simulation), ...syncFailLines(application, simulation)]),
    ...reuseLines(application, simulation),
    ...retryLines(application, simulation),
    ...leftOutLines(application, simulation),
    ...remedyLines(application, simulation, cause),
  ];
}

/** Nothing fails, or what was asked for cannot happen. */
function quietStory(application: Application, { ran, never }: Simulation, asked: readonly Failure[]): string[] {
  if (asked.length > 0)
    return [
      `${names(
        application,
        asked.map(({ task }) => task),
      )} never runs, because nothing before it can fail.`,
    ];
  if (ran.length === 0) return ["There is nothing to apply, and the sync succeeds."];
  const course = ran.length === 1 ? "is applied" : `${isOne(ran) ? "is" : "are"} applied, wave by wave`;
  const quiet = never.some(isAlert) ? " SyncFail hooks do not run." : "";
  return [`${countOf(ran)} ${course}, and the sync succeeds.${quiet}`];
}

function failureLines(application: Application, simulation: Simulation, asked: readonly Failure[]): string[] {
  const { cause, failures, course } = simulation;
  const reached = new Set(course.events.flatMap((event) => ("task" in event ? [event.task] : [])));
  return failures
    .filter((failure) => failure === cause || !isAlert(failure.task))
    .flatMap((failure) => {
      const { task, mode, isCertain } = failure;
      if (!reached.has(task)) return asked.includes(failure) ? [notReachedLine(application, task)] : [];
      const event = eventOfFailure(application, failure);
      if (isCertain)
        return [
          `${event}: its kubectl allows no Force=true with server-side apply, which the dry run does not notice.`,
        ];
      if (failure === cause && !asked.includes(failure)) {
        const assumed = event.startsWith("The ") ? `t${event.slice(1)}` : event;
        return [`A SyncFail hook runs only after a failure. This assumes that ${assumed}.`];
      }
      return [
        `${event}.`,
        ...checkLines(application, failure),
        ...(mode === "refused" ? [refusalLine(application, task)] : []),
      ];
    });
}

function notReachedLine(application: Application, task: Task): string {
  return `${taskName(application, task)} has no turn in ${task.phase}, so nothing goes wrong with it.`;
}

function refusalLine(application: Application, task: Task): string {
  if (!does("namespace first", application.planOptions.version))
    return "If the dry run at the start refuses it, nothing at all is applied and no SyncFail hook runs.";
  if (isDestination(application, task)) return "It is applied before everything else, even before the dry run.";
  const hasNamespace = application.plan.steps.some(({ tasks }) => tasks.some((it) => isDestination(application, it)));
  const applied = hasNamespace ? "only the Namespace is applied" : "nothing at all is applied";
  return `If the dry run at the start refuses it, ${applied} and no SyncFail hook runs.`;
}

function besideLines(application: Application, { ran, failed, course }: Simulation, { task }: Failure): string[] {
  if (isDestination(application, task) || (ran.includes(task) && !failed.includes(task))) return [];
  const leftOut = new Set(course.leftOut);
  const done = new Set(ran.filter((it) => !leftOut.has(it)));
  const step = application.plan.steps.find((it) => it.tasks.includes(task));
  const beside = step?.tasks.filter((it) => it !== task && done.has(it)) ?? [];
  if (beside.length === 0) return [];
  return [`The rest of its wave is still applied: ${names(application, beside)}.`];
}

function outcomeLines(application: Application, { outcome, running, course }: Simulation, cause: Failure): string[] {
  if (outcome === "failed") return ["The sync fails."];
  if (outcome === "succeeded") {
    if (cause.mode === "immutable" || cause.mode === "stuck") return ["The sync succeeds."];
    return cause.mode === "hangs"
      ? ["Argo CD does not wait for it: the sync succeeds, and the application is shown as Progressing."]
      : ["Argo CD no longer checks it: the sync succeeds, and the application is shown as Degraded."];
  }
  if (cause.mode === "stuck") return [];
  const shown = `Until someone terminates the sync, Argo CD shows "${course.message}".`;
  if (running.some(isAlert))
    return ["The sync has failed but does not end, because it waits for its SyncFail hooks.", shown];
  const isHook = isHookTask(application, cause.task);
  return [
    `The sync waits for the ${isHook ? "hook to finish" : "resource to become healthy"}, however long that takes.`,
    shown,
  ];
}

function neverLines(application: Application, { never }: Simulation): string[] {
  const left = never.filter((task) => !isAlert(task));
  if (left.length === 0) return [];
  return [`${countOf(left)} ${isOne(left) ? "is" : "are"} not applied: ${grouped(application, left)}.`];
}

function syncFailLines(
  application: Application,
  { outcome, ran, failed, running, never, course }: Simulation,
): string[] {
  const refused = course.events.flatMap((event) =>
    event.what === "refused" && isAlert(event.task) ? [event.task] : [],
  );
  const begun = new Set([...ran, ...failed, ...running].filter((task) => !refused.includes(task)));
  const started = application.plan.steps.flatMap(({ tasks }) => tasks.filter((it) => isAlert(it) && begun.has(it)));
  const broken = started.filter((task) => failed.includes(task));
  if (started.length + refused.length > 0) {
    const start = started.length === 1 ? "The SyncFail hook runs" : "The SyncFail hooks run all at once";
    const also = broken.length === 1 ? "also fails" : "also fail";
    return [
      ...(started.length === 0 ? [] : [`${start}: ${names(application, started)}.`]),
      ...(broken.length === 0 ? [] : [`${names(application, broken)} ${also}, which changes nothing else.`]),
      ...(refused.length === 0
        ? []
        : [`The cluster also refuses ${names(application, refused)}, which changes nothing else.`]),
    ];
  }
  if (outcome === "succeeded" || !never.some(isAlert)) return [];
  return outcome === "waiting"
    ? ["No SyncFail hook runs, because the sync does not fail."]
    : ["No SyncFail hook runs, because they need the Namespace too."];
}

/** A Job or Pod that is already there and has finished does not run again. */
function reuseLines(application: Application, { reused }: Simulation): string[] {
  return reused.flatMap((task) => {
    const kind = application.members[task.resource ?? -1]?.resource.kind ?? "";
    if (!runOnce.has(kind)) return [];
    return [
      `${taskName(application, task)} does not run again in ${task.phase}, because the ${kind} from its earlier phase is still there. ` +
        "Add the delete policy BeforeHookCreation.",
    ];
  });
}

/** Argo CD tries an automated sync again. Mirrors `autoSync` and `processRequestedAppOperation` in controller/appcontroller.go. */
function retryLines(application: Application, { outcome, cause, hooks }: Simulation): string[] {
  const { automated } = application.planOptions;
  if (outcome !== "failed" || automated === undefined || automated.retries === 0) return [];
  const times = automated.retries === undefined ? "again and again" : `up to ${automated.retries} more times`;
  const recreated = hooks.find(({ task, next }) => task === cause?.task && next === "recreated");
  const again =
    recreated === undefined ? "" : ` Each time, ${taskName(application, recreated.task)} is deleted and runs again.`;
  return [`The application is synced automatically, so Argo CD tries ${times}, from the start.${again}`];
}

function isAlert({ phase }: Task): boolean {
  return phase === "SyncFail";
}
