import type { PlanResource, PlanStep, PlanTask, PlanView } from "../../server/protocol/index.ts";
import { normalUri } from "./plans.ts";

/** One turn of a resource in a sync, with the step that it is in. */
export interface PlacedTask {
  readonly task: PlanTask;
  readonly step: PlanStep;
}

/** The tasks of a plan, in the order of the sync. */
export function tasksOf({ steps }: PlanView): readonly PlacedTask[] {
  return steps.flatMap((step) => step.tasks.map((task) => ({ task, step })));
}

/** Everything that a plan names: the tasks first, then what is never applied, then what deletion does. A resource may come several times. */
export function allResources({ steps, never, deletion }: PlanView): readonly PlanResource[] {
  return [...steps.flatMap(({ tasks }) => tasks), ...never, ...deletion.flatMap(({ resources }) => resources)];
}

/** The task with an id; `undefined` where there is none any more. */
export function taskWith(view: PlanView, id: string): PlacedTask | undefined {
  return tasksOf(view).find(({ task }) => task.id === id);
}

/**
 * The resource in which a place of a file is: the one that begins last at or above the line (from 0), or the first one of the
 * file for the comments above it. Of a resource with several turns it is the first one.
 */
export function resourceAt(view: PlanView, uri: string, line: number): PlanResource | undefined {
  const file = normalUri(uri);
  const inFile = allResources(view).flatMap((resource) => {
    const { location } = resource;
    return location !== undefined && normalUri(location.uri) === file ? [{ resource, line: location.line }] : [];
  });
  const above = inFile.filter((candidate) => candidate.line <= line);
  const nearest = (above.length > 0 ? above : inFile).reduce<(typeof inFile)[number] | undefined>((best, candidate) => {
    if (best === undefined) return candidate;
    const isNearer = above.length > 0 ? candidate.line > best.line : candidate.line < best.line;
    return isNearer ? candidate : best;
  }, undefined);
  return nearest?.resource;
}

/** The task in which a place of a file is. */
export function taskAt(view: PlanView, uri: string, line: number): PlacedTask | undefined {
  const resource = resourceAt(view, uri, line);
  return resource && taskWith(view, resource.id);
}

/** `Job migrate`. */
export function titleOf({ kind, name }: Pick<PlanResource, "kind" | "name">): string {
  return name === "" ? kind : `${kind} ${name}`;
}
