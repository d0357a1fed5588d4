import type { LiveObject } from "./cluster.ts";
import { isLiveHook, type PruneStep } from "./prune.ts";
import type { SyncRun } from "./sync-run.ts";
import { resultKey, type SyncTask } from "./sync-task.ts";

/** What a pass runs: what has not begun of one wave. */
export interface NextStep {
  readonly tasks: readonly SyncTask[];
  readonly prunes: PruneStep | undefined;
  /** Nothing comes after it. */
  readonly isFinal: boolean;
}

/**
 * The tasks of the first phase and wave that have not begun, prunes among them; `undefined` if all have.
 * Mirrors `Sync` and `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go.
 */
export function nextStep(run: SyncRun): NextStep | undefined {
  const [step, prunes] = [nextTasks(run), nextPrunes(run)];
  const first = step === undefined ? "prunes" : prunes === undefined ? "tasks" : earlier(step, prunes);
  if (step === undefined && prunes === undefined) return undefined;
  const tasks = first === "prunes" ? [] : (step?.tasks ?? []);
  const hasPrunes = prunes !== undefined && first !== "tasks";
  const rest = {
    tasks: first === "prunes" ? step !== undefined : hasPendingAfter(run),
    prunes: prunes !== undefined && (!hasPrunes || run.prunePosition < run.prunes.length - 1),
  };
  return { tasks, prunes: hasPrunes ? pendingPrunes(run, prunes) : undefined, isFinal: !rest.tasks && !rest.prunes };
}

/** Whether the tasks of a sync are in more than one wave. Mirrors `multiStep` in gitops-engine/pkg/sync/sync_tasks.go. */
export function isMultiStep(run: SyncRun): boolean {
  const { lasting: steps, syncFailSteps, prunes, prunePosition } = run;
  const count = steps.length + syncFailSteps;
  if (count > 1 || prunes.length - prunePosition > 1) return true;
  const alive = prunes.filter(({ stays }, index) => stays || index >= prunePosition);
  const [only, ...others] = alive;
  if (only === undefined || count === 0 || others.length > 0) return others.length > 0;
  return steps[0]?.phase !== "Sync" || steps[0].wave !== only.declaredWave;
}

type Step = SyncRun["steps"][number];

function nextTasks(run: SyncRun): Step | undefined {
  for (let step = run.steps[run.position]; step !== undefined; step = run.steps[++run.position]) {
    const tasks = pendingOf(run, step);
    if (tasks.length > 0) return { ...step, tasks };
  }
  return undefined;
}

/** Mirrors `filterOutOfSyncTasks` in gitops-engine/pkg/sync/sync_context.go too: hooks always run. */
function pendingOf({ results, inSync }: SyncRun, { tasks }: Step): readonly SyncTask[] {
  return tasks.filter(({ result, isHook, object }) => !results.has(result) && (isHook || !inSync.has(object)));
}

function hasPendingAfter(run: SyncRun): boolean {
  for (let position = run.position + 1; position < run.steps.length; position++) {
    const step = run.steps[position];
    if (step !== undefined && pendingOf(run, step).length > 0) return true;
  }
  return false;
}

/** The prunes that come next, if any is left. Their objects are looked at one after another, as most passes only ask for the wave. */
function nextPrunes(run: SyncRun): PruneStep | undefined {
  for (let step = run.prunes[run.prunePosition]; step !== undefined; step = run.prunes[++run.prunePosition]) {
    for (let object = step.objects[run.pruneObject]; object !== undefined; object = step.objects[++run.pruneObject]) {
      if (isPending(run, object)) return step;
    }
    run.pruneObject = 0;
  }
  return undefined;
}

function pendingPrunes(run: SyncRun, step: PruneStep): PruneStep {
  return { ...step, objects: step.objects.filter((object) => isPending(run, object)) };
}

/** What a hook has taken the place of is never pruned any more, nor what has a result already: that of a hook with its name. */
function isPending({ cluster, results, settings }: SyncRun, { key, resource }: LiveObject): boolean {
  const live = cluster.get(key);
  return live !== undefined && !isLiveHook(live) && !results.has(resultKey(resource, settings.namespace, "Sync"));
}

/** Prunes are in the Sync phase; a wave that only rendering tells comes last. */
function earlier({ phase, wave }: Step, prunes: PruneStep): "tasks" | "prunes" | "both" {
  if (phase !== "Sync") return phase === "PreSync" ? "tasks" : "prunes";
  if (wave === prunes.wave) return "both";
  return wave !== undefined && wave < prunes.wave ? "tasks" : "prunes";
}
