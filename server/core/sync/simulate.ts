import { mayHaveHealth } from "./health.ts";
import type { PlanOptions, Step, SyncPlan } from "./plan.ts";
import { isNamespace, type SyncResource } from "./resource.ts";
import { type HookEnd, hookEnds, reusedObjects } from "./simulate-hooks.ts";
import type { Task } from "./sync-tasks.ts";

/** How a task fails: the API server refuses it, its hook fails or its resource becomes Degraded, or it never finishes or becomes healthy. */
export type FailureMode = "refused" | "fails" | "hangs";

/** What goes wrong in a sync. The task is one of the plan itself, not a copy. */
export interface Failure {
  readonly task: Task;
  readonly mode: FailureMode;
}

/** How a sync ends; `waiting` if it never does. */
export type Outcome = "succeeded" | "failed" | "waiting";

/** A plan and its inputs. */
export interface Simulated {
  readonly plan: SyncPlan;
  readonly resources: readonly SyncResource[];
  readonly options: Pick<PlanOptions, "namespace">;
}

/** What happens in a first sync. Every task of the plan is in exactly one of `ran`, `failed`, `running` and `never`, in its order. */
export interface Simulation {
  readonly outcome: Outcome;
  /** What goes wrong first: the failure that was asked for or, for a SyncFail hook, a failure that triggers it. */
  readonly cause: Failure | undefined;
  /** The step at which the sync stops early; `undefined` if it goes through all steps. */
  readonly endsAt: Step | undefined;
  /** Applied, and not known to have failed. */
  readonly ran: readonly Task[];
  readonly failed: readonly Task[];
  /** Neither finished nor healthy. */
  readonly running: readonly Task[];
  readonly never: readonly Task[];
  /** What happens to the object of each hook that was applied. */
  readonly hooks: readonly HookEnd[];
  /** Those of `ran` that change an object of an earlier phase of the same hook instead of creating one. */
  readonly reused: readonly Task[];
}

/** How a resource can fail, the most interesting first; `undefined` is the Namespace that the sync itself creates. */
export function failureModes(resource: Pick<SyncResource, "group" | "kind"> | undefined): readonly FailureMode[] {
  return resource !== undefined && mayHaveHealth(resource) ? ["fails", "hangs", "refused"] : ["refused"];
}

/**
 * What happens in the first sync to an empty cluster if one task fails, or none does. A refusal by the API server is one during
 * the sync itself: if the dry run before it failed, nothing at all would be applied. Never throws.
 * Mirrors `Sync`, `runTasks` and `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go.
 */
export function simulateSync(simulated: Simulated, failure: Failure | undefined): Simulation {
  const { steps } = simulated.plan;
  const onFailure = failure?.task.phase === "SyncFail" ? failure : undefined;
  const cause = onFailure === undefined ? failure : causeOf(simulated);
  const { outcome, endsAt, fates, setsOffSyncFail } = runOrder(simulated, cause);
  const syncFail = steps.filter(isSyncFail).flatMap(({ tasks }) => tasks);
  for (const task of syncFail) fates.set(task, setsOffSyncFail ? fateOf(task, onFailure) : "never");
  const finalOutcome = setsOffSyncFail && syncFail.some((task) => fates.get(task) === "running") ? "waiting" : outcome;
  const ordered = steps.flatMap(({ tasks }) => tasks);
  const withFate = (fate: Fate): Task[] => ordered.filter((task) => fates.get(task) === fate);
  const [ran, failed, running, never] = [withFate("ran"), withFate("failed"), withFate("running"), withFate("never")];
  const refused = [cause, onFailure].flatMap((it) => (it?.mode === "refused" ? [it.task] : []));
  const made = ordered.filter((task) => fates.get(task) !== "never" && !refused.includes(task));
  const end = { outcome: finalOutcome, hasFailed: outcome === "failed", isRefused: cause?.mode === "refused" };
  const hooks = hookEnds(simulated, made, end);
  const reused = reusedObjects(simulated, made).filter((task) => fates.get(task) === "ran");
  return { outcome: finalOutcome, cause, endsAt, ran, failed, running, never, hooks, reused };
}

