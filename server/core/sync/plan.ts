import type { ArgoCdVersion } from "../versions.ts";
import type { AddedHealthCheck } from "./added-checks.ts";
import type { Annotations } from "./annotations.ts";
import { type Behaviour, behaviourOf } from "./behaviour.ts";
import { does } from "./behaviour-versions.ts";
import { type Overridden, findOverridden } from "./duplicates.ts";
import type { Phase } from "./phase.ts";
import { type SyncResource, isNamespace } from "./resource.ts";
import { isClusterScoped } from "./scope.ts";
import { planDeletion } from "./sort-delete.ts";
import { type SortableTask, type Task, sortTasks } from "./sync-tasks.ts";
import { type StepWait, waitAfter } from "./wait.ts";
import { declaredWave } from "./wave.ts";

/** What the Application says about its sync. */
export interface PlanOptions {
  /** The namespace of the application's destination; empty if it has none. */
  readonly namespace: string;
  /** Present if the application has the sync option `CreateNamespace=true`. */
  readonly createNamespace?: NamespaceOptions | undefined;
  /** The application's own sync options, as written. */
  readonly syncOptions?: readonly string[] | undefined;
  /** The value of the application's own `Delete=` sync option, if it has one. */
  readonly defaultDelete?: string | undefined;
  /** Present if Argo CD syncs the application by itself. */
  readonly automated?: Automation | undefined;
  /** The health checks that people have added to Argo CD. The order does not depend on them, but who is awaited does. */
  readonly addedChecks?: readonly AddedHealthCheck[] | undefined;
  /** The version of Argo CD that runs the sync; the newest release if there is none. */
  readonly version?: ArgoCdVersion | undefined;
  /** Whether and how the deletion of the Application deletes its resources; absent where that is not known. */
  readonly cascade?: Cascade | undefined;
}

/** What a finalizer of the Application says about its resources: `none` leaves them all in the cluster. */
export type Cascade = "foreground" | "background" | "none";

/** How the Namespace that the sync adds is made. */
export interface NamespaceOptions {
  /** The annotations of `managedNamespaceMetadata`. */
  readonly annotations: Annotations;
  /** There is a `managedNamespaceMetadata`, so every sync applies the Namespace. */
  readonly managed?: boolean;
}

/** How Argo CD syncs an application by itself. */
export interface Automation {
  /** It prunes. */
  readonly prune: boolean;
  /** How often it tries a failed sync again; `undefined` for always. */
  readonly retries: number | undefined;
  /** It syncs again what differs although nothing has changed in Git. */
  readonly selfHeal?: true;
  /** It prunes even if nothing is left then. */
  readonly allowEmpty?: true;
}

/** Everything that one phase applies in one wave. */
export interface Step {
  readonly phase: Phase;
  /** `undefined` for the last step of a phase: its tasks have a wave that is unknown before rendering. */
  readonly wave: bigint | undefined;
  /** In the order in which Argo CD applies them. */
  readonly tasks: readonly Task[];
  /** What must be done before Argo CD continues. */
  readonly waitsFor: StepWait;
}

/** The first sync of an application, and its deletion. Resources are named by their index. */
export interface SyncPlan {
  /** By index of resource. */
  readonly behaviours: readonly Behaviour[];
  readonly steps: readonly Step[];
  /** The resources that deletion deletes, batch after batch, without an order within a batch. */
  readonly deletion: readonly (readonly number[])[];
  /** The resources that Argo CD ignores because a later one with the same identity replaces them. */
  readonly overridden: readonly Overridden[];
  /** The resources whose phase is unknown before rendering: they are not in any step. */
  readonly unknown: readonly number[];
}

/**
 * The order in which Argo CD applies resources in a first sync to an empty cluster, and deletes them. Input order only breaks
 * full ties (random in Argo CD) and decides which duplicate wins. Never throws.
 * Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go, `Sort` in gitops-engine/pkg/sync/sync_tasks.go,
 * `NormalizeTargetObjects` in controller/state.go and controller/sort_delete.go.
 */
export function planSync(resources: readonly SyncResource[], options: PlanOptions): SyncPlan {
  const behaviours = resources.map((resource) => behaviourOf(resource, options.version));
  const overridden = findOverridden(resources, options.namespace);
  const losers = new Set(overridden.map(({ resource }) => resource));
  const live = [...resources.keys()].filter((index) => !losers.has(index));
  const tasks = [
    ...tasksOf(live, resources, behaviours, options),
    ...createdNamespace(live, resources, behaviours, options),
  ];
  return {
    behaviours,
    steps: stepsOf(sortTasks(tasks, options.version), behaviours, options),
    deletion: planDeletion(resources, behaviours, live, options),
    overridden,
    unknown: live.filter((index) => behaviours[index]?.role === "unknown"),
  };
}

