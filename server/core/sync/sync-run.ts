import { does } from "./behaviour-versions.ts";
import type { Cluster, LiveObject } from "./cluster.ts";
import type { DeletePolicy } from "./delete-policy.ts";
import type { Failure } from "./failure-mode.ts";
import { missingKinds } from "./missing-kind.ts";
import type { Phase } from "./phase.ts";
import { pruneCandidates, type PruneStep, pruneSteps } from "./prune.ts";
import type { SyncSettings } from "./settings.ts";
import { type Planned, type SyncTask, syncTask } from "./sync-task.ts";
import type { Task } from "./sync-tasks.ts";

/** Something that a sync does, in the order of time. */
export type SyncEvent =
  | {
      /** `applied`: a new object; `patched`: one that was there; `replaced`: deleted and created again; `refused`: by the API server; `not-valid`: the cluster does not know its kind. */
      readonly what: "applied" | "patched" | "replaced" | "refused" | "not-valid";
      readonly task: Task;
      readonly object: string;
    }
  | {
      readonly what: "deleted";
      /** Whose object it is. */
      readonly task: Task;
      /** As it was before. */
      readonly object: LiveObject;
      readonly policy: DeletePolicy;
    }
  | {
      /** What happens to an object that no manifest makes any more. */
      readonly what: "pruned" | "kept" | "unconfirmed";
      readonly object: LiveObject;
      readonly wave: bigint;
    };

/** How far Argo CD is with a task that it has begun. Mirrors `OperationPhase` in gitops-engine/pkg/sync/common/types.go. */
export type OperationState = "running" | "succeeded" | "failed";

/** What one phase applies in one wave. */
export interface RunStep {
  readonly phase: Phase;
  readonly wave: bigint | undefined;
  readonly tasks: readonly SyncTask[];
}

/** How a sync ended, or what it waits for. The message is Argo CD's own. */
export interface SyncEnd {
  readonly outcome: "succeeded" | "failed" | "waiting";
  readonly message: string;
  /** The tasks that it waits for. */
  readonly awaited: readonly SyncTask[];
}

/** A pass that finds something that was applied before it, and waits for it or learns that it has failed. */
export interface Look {
  /** How many events there were before it. */
  readonly after: number;
  /** Those for which it waits while they have not ended: it never sees one of them again, unless it waits for it forever. */
  readonly awaited: readonly Task[];
  /** Those that have failed since. */
  readonly failed: readonly Task[];
}

/** A sync while it runs: what is given, and what changes from pass to pass. Mirrors `syncContext` in gitops-engine/pkg/sync/sync_context.go. */
export interface SyncRun {
  readonly settings: SyncSettings;
  readonly failures: ReadonlyMap<Task, Failure["mode"]>;
  /** The Namespace that everything is deployed to, if the sync applies it and it is not there: it comes first. */
  readonly destination: SyncTask | undefined;
  /** In the order of the sync, without those of SyncFail. */
  readonly steps: readonly RunStep[];
  /** Those of them that are still there after the first pass. */
  readonly lasting: readonly RunStep[];
  readonly syncFail: readonly SyncTask[];
  /** How many waves they are in. */
  readonly syncFailSteps: number;
  readonly hooks: readonly SyncTask[];
  readonly cluster: Cluster;
  /** The cluster does not know their kinds, and nothing says that the sync begins all the same. */
  readonly notValid: readonly SyncTask[];
  /** The objects that a finalizer keeps when they are deleted. */
  readonly stuck: ReadonlySet<string>;
  /** The objects that the sync does not apply because they are as their manifests say. */
  readonly inSync: ReadonlySet<string>;
  /** The tasks that have nothing to do: of those objects, and of the Namespace that is there and needs no metadata. */
  readonly leftOut: readonly SyncTask[];
  readonly results: Map<string, OperationState>;
  readonly events: SyncEvent[];
  readonly looks: Look[];
  /** No pass has run. */
  isFirst: boolean;
  /** Tasks that have been applied and had not ended in the last pass. */
  running: SyncTask[];
  /** The objects that this pass has created, which it does not see itself. */
  created: Set<string>;
  /** Those, without SyncFail hooks, that have ended and did not succeed. */
  readonly unsuccessful: SyncTask[];
  /** The API server refused them. */
  readonly refused: Set<SyncTask>;
  /** All steps before this one are done. */
  position: number;
  prunes: readonly PruneStep[];
  /** All prunes before this one are done. */
  prunePosition: number;
  /** Of that one, all objects before this one are. */
  pruneObject: number;
}