type Fate = "ran" | "failed" | "running" | "never";

/** A SyncFail hook runs only after a failure: here the first hook fails, or if there is none, the first resource is refused. */
function causeOf({ plan, resources, options }: Simulated): Failure | undefined {
  const tasks = plan.steps.filter((step) => !isSyncFail(step)).flatMap((step) => step.tasks);
  const isHook = ({ resource }: Task): boolean => resource !== undefined && plan.behaviours[resource]?.role === "hook";
  const hook = tasks.find(isHook);
  if (hook !== undefined) return { task: hook, mode: failureModes(resourceOf(hook, resources))[0] ?? "refused" };
  const task = tasks.find((it) => !isDestination(it, resources, options.namespace));
  return task && { task, mode: "refused" };
}

interface Run {
  readonly outcome: Outcome;
  readonly endsAt: Step | undefined;
  readonly setsOffSyncFail: boolean;
  /** Of all tasks but those of SyncFail hooks. */
  readonly fates: Map<Task, Fate>;
}

function runOrder({ plan, resources, options }: Simulated, cause: Failure | undefined): Run {
  const fates = new Map<Task, Fate>();
  const steps = plan.steps.filter((step) => !isSyncFail(step));
  // The destination Namespace comes before everything else: without it, not even the SyncFail hooks run.
  if (cause?.mode === "refused" && isDestination(cause.task, resources, options.namespace)) {
    for (const task of steps.flatMap(({ tasks }) => tasks)) fates.set(task, task === cause.task ? "failed" : "never");
    return { outcome: "failed", endsAt: steps.find((step) => contains(step, cause)), setsOffSyncFail: false, fates };
  }
  let endsAt: Step | undefined;
  let outcome: Outcome = "succeeded";
  for (const step of steps) {
    // Whatever happens to one task, all others in its step are applied.
    for (const task of step.tasks) fates.set(task, endsAt === undefined ? fateOf(task, cause) : "never");
    if (endsAt !== undefined || cause === undefined || !contains(step, cause)) continue;
    outcome = outcomeOf(step, cause, plan);
    if (outcome !== "succeeded") endsAt = step;
  }
  return { outcome, endsAt, setsOffSyncFail: outcome === "failed", fates };
}

/** How the sync ends when a task fails: Argo CD does not notice failures that it does not wait for. */
function outcomeOf(step: Step, { mode, task }: Failure, { behaviours }: SyncPlan): Outcome {
  if (mode === "refused") return "failed";
  // While Argo CD waits only for hooks, it does not wait for resources to become healthy, but it notices Degraded ones.
  if (mode === "fails") return step.waitsFor === "nothing" ? "succeeded" : "failed";
  const isHook = task.resource !== undefined && behaviours[task.resource]?.role === "hook";
  return isHook || step.waitsFor === "everything" ? "waiting" : "succeeded";
}

function fateOf(task: Task, failure: Failure | undefined): Fate {
  if (failure?.task !== task) return "ran";
  return failure.mode === "hangs" ? "running" : "failed";
}

function isSyncFail({ phase }: Step): boolean {
  return phase === "SyncFail";
}

function contains(step: Step, { task }: Failure): boolean {
  return step.tasks.includes(task);
}

/** Mirrors `getNamespaceCreationTask` in gitops-engine/pkg/sync/sync_context.go. */
function isDestination(task: Task, resources: readonly SyncResource[], namespace: string): boolean {
  if (task.resource === undefined) return true;
  const object = resourceOf(task, resources);
  return object !== undefined && isNamespace(object) && object.name === namespace && namespace !== "";
}

function resourceOf({ resource }: Task, resources: readonly SyncResource[]): SyncResource | undefined {
  return resource === undefined ? undefined : resources[resource];
}
