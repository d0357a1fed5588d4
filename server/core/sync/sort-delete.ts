import { annotationKeys, hasOption } from "./annotations.ts";
import type { Behaviour } from "./behaviour.ts";
import { does } from "./behaviour-versions.ts";
import type { PlanOptions } from "./plan.ts";
import { protectionOf } from "./protection.ts";
import { type SyncResource, isCustomResourceDefinition } from "./resource.ts";

/**
 * The resources that deleting an application deletes, as indices: batch after batch, the highest declared wave first, without an
 * order within a batch (here that of the resources). Resources with an unknown wave are one batch at the end; an option that is
 * unknown before rendering protects nothing. `candidates` are indices.
 * Mirrors `FilterObjectsForDeletion` in controller/sort_delete.go, called pass after pass.
 */
export function planDeletion(
  resources: readonly SyncResource[],
  behaviours: readonly Behaviour[],
  candidates: readonly number[],
  options: Pick<PlanOptions, "defaultDelete" | "version">,
): readonly (readonly number[])[] {
  const batches = new Map<bigint | undefined, number[]>();
  for (const index of candidates) {
    const resource = resources[index];
    const behaviour = behaviours[index];
    if (resource === undefined || behaviour?.role !== "resource" || !isDeleted(resource, options)) continue;
    const batch = batches.get(behaviour.wave);
    if (batch === undefined) batches.set(behaviour.wave, [index]);
    else batch.push(index);
  }
  return [...batches].sort(([left], [right]) => compareDescending(left, right)).map(([, batch]) => batch);
}

/** Whether the deletion of its application deletes an object that is in the cluster. Mirrors `shouldBeDeleted` in controller/appcontroller.go. */
export function isDeleted(
  resource: SyncResource,
  { defaultDelete, version }: Pick<PlanOptions, "defaultDelete" | "version">,
): boolean {
  const { annotations } = resource;
  if (isCustomResourceDefinition(resource)) return false;
  if (does("kept resources", version) && hasOption(annotations, annotationKeys.helmResourcePolicy, "keep"))
    return false;
  return protectionOf(annotations, "Delete", { fallback: defaultDelete, version }) !== "false";
}

function compareDescending(left: bigint | undefined, right: bigint | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left > right ? -1 : 1;
}
