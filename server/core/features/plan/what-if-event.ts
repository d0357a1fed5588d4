/** What goes wrong in a simulated sync, in words. */
import type { Application } from "../../application/application.ts";
import { does } from "../../sync/behaviour-versions.ts";
import type { Failure } from "../../sync/failure-mode.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { enumerate, finalizerWords, taskName, waveWords } from "../words.ts";
import { failureEvent } from "./what-if-words.ts";

/** `Job migrate fails`, as a part of a title. */
export function titleOfFailure(application: Application, failure: Failure): string {
  const { task, mode } = failure;
  switch (mode) {
    case "missing-kind":
      return `the cluster does not know the kind ${kindOf(application, task)}`;
    case "immutable":
      return `an immutable field of ${taskName(application, task)} changes`;
    default:
      return failureEvent(application, failure);
  }
}

/** `Job migrate fails in PreSync, wave -1`, without a full stop. */
export function eventOfFailure(application: Application, failure: Failure): string {
  const title = titleOfFailure(application, failure);
  const { phase, wave } = failure.task;
  const place = failure.mode === "missing-kind" ? "" : ` in ${phase}, ${waveWords(wave)}`;
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}${place}`;
}

/**
 * What comes of it that the cluster does not know a kind: Argo CD asks for every kind before it creates the Namespace. Mirrors
 * `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go.
 */
export function missingKindLines(application: Application, simulation: Simulation, { mode }: Failure): string[] {
  const { failed } = simulation;
  if (mode !== "missing-kind" || failed.length === 0) return [];
  return stopsAtOnce(simulation)
    ? [
        `Nothing in this sync defines it, and ${counted(application, failed, "needs", "need")} it. Argo CD looks up every kind first: it applies nothing, not even a Namespace, and runs no SyncFail hook.`,
      ]
    : [
        `SkipDryRunOnMissingResource=true still lets the sync begin. What it applies before ${counted(application, failed, "has its turn", "have their turns")} must bring the kind, or the cluster refuses it there.`,
      ];
}

/** Whether the sync ends before its first wave, because the cluster does not know a kind. */
export function stopsAtOnce({ course }: Simulation): boolean {
  return course.events.some(({ what }) => what === "not-valid");
}

/**
 * What comes of a change that Kubernetes does not allow. Mirrors `applyObject` in gitops-engine/pkg/sync/sync_context.go, whose dry run
 * asks only the client and so does not notice it.
 */
export function immutableLines(application: Application, { course }: Simulation, { task, mode }: Failure): string[] {
  if (mode !== "immutable") return [];
  const event = course.events.find((it) => "task" in it && it.task === task && it.what !== "deleted");
  switch (event?.what) {
    case "refused":
      return ['The cluster refuses the change, mostly with "field is immutable". The dry run does not notice it.'];
    case "replaced":
      return [`Force=true makes Argo CD delete ${taskName(application, task)} and create it again.`];
    case "applied":
      return ["Its object of the sync before is gone by then, so it is created again and nothing has to change."];
    default:
      return [];
  }
}

/**
 * What comes of a hook that cannot be deleted: only BeforeHookCreation waits for that. What HookSucceeded has deleted cannot be applied
 * again, and anything else is applied to what is there. Mirrors `runTasks` and `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go
 * and `ValidateObjectMetaAccessorUpdate` in pkg/api/validation/objectmeta.go of the apimachinery of Kubernetes.
 */
export function stuckLines(application: Application, simulation: Simulation, { task, mode }: Failure): string[] {
  if (mode !== "stuck") return [];
  const { outcome, course, failed, running } = simulation;
  const name = taskName(application, task);
  const deleted = `HookSucceeded has deleted ${name} of the sync before, and it is not gone yet.`;
  const shown = `Until someone terminates the sync, Argo CD shows "${course.message}".`;
  if (failed.includes(task))
    return [
      `${deleted} Argo CD gives its hooks a finalizer, and Kubernetes adds none to what is being deleted, so the cluster refuses it.`,
    ];
  if (running.includes(task))
    return [
      `${deleted} The sync applies the manifest to it, and waits forever: to Argo CD, what is being deleted is Progressing.`,
      shown,
    ];
  return outcome === "waiting"
    ? [`The sync deletes ${name} of the sync before, and waits until it is gone, however long that takes.`, shown]
    : [
        `No policy deletes it before it is created, so the sync does not wait: it applies the manifest to what is there.`,
      ];
}

/** What to do about it. */
export function remedyLines(application: Application, simulation: Simulation, { task, mode }: Failure): string[] {
  const { version } = application.planOptions;
  if (mode === "missing-kind" && stopsAtOnce(simulation))
    return [
      `Add the CustomResourceDefinition of ${kindOf(application, task)} to the application or, if something creates it during the sync, set SkipDryRunOnMissingResource=true in the argocd.argoproj.io/sync-options of what needs it.`,
    ];
  if (mode === "immutable" && simulation.failed.includes(task)) {
    if (isDeletedAtLast(simulation, task))
      return ["The next sync creates it again, as the end of this one has deleted its object."];
    const forced = does("force option", version)
      ? " Force=true,Replace=true deletes it and creates it again; Replace=true alone does not."
      : "";
    return [`Later syncs fail in the same way until someone deletes the object.${forced}`];
  }
  if (mode !== "stuck" || simulation.outcome === "succeeded") return [];
  const removed = `once its ${finalizerWords(application.members[task.resource ?? -1]?.resource ?? {})} been removed: see why the controller that does so does not.`;
  const isTried = simulation.failed.includes(task) || simulation.running.includes(task);
  return [isTried ? `Sync again ${removed}` : `The sync goes on ${removed}`];
}

/** Whether a policy has deleted the object of a hook that the cluster refused to change. */
function isDeletedAtLast({ course }: Simulation, task: Task): boolean {
  return course.events.some(
    (event) => event.what === "deleted" && event.policy === "HookFailed" && event.task === task,
  );
}

function counted(application: Application, tasks: readonly Task[], one: string, many: string): string {
  return `${enumerate(tasks.map((task) => taskName(application, task)))} ${tasks.length === 1 ? one : many}`;
}

function kindOf({ members }: Application, { resource = -1 }: Task): string {
  return members[resource]?.resource.kind ?? "";
}
