import type { ArgoCdVersion } from "../versions.ts";
import { does } from "./behaviour-versions.ts";
import { wrapInteger } from "./integer.ts";
import { kindOrder, kindRanker } from "./kind-order.ts";
import { type Phase, phaseRank } from "./phase.ts";
import { type SyncResource, isCustomResourceDefinition, isNamespace } from "./resource.ts";

/** One application of one resource in one phase. */
export interface Task {
  /** The index of the resource; `undefined` for the Namespace that the sync option `CreateNamespace=true` adds. */
  readonly resource: number | undefined;
  /** The phase in which it is actually applied. */
  readonly phase: Phase;
  /** The wave in which it is actually applied; `undefined` if it is unknown before rendering. */
  readonly wave: bigint | undefined;
  readonly declaredWave: bigint | undefined;
  /** Only on a Namespace or CustomResourceDefinition that is pulled forward: the index of the resource that needs it first. */
  readonly pulledBy?: number | undefined;
}

/** A task to be sorted, with its object, whose namespace and name are filled in. */
export interface SortableTask extends Task {
  readonly object: Pick<SyncResource, "group" | "kind" | "namespace" | "name" | "crd">;
}

/**
 * The tasks in the order in which Argo CD applies them: by phase, wave, kind and name, with Namespaces and then
 * CustomResourceDefinitions pulled before what needs them. Full ties, random in Argo CD, keep their order.
 * Mirrors `Sort` in gitops-engine/pkg/sync/sync_tasks.go.
 */
export function sortTasks(tasks: readonly SortableTask[], version?: ArgoCdVersion): readonly SortableTask[] {
  const ordered = orderTasks(tasks, version);
  if (!does("pulled forward", version)) return ordered;
  return pullForward(pullForward(ordered, namespaceDependency), definitionDependency);
}

/** The tasks in their order before anything is pulled forward. Mirrors `Less` in gitops-engine/pkg/sync/sync_tasks.go. */
export function orderTasks(tasks: readonly SortableTask[], version?: ArgoCdVersion): readonly SortableTask[] {
  // Only names are dear to compare: first come groups of equal phase, wave and kind.
  const groups = new Map<number, SortableTask[]>();
  const placeOf = placeFinder(tasks, version);
  for (const task of tasks) {
    const place = placeOf(task);
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [task]);
    else group.push(task);
  }
  // Names of Kubernetes are ASCII, and need no translation before they are compared.
  const compare = tasks.some(({ object }) => lateUnits.test(object.name)) ? compareBytes : compareNames;
  const places = [...groups.keys()].sort((left, right) => left - right);
  return places.flatMap((place) => (groups.get(place) ?? []).sort(compare));
}

function compareNames({ object: { name: left } }: SortableTask, { object: { name: right } }: SortableTask): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compareBytes({ object: left }: SortableTask, { object: right }: SortableTask): number {
  const [leftName, rightName] = [inByteOrder(left.name), inByteOrder(right.name)];
  if (leftName === rightName) return 0;
  return leftName < rightName ? -1 : 1;
}

/** Finds one number for the phase, wave and kind of a task, which is smaller for what comes earlier. */
function placeFinder(
  tasks: readonly SortableTask[],
  version: ArgoCdVersion | undefined,
): (task: SortableTask) => number {
  const waveRanks = rankWaves(tasks);
  const waves = waveRanks.size + 1;
  const kinds = kindOrder.length + 1;
  const kindRank = kindRanker(version);
  return ({ phase, wave, object }) => {
    // An unknown wave comes last.
    const rank = wave === undefined ? waveRanks.size : (waveRanks.get(wave) ?? waveRanks.size);
    return (phaseRank(phase) * waves + rank) * kinds + kindRank(object.kind);
  };
}

/** The position of each wave that occurs, from 0. */
function rankWaves(tasks: readonly SortableTask[]): ReadonlyMap<bigint, number> {
  const waves = new Set(tasks.map(({ wave }) => wave));
  const known = [...waves].filter((wave) => wave !== undefined);
  // If waves are so far apart that differences overflow, Argo CD's order can be a circle. Where it starts is random there; here it depends only on the numbers.
  const sorted = known.sort((left, right) => (left < right ? -1 : 1)).sort(compareWaves);
  return new Map(sorted.map((wave, rank) => [wave, rank]));
}