/** Everything is as it is before the first pass. `name` is part of the names that are generated. */
export function beginRun(
  planned: Planned,
  settings: SyncSettings,
  { live, unchanged, failures, name }: RunInput,
): SyncRun {
  const cluster: Cluster = new Map(live.map((object) => [object.key, object]));
  const steps = planned.plan.steps.map(({ phase, wave, tasks }) => ({
    phase,
    wave,
    tasks: tasks.map((task) => syncTask(task, planned, settings, name)),
  }));
  const regular = steps.filter(({ phase }) => phase !== "SyncFail");
  const all = steps.flatMap(({ tasks }) => tasks);
  const isFirst = does("namespace first", settings.version);
  const lasting = settings.managesNamespace ? regular : regular.flatMap(withoutAdded);
  const isAddedInPlace = !isFirst && all.some((task) => task.isAdded && !cluster.has(task.object));
  const inSync = settings.outOfSyncOnly ? unchanged : new Set<string>();
  return {
    settings,
    failures,
    destination: isFirst ? all.find((task) => task.isDestination && !cluster.has(task.object)) : undefined,
    steps: isAddedInPlace ? regular : lasting,
    lasting,
    syncFail: steps.filter(({ phase }) => phase === "SyncFail").flatMap(({ tasks }) => tasks),
    syncFailSteps: steps.length - regular.length,
    hooks: all.filter(({ isHook }) => isHook),
    cluster,
    stuck: new Set(all.flatMap(({ task, object }) => (failures.get(task) === "stuck" ? [object] : []))),
    notValid: notValidOf(all, planned, settings, failures),
    inSync,
    leftOut: all.filter((task) =>
      task.isAdded ? !settings.managesNamespace && cluster.has(task.object) : !task.isHook && inSync.has(task.object),
    ),
    results: new Map(),
    events: [],
    looks: [],
    isFirst: true,
    running: [],
    created: new Set(),
    unsuccessful: [],
    refused: new Set(),
    position: 0,
    prunes: pruneSteps(pruneCandidates(live, planned, settings.namespace), settings, highestSyncWave(planned)),
    prunePosition: 0,
    pruneObject: 0,
  };
}

/** What a sync meets. */
export interface RunInput {
  /** What is in the cluster. */
  readonly live: readonly LiveObject[];
  /** The keys of those that are as their manifests say. */
  readonly unchanged: ReadonlySet<string>;
  readonly failures: ReadonlyMap<Task, Failure["mode"]>;
  readonly name: string;
}

/** The tasks whose kind the cluster does not know, as far as that stops the sync. Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go. */
function notValidOf(
  tasks: readonly SyncTask[],
  planned: Planned,
  { syncOptions }: SyncSettings,
  failures: RunInput["failures"],
): readonly SyncTask[] {
  const unknown = tasks.filter(({ task }) => failures.get(task) === "missing-kind");
  if (unknown.length === 0) return unknown;
  const missingKind = missingKinds(planned, syncOptions);
  return unknown.filter(({ task }) => {
    const resource = planned.resources[task.resource ?? -1];
    return resource !== undefined && missingKind(resource) === "stops";
  });
}

/**
 * Once the Namespace that `CreateNamespace=true` adds is there, it is not a task any more, unless its metadata is managed.
 * Mirrors `syncNamespace` in controller/sync_namespace.go.
 */
function withoutAdded(step: RunStep): readonly RunStep[] {
  if (!step.tasks.some(({ isAdded }) => isAdded)) return [step];
  const tasks = step.tasks.filter(({ isAdded }) => !isAdded);
  return tasks.length === 0 ? [] : [{ ...step, tasks }];
}

/** The highest wave that is declared for the Sync phase, before anything is pulled forward. */
function highestSyncWave({ plan }: Planned): bigint {
  return plan.behaviours.reduce(
    (highest, { phases, wave }) => (wave !== undefined && wave > highest && phases.includes("Sync") ? wave : highest),
    0n,
  );
}
