import { type ExplainedTask, type Explanation, operationOf } from "../../live/explain.ts";
import { isUnfinished } from "../../live/fate.ts";
import { deletionLines } from "./deletion-stage.ts";
import { conditionOf, nameIn, namesIn, placeWords, quoted, refusalsIn, withFate } from "./explain-words.ts";
import { changeLines, headLines, revisionLines } from "./revisions.ts";
import { runningKinds } from "../../sync/hook.ts";
import { counted } from "../../counted.ts";

/** What is to be known about a sync besides its outcome, as sentences. */
export function storyOf(explanation: Explanation, head: string | undefined): string[] {
  return [
    ...deletionLines(explanation),
    ...revisionLines(explanation),
    ...changeLines(explanation),
    ...headLines(explanation, head),
    ...conditionLines(explanation),
    ...messageLines(explanation),
    ...waitLines(explanation),
    ...progressLines(explanation),
    ...kindLines(explanation),
    ...retryLines(explanation),
    ...afterLines(explanation),
    ...sourceLines(explanation),
  ];
}

/** Errors that keep Argo CD from syncing at all, or by itself. */
function conditionLines(explanation: Explanation): string[] {
  const refusals = refusalsIn(explanation.live).map((message) => `Automated sync does not start: ${quoted(message)}.`);
  return [...refusals, ...errorLines(explanation)];
}

function errorLines({ live, state, cause, message: operationMessage }: Explanation): string[] {
  if (state !== "never-synced" && cause !== "comparison") return [];
  const errors = live.conditions.filter(({ type }) => type === "ComparisonError" || type === "InvalidSpecError");
  const words = errors.map(({ type, message }) => `${type}: ${quoted(message)}.`);
  return words.length > 0 || cause === undefined ? words : [`Argo CD says ${quoted(operationMessage)}.`];
}

/** What Argo CD says, where the sentences here say less. */
function messageLines(explanation: Explanation): string[] {
  const { message, cause, state } = explanation;
  const isAbout = state === "running" || state === "blocked" || cause !== undefined;
  const isSaid = cause !== undefined && cause !== "shared" && withFate(explanation, "failed").length > 0;
  if (!isAbout || isSaid || cause === "comparison" || saysNothing.has(message)) return [];
  return [`Argo CD says ${quoted(message)}.`];
}

/** Messages that say no more than the outcome. */
const saysNothing: ReadonlySet<string> = new Set([
  "",
  "one or more tasks are running",
  "Operation terminated",
  "Sync operation blocked by sync window",
]);

function waitLines(explanation: Explanation): string[] {
  const { state, live, wait } = explanation;
  if (state !== "waiting") return [];
  if (wait?.kind === "pruning-confirmation") return approvalLines(explanation);
  const awaited = withFate(explanation, "waits");
  const lines = awaited.flatMap((task) => {
    const condition = conditionOf(task);
    return condition === undefined ? [] : [`${nameIn(task)} is ${condition}.`];
  });
  const needsHealth = wait?.kind === "health" && lines.length === 0 && live.healthElsewhere;
  return needsHealth
    ? ['Its health is not in this text: this Argo CD keeps it elsewhere, and "argocd app get NAME -o json" prints it.']
    : lines.slice(0, 10);
}

/**
 * What an approval holds up: nothing is pruned or applied in that wave before it is given. Mirrors `runTasks` in
 * gitops-engine/pkg/sync/sync_context.go.
 */
function approvalLines({ tasks, at }: Explanation): string[] {
  const isHere = ({ phase, wave }: ExplainedTask): boolean => phase === at?.phase && wave === at.wave;
  const held = tasks.filter((task) => task.fate === "next" && isHere(task));
  const awaited = tasks.filter(({ fate }) => fate === "waits");
  const [are, them] = awaited.length > 1 ? ["They are", "them"] : ["It is", "it"];
  return [
    `${are} not in the manifests any more, and Prune=confirm keeps Argo CD from deleting ${them} before somebody approves it.`,
    ...(held.length === 0
      ? []
      : [
          `Until then, nothing else happens in its wave: ${namesIn(held)} ${held.length === 1 ? "waits" : "wait"} too.`,
        ]),
  ];
}

function progressLines(explanation: Explanation): string[] {
  const { state, cause, live } = explanation;
  if (live.operation === undefined || state === "requested") return [];
  const [ran, next] = [
    withFate(explanation, "ran").filter((task) => !isUnfinished(task)),
    withFate(explanation, "next"),
  ];
  const unfinished = explanation.tasks.filter(isUnfinished);
  const left = withFate(explanation, "skipped");
  const did = live.operation.dryRun ? "passed" : ran.length === 1 ? "is done" : "are done";
  const [first] = next;
  return [
    ...(ran.length > 0 && cause !== "dry-run" ? [`${counted(ran.length, "resource")} ${did}.`] : []),
    ...(unfinished.length > 0
      ? [`Still running when the sync ended, which ends no hook: ${namesIn(unfinished)}.`]
      : []),
    ...(first !== undefined && state !== "retrying"
      ? [
          `${counted(next.length, "resource")} ${next.length === 1 ? "comes" : "come"} later, the next in ${placeWords(first)}.`,
        ]
      : []),
    ...notAppliedLines(explanation),
    ...(left.length > 0 ? [`Left out of this sync: ${namesIn(left)}.`] : []),
  ];
}