function compareWaves(left: bigint, right: bigint): number {
  if (left === right) return 0;
  const difference = wrapInteger(left - right);
  // To Argo CD, two waves exactly 2^63 apart are each smaller than the other; the negative one comes last, like its neighbours.
  if (difference === wrapInteger(right - left)) return left < right ? 1 : -1;
  return difference < 0n ? -1 : 1;
}

// Go compares the bytes of UTF-8, JavaScript the units of UTF-16. The two differ only in that surrogates come before
// U+E000 to U+FFFF in one and after them in the other, so the two ranges change places.
function inByteOrder(name: string): string {
  return name.replace(/[\ud800-\uffff]/g, (character) => {
    const unit = character.charCodeAt(0);
    return String.fromCharCode(unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
  });
}

/** The units of UTF-16 from the surrogates on. */
const lateUnits = /[\ud800-\uffff]/;

/** How one type of object needs another: the key that a task provides, and the key that it refers to. */
export interface Dependency {
  readonly provides: (object: SortableTask["object"]) => string | undefined;
  readonly refersTo: (object: SortableTask["object"]) => string | undefined;
}

/** An object in a namespace needs its Namespace. */
export const namespaceDependency: Dependency = {
  provides: (object) => (isNamespace(object) ? object.name : undefined),
  refersTo: (object) => (object.namespace === "" ? undefined : object.namespace),
};

/** A custom resource needs the definition of its kind. */
export const definitionDependency: Dependency = {
  provides: (object) =>
    isCustomResourceDefinition(object) && object.crd !== undefined
      ? `${object.crd.group}/${object.crd.kind}`
      : undefined,
  refersTo: (object) => `${object.group}/${object.kind}`,
};

/**
 * Moves every task that provides something before the first task that refers to it, with that task's phase and wave.
 * Argo CD shifts an array for each move. The result is this: moved tasks come right before the task that needs them, in their
 * former order. Mirrors `adjustDeps` in gitops-engine/pkg/sync/sync_tasks.go.
 */
export function pullForward(tasks: readonly SortableTask[], dependency: Dependency): readonly SortableTask[] {
  // Once a task refers to one of these, later ones need not be looked at.
  const sought = providedBy(tasks, dependency);
  if (sought.size === 0) return tasks;
  const firstReference = new Map<string, SortableTask>();
  const pulledBefore = new Map<SortableTask, SortableTask[]>();
  const moved = new Set<SortableTask>();
  for (const task of tasks) {
    const provided = dependency.provides(task.object);
    if (provided === undefined) {
      const referred = sought.size === 0 ? undefined : dependency.refersTo(task.object);
      if (referred !== undefined && sought.delete(referred)) firstReference.set(referred, task);
      continue;
    }
    const reference = firstReference.get(provided);
    if (reference === undefined || isOrderUnknown(task, reference)) continue;
    const forward = { ...task, phase: reference.phase, wave: reference.wave, pulledBy: reference.resource };
    const others = pulledBefore.get(reference);
    if (others === undefined) pulledBefore.set(reference, [forward]);
    else others.push(forward);
    moved.add(task);
  }
  if (moved.size === 0) return tasks;
  const pulled: SortableTask[] = [];
  for (const task of tasks) {
    if (moved.has(task)) continue;
    for (const before of pulledBefore.get(task) ?? []) pulled.push(before);
    pulled.push(task);
  }
  return pulled;
}

/** All that the tasks provide. */
function providedBy(tasks: readonly SortableTask[], dependency: Dependency): Set<string> {
  const provided = new Set<string>();
  for (const { object } of tasks) {
    const key = dependency.provides(object);
    if (key !== undefined) provided.add(key);
  }
  return provided;
}

// An unknown wave comes last only because it needs some place: that is not a reason to pull the task forward.
function isOrderUnknown(task: SortableTask, reference: SortableTask): boolean {
  return task.wave === undefined && task.phase === reference.phase;
}
