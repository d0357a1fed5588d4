import type { Application } from "../application/application.ts";
import type { Phase } from "../sync/phase.ts";
import { type FateOf, fateOf, hasFailed, leftOutOf } from "./fate.ts";
import { deletionApproval, type MissingApproval, pruningApproval } from "./approval.ts";
import type { LiveApplication, LiveOperation } from "./live-application.ts";
import { type LiveTask, liveTasks } from "./live-task.ts";
import {
  causeIn,
  type FailureCause,
  isBlocked,
  type OperationWait,
  waitIn,
  withoutRetries,
} from "./operation-message.ts";
import { type Retries, retriesOf } from "./retry.ts";

/**
 * Where a sync stands: the object has no status (`unseen`), nobody has asked for a sync yet (`never-synced`), or Argo CD has not begun
 * (`requested`); it runs, waits, is held by a sync window (`blocked`), has failed and is tried again (`retrying`), is being ended
 * (`terminating`), or is over.
 */
export type SyncState =
  | "unseen"
  | "never-synced"
  | "requested"
  | "running"
  | "waiting"
  | "blocked"
  | "retrying"
  | "terminating"
  | "failed"
  | "succeeded";

/** A task with what becomes of it in this sync. */
export interface ExplainedTask extends LiveTask {
  readonly fate: FateOf;
}

/** Where the newest sync of an application stands in its plan. */
export interface Explanation {
  readonly live: LiveApplication;
  /** What its manifests deploy, where they are there. */
  readonly application: Application | undefined;
  readonly state: SyncState;
  /** Why it failed; only where it did, or where it is tried again. */
  readonly cause: FailureCause | undefined;
  /** What Argo CD says about it, without what it adds for retries. */
  readonly message: string;
  readonly wait: OperationWait | undefined;
  /** It has failed and only waits for its hooks to end. */
  readonly failing: boolean;
  /** By phase and wave. */
  readonly tasks: readonly ExplainedTask[];
  /** Whether the order is that of manifests, or only what the status tells. */
  readonly orderFrom: "manifests" | "status";
  /** The step in which it stands or has ended; `undefined` where it is in none. */
  readonly at: { readonly phase: Phase; readonly wave: bigint | undefined } | undefined;
  readonly retries: Retries | undefined;
  /** The sync was of other revisions than Argo CD has compared since. */
  readonly stale: boolean;
  /** What is wrong with the approval of a pruning or of a deletion that waits for one; `undefined` where none is needed. */
  readonly approval: MissingApproval | undefined;
}

/**
 * Says where the newest sync of an application stands. `application` is what its manifests deploy, where they are there. Never throws.
 * Mirrors `processRequestedAppOperation` in controller/appcontroller.go and `Sync` in gitops-engine/pkg/sync/sync_context.go.
 */
export function explain(live: LiveApplication, application: Application | undefined): Explanation {
  const { operation } = live;
  const state = stateOf(live);
  const message = withoutRetries(operation?.message ?? "");
  const wait = state === "waiting" ? waitIn(message) : undefined;
  const cause = state === "failed" || state === "retrying" ? causeOf(live, message) : undefined;
  const failing = (state === "waiting" || state === "running") && operation?.results.some(hasFailed) === true;
  const isLeftOut = operation === undefined ? () => false : leftOutOf(operation);
  const context = { live, state, wait, failing, isLeftOut };
  const tasks = liveTasks(live, application).map((task) => ({ ...task, fate: fateOf(task, context) }));
  return {
    live,
    application,
    state,
    cause,
    message,
    wait,
    failing,
    tasks,
    orderFrom: application === undefined ? "status" : "manifests",
    at: placeOf(state, tasks),
    retries: operation && retriesOf(operation),
    stale: isStale(live, state),
    approval: approvalOf(live, state, wait),
  };
}

function stateOf({ hasStatus, operation, requested }: LiveApplication): SyncState {
  if (!hasStatus && !requested) return "unseen";
  if (operation === undefined) return requested ? "requested" : "never-synced";
  const { phase, message, finishedAt } = operation;
  switch (phase) {
    case "Running":
      // Argo CD marks a pause between two attempts in this way only.
      if (finishedAt !== "") return "retrying";
      if (isBlocked(message)) return "blocked";
      return waitIn(message) === undefined ? "running" : "waiting";
    case "Terminating":
      return "terminating";
    case "Succeeded":
      return requested ? "requested" : "succeeded";
    default:
      return requested ? "requested" : "failed";
  }
}

function causeOf({ operation, conditions }: LiveApplication, message: string): FailureCause {
  const cause = causeIn(message);
  const isBroken = conditions.some(({ type }) => type === "ComparisonError" || type === "InvalidSpecError");
  return cause === "before" && isBroken && operation?.results.length === 0 ? "comparison" : cause;
}

/** The step of what is awaited or has failed, or else of what was applied last. */
function placeOf(state: SyncState, tasks: readonly ExplainedTask[]): Explanation["at"] {
  if (state === "unseen" || state === "never-synced" || state === "requested" || state === "succeeded")
    return undefined;
  const decisive = tasks.find(({ fate }) => fate === "waits") ?? tasks.find(({ fate }) => fate === "failed");
  const task = decisive ?? tasks.findLast(({ fate }) => fate === "ran");
  return task && { phase: task.phase, wave: task.wave };
}

/** While a sync runs, what was compared may be newer than what it applies; nobody takes that for its result. */
function isStale({ sync, operation }: LiveApplication, state: SyncState): boolean {
  if (operation === undefined || (state !== "failed" && state !== "succeeded")) return false;
  const [synced, compared] = [operation.revisions, sync.revisions];
  if (synced.length === 0 || compared.length === 0) return false;
  return synced.length !== compared.length || synced.some((revision, index) => revision !== compared[index]);
}

/** A sync comes before the deletion of its application. Mirrors `processAppOperationQueueItem` in controller/appcontroller.go. */
function approvalOf(live: LiveApplication, state: SyncState, wait: OperationWait | undefined): Explanation["approval"] {
  if (wait?.kind === "pruning-confirmation") return pruningApproval(live);
  return isInProgress(state) ? undefined : deletionApproval(live);
}

/** Whether a sync has been requested and is not over. */
export function isInProgress(state: SyncState): boolean {
  return state !== "unseen" && state !== "never-synced" && state !== "failed" && state !== "succeeded";
}

/** The operation that a state is about, if it tells of one. */
export function operationOf({ live, state }: Explanation): LiveOperation | undefined {
  return state === "requested" ? undefined : live.operation;
}