/** A sync that fails before its first wave applies nothing, but for a missing Namespace before the dry run. */
function notAppliedLines(explanation: Explanation): string[] {
  const { cause, live } = explanation;
  const never = withFate(explanation, "never");
  const ran = withFate(explanation, "ran");
  if (cause !== "dry-run" && (cause !== "not-valid" || ran.length > 0))
    return never.length > 0 ? [`Not applied in this sync: ${namesIn(never)}.`] : [];
  const isDestination = ({ kind, name }: ExplainedTask): boolean =>
    kind === "Namespace" && name === live.declared.namespace;
  const namespace = ran.find(isDestination);
  const what = namespace === undefined ? "Nothing" : `Only ${nameIn(namespace)}`;
  return [`${what} was applied, and no SyncFail hook ran.`];
}

/** What kind of sync it is, where it is not one of everything. */
function kindLines(explanation: Explanation): string[] {
  const operation = operationOf(explanation);
  if (operation === undefined) return [];
  const { only, skipsHooks, dryRun, isLocal } = operation;
  return [
    ...(isLocal ? ["It applies manifests that somebody gave along with it (--local), not those of a revision."] : []),
    ...(dryRun ? ["It is a dry run: nothing is applied."] : []),
    ...(only.length > 0
      ? [
          `Only ${counted(only.length, "resource")} ${only.length === 1 ? "was" : "were"} asked for, and such a sync runs no hooks.`,
        ]
      : []),
    ...(only.length === 0 && skipsHooks ? ["It only applies: a sync with the strategy apply runs no hooks."] : []),
  ];
}

function retryLines(explanation: Explanation): string[] {
  const { live, state, retries, failing } = explanation;
  if (retries === undefined || state === "requested" || state === "succeeded") return [];
  const { made, limit, pause, refresh } = retries;
  const of = limit === undefined ? `${made}, without a limit` : `${made} of ${limit}`;
  if (state === "retrying") {
    const when =
      pause === undefined
        ? ""
        : ` It begins ${secondsWords(pause)} after the end of the last attempt, at ${live.operation?.finishedAt ?? ""}.`;
    const what = refresh
      ? "It takes the newest revision."
      : "It takes the same revision again: a fix in Git does not reach it.";
    return [`The next attempt is retry ${of}.${when} ${what}`, ...againLines(explanation)];
  }
  if (state === "terminating") return ["A sync that is terminated is not tried again."];
  if (state === "failed")
    return made > 0 ? [`It was tried again ${timesWords(made)}, and will not be tried again.`] : [];
  if (failing) return limit === undefined || made < limit ? ["After that, Argo CD tries again from the start."] : [];
  if (limit === 0) return ["If it fails, it is not tried again."];
  return [
    made > 0
      ? `This is retry ${of}.`
      : `If it fails, it is tried again${limit === undefined ? ", without a limit" : ` up to ${timesWords(limit)}`}.`,
  ];
}

/**
 * Which hooks an attempt runs again: those that are deleted before it, or get another name. Mirrors `processRequestedAppOperation` in
 * controller/appcontroller.go, which forgets the results of the attempt before.
 */
function againLines({ tasks }: Explanation): string[] {
  const again = tasks.filter(({ phase, kind, policies, fate, task }) => {
    const isRun = phase !== "SyncFail" && (fate === "ran" || fate === "failed") && runningKinds.has(kind);
    const isDeleted = policies?.some((policy) => policy !== "HookSucceeded") === true;
    return task !== undefined && isRun && isDeleted;
  });
  const verb = again.length === 1 ? "runs" : "run";
  return [`It begins with the first wave again${again.length === 0 ? "" : `: ${namesIn(again)} ${verb} once more`}.`];
}

function timesWords(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

function secondsWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}

/** What comes after a sync that is over. */
function afterLines(explanation: Explanation): string[] {
  const { live, state, stale } = explanation;
  if (state === "failed" && live.automated && !stale && live.changedSources.length === 0) {
    // Mirrors `autoSync` and `alreadyAttemptedSync` in controller/appcontroller.go.
    return ["Automated sync does not try this revision again: push a fix, or sync by hand."];
  }
  if (state !== "succeeded") return [];
  const lines: string[] = [];
  const { status, message } = live.health;
  if (status === "Healthy" && live.sync.status === "Synced" && !stale)
    lines.push("The application is Synced and Healthy.");
  if (status !== "" && status !== "Healthy") {
    const about = message === "" ? "" : ` (${quoted(message)})`;
    lines.push(
      `The application is ${status}${about}: Argo CD waits for the health of what the last wave applies only if a hook runs in it and it is not the only wave.`,
    );
  }
  const kept = live.operation?.results.filter((it) => it.status === "PruneSkipped") ?? [];
  if (kept.length > 0) lines.push(`Not pruned: ${namesIn(kept)}.`);
  const differing = live.resources.filter((it) => it.status === "OutOfSync" && !it.requiresPruning);
  if (differing.length > 0 && !stale) lines.push(`Out of sync again or still: ${namesIn(differing)}.`);
  return lines;
}

function sourceLines({ orderFrom, state, tasks }: Explanation): string[] {
  if (orderFrom === "manifests" || state === "succeeded" || tasks.length === 0) return [];
  return ["The order is read from the status, which does not name hooks that have not run yet."];
}