function tasksOf(
  live: readonly number[],
  resources: readonly SyncResource[],
  behaviours: readonly Behaviour[],
  options: PlanOptions,
): readonly SortableTask[] {
  const tasks: SortableTask[] = [];
  for (const index of live) {
    const resource = resources[index];
    const behaviour = behaviours[index];
    if (resource === undefined || behaviour === undefined) continue;
    const { wave } = behaviour;
    for (const phase of behaviour.phases) {
      const object = objectInSync(resource, nameInSync(resource, behaviour, phase), options.namespace);
      tasks.push({ resource: index, phase, wave, declaredWave: wave, object });
    }
  }
  return tasks;
}

// Objects without a namespace, including cluster-scoped ones, are treated as being in the destination namespace.
function objectInSync(resource: SyncResource, name: string, destinationNamespace: string): SortableTask["object"] {
  const { group, kind, crd } = resource;
  const isDeclared = resource.namespace !== "" && !isClusterScoped(group, kind);
  const namespace = isDeclared ? resource.namespace : destinationNamespace;
  if (name === resource.name && namespace === resource.namespace) return resource;
  return { group, kind, crd, namespace, name };
}

/**
 * Argo CD appends the commit, the phase and the time to the generateName of a hook. Commit and time are not known in advance,
 * but they are the same for all hooks of a phase, so zeros stand for the commit here. The API server names other resources, too
 * late to affect the order.
 */
function nameInSync(resource: SyncResource, behaviour: Behaviour, phase: Phase): string {
  if (resource.name !== "" || behaviour.role !== "hook") return resource.name;
  return `${resource.generateName}0000000-${phase.toLowerCase()}-0`;
}

// Mirrors `autoCreateNamespace` in gitops-engine/pkg/sync/sync_context.go: a Namespace that is a hook does not prevent it.
function createdNamespace(
  live: readonly number[],
  resources: readonly SyncResource[],
  behaviours: readonly Behaviour[],
  { namespace, createNamespace }: PlanOptions,
): readonly SortableTask[] {
  if (createNamespace === undefined || namespace === "") return [];
  const isDeclared = live.some((index) => {
    const resource = resources[index];
    const role = behaviours[index]?.role;
    const isManaged = role === "resource" || role === "skipped" || role === "unknown";
    return resource !== undefined && isManaged && isNamespace(resource) && resource.name === namespace;
  });
  if (isDeclared) return [];
  const { wave } = declaredWave(createNamespace.annotations);
  const object = { group: "", kind: "Namespace", namespace: "", name: namespace };
  return [{ resource: undefined, phase: "PreSync", wave, declaredWave: wave, object }];
}

// Argo CD runs all tasks with the phase and wave of the first remaining one.
function stepsOf(
  sorted: readonly SortableTask[],
  behaviours: readonly Behaviour[],
  { namespace, createNamespace, version }: PlanOptions,
): readonly Step[] {
  const steps: { readonly phase: Phase; readonly wave: bigint | undefined; readonly tasks: Task[] }[] = [];
  const byPlace = new Map<string, (typeof steps)[number]>();
  let step: (typeof steps)[number] | undefined;
  for (const task of sorted) {
    const { phase, wave } = task;
    // Nearly always a task is in the step of the one before it.
    if (step?.phase !== phase || step.wave !== wave) {
      const key = `${phase} ${wave ?? "unknown"}`;
      step = byPlace.get(key);
      if (step === undefined) {
        step = { phase, wave, tasks: [] };
        steps.push(step);
        byPlace.set(key, step);
      }
    }
    step.tasks.push(withoutObject(task));
  }
  const destination = does("namespace first", version)
    ? sorted.find(({ object }) => isNamespace(object) && object.name === namespace)
    : undefined;
  const context = { behaviours, destination, managesNamespace: createNamespace?.managed === true };
  return steps.map((it, position) => ({ ...it, waitsFor: waitAfter(steps, position, context) }));
}

function withoutObject({ resource, phase, wave, declaredWave: declared, pulledBy }: SortableTask): Task {
  if (pulledBy === undefined) return { resource, phase, wave, declaredWave: declared };
  return { resource, phase, wave, declaredWave: declared, pulledBy };
}
