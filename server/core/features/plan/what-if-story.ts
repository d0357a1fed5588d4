import type { Application } from "../../application/application.ts";
import { isNamespace } from "../../sync/resource.ts";
import type { Failure, Simulation } from "../../sync/simulate.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import type { WhatIfMode } from "./what-if.ts";
import { runOnce } from "./what-if-hooks.ts";
import { enumerate, taskName, waveWords } from "../words.ts";

/** What happens in a simulated sync, as sentences in the order of events. */
export function whatIfStory(
  application: Application,
  simulation: Simulation,
  asked: { readonly task: Task; readonly mode: WhatIfMode },
): string[] {
  const { cause } = simulation;
  if (cause === undefined)
    return [...quietStory(application, simulation, asked), ...reuseLines(application, simulation)];
  return [
    ...beforeLines(application, cause),
    ...failureLines(application, cause, asked),
    ...besideLines(application, simulation, cause),
    outcomeLine(application, simulation, cause),
    ...neverLines(application, simulation),
    ...syncFailLines(application, simulation),
    ...reuseLines(application, simulation),
  ];
}

/** Nothing fails, or what was asked for cannot happen. */
function quietStory(
  application: Application,
  { ran }: Simulation,
  { task, mode }: { task: Task; mode: WhatIfMode },
): string[] {
  if (mode !== "nothing") return [`${taskName(application, task)} never runs, because nothing before it can fail.`];
  const course = ran.length === 1 ? "is applied" : "are applied, wave by wave";
  return [`${countOf(ran)} ${course}, and the sync succeeds. SyncFail hooks do not run.`];
}

function beforeLines(application: Application, { task, mode }: Failure): string[] {
  if (mode === "refused" && isDestination(application, task)) return [];
  const steps = application.plan.steps;
  const before = steps
    .slice(
      0,
      steps.findIndex((step) => step.tasks.includes(task)),
    )
    .flatMap((step) => step.tasks);
  return before.length === 0
    ? []
    : [`First ${names(application, before)} ${before.length === 1 ? "is" : "are"} applied.`];
}

function failureLines(application: Application, cause: Failure, asked: { task: Task; mode: WhatIfMode }): string[] {
  const reason = "A SyncFail hook runs only after a failure. This assumes that";
  const event = eventOf(application, cause);
  const isAsked = cause.task === asked.task;
  const refusal = cause.mode === "refused" && isAsked ? [refusalLine(application, cause.task)] : [];
  return [isAsked ? `${event}.` : `${reason} ${event.startsWith("The ") ? `t${event.slice(1)}` : event}.`, ...refusal];
}

function refusalLine(application: Application, task: Task): string {
  if (isDestination(application, task)) return "It is applied before everything else, even before the dry run.";
  const hasNamespace = application.plan.steps.some(({ tasks }) => tasks.some((it) => isDestination(application, it)));
  const applied = hasNamespace ? "only the Namespace is applied" : "nothing at all is applied";
  return `If the dry run at the start refuses it, ${applied} and no SyncFail hook runs.`;
}

/** Whether a task applies the Namespace that the application is deployed to. */
function isDestination({ members, namespace }: Application, { resource }: Task): boolean {
  const object = resource === undefined ? undefined : members[resource]?.resource;
  return resource === undefined || (object !== undefined && isNamespace(object) && object.name === namespace);
}

function eventOf(application: Application, { task, mode }: Failure): string {
  const name = taskName(application, task);
  const place = `in ${task.phase}, ${waveWords(task.wave)}`;
  const isHook = task.resource !== undefined && application.plan.behaviours[task.resource]?.role === "hook";
  switch (mode) {
    case "refused":
      return `The cluster refuses ${name} ${place}`;
    case "fails":
      return isHook ? `${name} fails ${place}` : `${name} becomes Degraded ${place}`;
    case "hangs":
      return isHook ? `${name} never ends ${place}` : `${name} never becomes healthy ${place}`;
  }
}

function besideLines(application: Application, { ran }: Simulation, { task }: Failure): string[] {
  const step = application.plan.steps.find((it) => it.tasks.includes(task));
  const beside = step?.tasks.filter((it) => it !== task && ran.includes(it)) ?? [];
  if (beside.length === 0) return [];
  return [`The rest of its wave is still applied: ${names(application, beside)}.`];
}

function outcomeLine({ plan }: Application, { outcome, running }: Simulation, { task, mode }: Failure): string {
  if (outcome === "failed") return "The sync fails.";
  if (outcome === "succeeded") {
    return mode === "hangs"
      ? "Argo CD does not wait for it: the sync succeeds, and the application is shown as Progressing."
      : "Argo CD no longer checks it: the sync succeeds, and the application is shown as Degraded.";
  }
  const syncFail = running.some((it) => it.phase === "SyncFail");
  const isHook = plan.behaviours[task.resource ?? -1]?.role === "hook";
  if (syncFail) return "The sync has failed but does not end, because it waits for its SyncFail hooks.";
  return `The sync waits for the ${isHook ? "hook to finish" : "resource to become healthy"} until someone terminates the sync.`;
}

function neverLines(application: Application, { never }: Simulation): string[] {
  const left = never.filter(({ phase }) => phase !== "SyncFail");
  return left.length === 0
    ? []
    : [`${countOf(left)} ${left.length === 1 ? "is" : "are"} not applied: ${names(application, left)}.`];
}

function syncFailLines(application: Application, { outcome, ran, failed, running, never }: Simulation): string[] {
  const isAlert = ({ phase }: Task): boolean => phase === "SyncFail";
  const started = [...ran, ...failed, ...running].filter(isAlert);
  const broken = failed.filter(isAlert);
  if (started.length > 0) {
    const start = `${started.length === 1 ? "The SyncFail hook runs" : "The SyncFail hooks run all at once"}: ${names(application, started)}.`;
    return broken.length === 0
      ? [start]
      : [start, `${names(application, broken)} also fails, which changes nothing else.`];
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

function names(application: Application, tasks: readonly Task[]): string {
  return enumerate(tasks.map((task) => taskName(application, task)));
}

/** `1 resource`, `3 resources`. */
function countOf({ length }: readonly Task[]): string {
  return `${length} ${length === 1 ? "resource" : "resources"}`;
}
