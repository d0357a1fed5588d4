import { annotationKeys } from "../../../server/core/sync/annotations.ts";
import type { PlanOptions, SyncPlan } from "../../../server/core/sync/plan.ts";
import { planSync } from "../../../server/core/sync/plan.ts";
import { type SyncResource, idOf } from "../../../server/core/sync/resource.ts";

/** Annotations by the short names that the engine gives them; `undefined` is a value that only rendering tells. */
export type ShortAnnotations = Readonly<Partial<Record<keyof typeof annotationKeys, string | undefined>>>;

/** The annotations by their real keys. */
export function annotationsOf(short: ShortAnnotations): ReadonlyMap<string, string | undefined> {
  const names = Object.keys(short) as (keyof typeof annotationKeys)[];
  return new Map(names.map((name) => [annotationKeys[name], short[name]]));
}

/** A resource by its id, `GROUP/KIND:NAMESPACE/NAME`. */
export function resourceFrom(
  id: string,
  annotations: ShortAnnotations = {},
  more: Partial<SyncResource> = {},
): SyncResource {
  const [, group = "", kind = "", namespace = "", name = ""] = /^(.*?)\/(.*?):(.*?)\/(.*)$/s.exec(id) ?? [];
  return {
    group,
    kind,
    namespace,
    name,
    generateName: "",
    annotations: annotationsOf(annotations),
    annotationsKnown: true,
    ...more,
  };
}

/** A definition of the kind `crd.group/crd.kind`. */
export function definitionOf(crd: { group: string; kind: string }, annotations: ShortAnnotations = {}): SyncResource {
  const id = `apiextensions.k8s.io/CustomResourceDefinition:/${crd.kind.toLowerCase()}s.${crd.group}`;
  return resourceFrom(id, annotations, { crd });
}

/** The steps of a first sync, one line each: `PHASE WAVE: ID, ID`. */
export function stepLines(
  resources: readonly SyncResource[],
  options: PlanOptions = { namespace: "default" },
): string[] {
  return planSync(resources, options).steps.map((step) => {
    const ids = step.tasks.map((task) => nameOf(resources, task.resource));
    return `${step.phase} ${step.wave ?? "unknown"}: ${ids.join(", ")}`;
  });
}

/** The batches of a deletion, one line each. */
export function deletionLines(plan: SyncPlan, resources: readonly SyncResource[]): string[] {
  return plan.deletion.map((batch) => batch.map((index) => nameOf(resources, index)).join(", "));
}

function nameOf(resources: readonly SyncResource[], index: number | undefined): string {
  const resource = index === undefined ? undefined : resources[index];
  return resource === undefined ? "(created)" : idOf(resource);
}
