import { type Explanation, operationOf } from "../../live/explain.ts";
import { conditionOf, counted, nameIn, namesIn, placeWords, quoted, revisionWords, withFate } from "./explain-words.ts";

/** What is to be known about a sync besides its outcome, as sentences. */
export function storyOf(explanation: Explanation): string[] {
  return [
    ...(explanation.live.deleting ? ["The application is being deleted, so no automated sync starts."] : []),
    ...revisionLines(explanation),
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

function revisionLines({ live, stale, state }: Explanation): string[] {
  if (!stale) return [];
  const [synced, compared] = [live.operation?.revisions ?? [], live.sync.revisions];
  const verb = state === "succeeded" ? "synced" : "tried to sync";
  return [
    `This is an older sync: it ${verb} revision ${revisionWords(synced)}, and Argo CD has compared the application with ${revisionWords(compared)} since.`,
  ];
}

/** Errors that keep Argo CD from syncing at all. */
function conditionLines({ live, state, cause, message: operationMessage }: Explanation): string[] {
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

function progressLines(explanation: Explanation): string[] {
  const { state, cause, live } = explanation;
  if (live.operation === undefined || state === "requested") return [];
  const [ran, next] = [withFate(explanation, "ran"), withFate(explanation, "next")];
  const [never, left] = [withFate(explanation, "never"), withFate(explanation, "skipped")];
  const did = live.operation.dryRun ? "passed" : ran.length === 1 ? "is done" : "are done";
  const [first] = next;
  return [
    ...(ran.length > 0 && cause !== "dry-run" ? [`${counted(ran.length)} ${did}.`] : []),
    ...(first !== undefined && state !== "retrying"
      ? [`${counted(next.length)} ${next.length === 1 ? "comes" : "come"} later, the next in ${placeWords(first)}.`]
      : []),
    ...(never.length > 0 ? [`Not applied in this sync: ${namesIn(never)}.`] : []),
    ...(left.length > 0 ? [`Left out of this sync: ${namesIn(left)}.`] : []),
  ];
}

/** What kind of sync it is, where it is not one of everything. */
function kindLines(explanation: Explanation): string[] {
  const operation = operationOf(explanation);
  if (operation === undefined) return [];
  const { only, skipsHooks, dryRun } = operation;
  return [
    ...(dryRun ? ["It is a dry run: nothing is applied."] : []),
    ...(only.length > 0
      ? [`Only ${counted(only.length)} ${only.length === 1 ? "was" : "were"} asked for, and such a sync runs no hooks.`]
      : []),
    ...(only.length === 0 && skipsHooks ? ["It only applies: a sync with the strategy apply runs no hooks."] : []),
  ];
}

function retryLines({ live, state, retries, failing }: Explanation): string[] {
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
    return [`The next attempt is retry ${of}.${when} ${what}`];
  }
  if (state === "terminating") return ["A sync that is terminated is not tried again."];
  if (state === "failed")
    return made > 0 ? [`It was tried again ${timesWords(made)}, and is not tried again any more.`] : [];
  if (failing) return limit === undefined || made < limit ? ["After that, Argo CD tries again from the start."] : [];
  if (limit === 0) return ["If it fails, it is not tried again."];
  return [
    made > 0
      ? `This is retry ${of}.`
      : `If it fails, it is tried again${limit === undefined ? ", without a limit" : ` up to ${timesWords(limit)}`}.`,
  ];
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
  if (state === "failed" && live.automated && !stale) {
    // Mirrors `autoSync` and `alreadyAttemptedSync` in controller/appcontroller.go.
    return ["Automated sync does not try this revision again: push a fix, or sync by hand."];
  }
  if (state !== "succeeded") return [];
  const lines: string[] = [];
  const { status, message } = live.health;
  if (status !== "" && status !== "Healthy") {
    const about = message === "" ? "" : ` (${quoted(message)})`;
    lines.push(
      `The application is ${status}${about}: Argo CD does not wait for the health of what the last wave applies, unless it has a hook.`,
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
