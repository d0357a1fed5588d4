import { annotationKeys, hasOption } from "./annotations.ts";
import { does } from "./behaviour-versions.ts";
import { keyOf, type LiveObject } from "./cluster.ts";
import { hookState } from "./hook.ts";
import { wrapInteger } from "./integer.ts";
import { kindRank } from "./kind-order.ts";
import type { SyncPlan } from "./plan.ts";
import { protectionOf } from "./protection.ts";
import type { SyncResource } from "./resource.ts";
import type { SyncSettings } from "./settings.ts";
import { declaredWave } from "./wave.ts";

/** Live objects that a sync looks at together, because no manifest makes them any more. */
export interface PruneStep {
  /** The wave of the Sync phase in which it does. */
  readonly wave: bigint;
  readonly objects: readonly LiveObject[];
  /** What their live annotations declare; `undefined` for those that are pruned last. */
  readonly declaredWave: bigint | undefined;
  /** Some of them are still there when it has been done. */
  readonly stays: boolean;
}

/** What becomes of a live object that no manifest makes any more. */
export type PruneFate = "pruned" | "kept" | "unconfirmed";

/**
 * Whether a sync prunes an object, keeps it, or waits for somebody to confirm. The object's own option comes before that of the
 * application. Mirrors `runTasks` and `pruneObject` in gitops-engine/pkg/sync/sync_context.go.
 */
export function pruneFate(
  { resource }: LiveObject,
  { prune, isPruneConfirmed, defaultPrune, version }: SyncSettings,
): PruneFate {
  const protection = protectionOf(resource.annotations, "Prune", {
    fallback: defaultPrune,
    version,
    isConfirmed: isPruneConfirmed,
  });
  // The confirmation is asked for even by a sync that would not prune.
  if (protection === "confirm") return "unconfirmed";
  return prune && protection === "none" ? "pruned" : "kept";
}

/** Whether a live object is a hook: Argo CD never prunes it. */
export function isLiveHook({ resource }: LiveObject): boolean {
  return hookState(resource.annotations) === "hook";
}

/**
 * The live objects that no manifest makes any more, hooks left out. A resource that a manifest makes as a hook, or that its
 * annotations keep from being applied, is among them.
 * Mirrors `Reconcile` in gitops-engine/pkg/sync/reconcile.go and `partitionTargetObjsForSync` in controller/state.go.
 */
export function pruneCandidates(
  live: readonly LiveObject[],
  { plan, resources }: { readonly plan: SyncPlan; readonly resources: readonly SyncResource[] },
  namespace: string,
): readonly LiveObject[] {
  const left = live.filter((object) => object.isTracked && !isLiveHook(object));
  if (left.length === 0) return [];
  const managed = new Set<string>();
  for (const [index, resource] of resources.entries()) {
    const role = plan.behaviours[index]?.role;
    if (role === "resource" || role === "skipped" || role === "unknown") managed.add(keyOf(resource, namespace));
  }
  return left.filter(({ key }) => !managed.has(key));
}

interface Group {
  readonly wave: bigint;
  readonly soon: readonly LiveObject[];
  readonly last: readonly LiveObject[];
}

/**
 * In which waves of the Sync phase a sync looks at them, in the order of time. Their waves are swapped symmetrically, the lowest
 * with the highest, so the highest declared wave comes first; before 2.11 each comes in its own wave. What `PruneLast=true` puts
 * off gets one wave more than the highest of the phase, at least wave 1. `highestApplied` is the highest wave that a manifest of the
 * Sync phase declares.
 * Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go.
 */
export function pruneSteps(
  candidates: readonly LiveObject[],
  settings: SyncSettings,
  highestApplied: bigint,
): readonly PruneStep[] {
  const groups = groupByWave(candidates, settings);
  const isReverse = does("prunes in reverse", settings.version);
  const ascending = groups.map(({ wave }) => wave).reverse();
  const staying = (objects: readonly LiveObject[]): boolean =>
    objects.some((object) => pruneFate(object, settings) !== "pruned");
  const inTime = isReverse ? groups : groups.toReversed();
  const steps = inTime.flatMap(({ wave, soon }, position): PruneStep[] =>
    soon.length === 0
      ? []
      : [{ wave: ascending[position] ?? wave, declaredWave: wave, objects: soon, stays: staying(soon) }],
  );
  const last = groups.flatMap((group) => group.last).sort(compareKindAndName);
  if (last.length === 0) return steps;
  const highest = (isReverse ? ascending : []).reduce((left, right) => (right > left ? right : left), highestApplied);
  const put = { wave: wrapInteger(highest + 1n), declaredWave: undefined, objects: last, stays: staying(last) };
  return [...steps.filter(({ wave }) => wave <= put.wave), put, ...steps.filter(({ wave }) => wave > put.wave)];
}

/** By the wave that their live annotations declare, the highest first; one that only rendering tells is taken for 0. */
function groupByWave(candidates: readonly LiveObject[], { pruneLast }: SyncSettings): readonly Group[] {
  const groups = new Map<bigint, { readonly soon: LiveObject[]; readonly last: LiveObject[] }>();
  for (const object of candidates) {
    const { annotations } = object.resource;
    const wave = declaredWave(annotations).wave ?? 0n;
    const group = groups.get(wave) ?? { soon: [], last: [] };
    groups.set(wave, group);
    const isLast = pruneLast || hasOption(annotations, annotationKeys.syncOptions, "PruneLast=true");
    (isLast ? group.last : group.soon).push(object);
  }
  return [...groups]
    .map(([wave, { soon, last }]) => ({ wave, soon: soon.sort(compareKindAndName), last }))
    .sort((left, right) => (left.wave > right.wave ? -1 : 1));
}

function compareKindAndName({ resource: left }: LiveObject, { resource: right }: LiveObject): number {
  return kindRank(left.kind) - kindRank(right.kind) || (left.name < right.name ? -1 : 1);
}
