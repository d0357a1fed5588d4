import { compareVersions, latestVersion } from "../versions.ts";
import { annotationKeys, type Annotations } from "../sync/annotations.ts";
import { type PlanOptions, planSync, type SyncPlan } from "../sync/plan.ts";
import { protectionOf } from "../sync/protection.ts";
import type { SyncResource } from "../sync/resource.ts";

/** A plan with all that it was made from. */
interface Planned {
  readonly members: readonly { readonly resource: SyncResource }[];
  readonly plan: SyncPlan;
  readonly planOptions: PlanOptions;
}

/** The plan of members. It is that of `previous` where both are made from the same: most edits touch nothing that order depends on. */
export function planOf(members: Planned["members"], options: PlanOptions, previous: Planned | undefined): SyncPlan {
  if (previous !== undefined && isMadeFrom(previous, members, options)) return previous.plan;
  return planSync(
    members.map(({ resource }) => resource),
    options,
  );
}

function isMadeFrom(
  { members: old, planOptions }: Planned,
  members: Planned["members"],
  options: PlanOptions,
): boolean {
  return (
    old.length === members.length &&
    haveSameOptions(planOptions, options) &&
    members.every(({ resource }, index) => isSameResource(resource, old[index]?.resource, options))
  );
}

function haveSameOptions(left: PlanOptions, right: PlanOptions): boolean {
  return (
    left.namespace === right.namespace &&
    compareVersions(left.version ?? latestVersion, right.version ?? latestVersion) === 0 &&
    left.defaultDelete === right.defaultDelete &&
    left.createNamespace?.managed === right.createNamespace?.managed &&
    haveSameTexts(left.createNamespace?.annotations, right.createNamespace?.annotations)
  );
}

function isSameResource(left: SyncResource, right: SyncResource | undefined, options: PlanOptions): boolean {
  if (left === right) return true;
  if (right === undefined) return false;
  return (
    left.group === right.group &&
    left.kind === right.kind &&
    left.namespace === right.namespace &&
    left.name === right.name &&
    left.generateName === right.generateName &&
    left.annotationsKnown === right.annotationsKnown &&
    left.crd?.group === right.crd?.group &&
    left.crd?.kind === right.crd?.kind &&
    planKeys.every((key) => hasSameText(left.annotations, right.annotations, key)) &&
    isDeletedAlike(left.annotations, right.annotations, options)
  );
}

/** The annotations that the order of a sync depends on. */
const planKeys: readonly string[] = [
  ...[annotationKeys.hook, annotationKeys.hookDeletePolicy, annotationKeys.syncWave],
  ...[annotationKeys.helmHook, annotationKeys.helmHookDeletePolicy, annotationKeys.helmHookWeight],
];

/** What the order of a deletion depends on beside them: one option, and a policy of Helm. */
function isDeletedAlike(left: Annotations, right: Annotations, { version, defaultDelete }: PlanOptions): boolean {
  const { syncOptions, helmResourcePolicy } = annotationKeys;
  const [one, other] = [left, right].map((annotations) =>
    protectionOf(annotations, "Delete", { fallback: defaultDelete, version }),
  );
  return hasSameText(left, right, helmResourcePolicy) && (hasSameText(left, right, syncOptions) || one === other);
}

function hasSameText(left: Annotations, right: Annotations, key: string): boolean {
  return left.has(key) === right.has(key) && left.get(key) === right.get(key);
}

/** Whether two sets of annotations are equal; their order means nothing to a sync. */
function haveSameTexts(left: Annotations | undefined, right: Annotations | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right?.size !== left.size) return false;
  for (const [key, text] of left) if (!right.has(key) || right.get(key) !== text) return false;
  return true;
}
