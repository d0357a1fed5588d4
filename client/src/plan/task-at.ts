import type { PlanResource, PlanView } from "../../../server/protocol/index.ts";
import { allResources, type PlacedTask, taskWith } from "./plan-resources.ts";
import { normalUri } from "./plans.ts";

/** The task in which a place of a file is; the line counts from 0. `undefined` where no step applies what stands there. */
export function taskAt(view: PlanView, uri: string, line: number): PlacedTask | undefined {
  const resource = resourceAt(view, uri, line);
  return resource && taskWith(view, resource.id);
}

/**
 * The resource in which a place of a file is: the one that begins last at or above the line (from 0), or the first one of the
 * file for the comments above it. Of a resource with several turns it is the first one.
 */
function resourceAt(view: PlanView, uri: string, line: number): PlanResource | undefined {
  const inFile = locatedIn(view).get(normalUri(uri)) ?? [];
  return (inFile.findLast((located) => located.line <= line) ?? inFile[0])?.resource;
}

interface Located {
  readonly resource: PlanResource;
  readonly line: number;
}

/** The cursor moves more often than a plan changes. */
const located = new WeakMap<PlanView, ReadonlyMap<string, readonly Located[]>>();

/** The resources of a plan by their file, in the order of their lines; each one once. */
function locatedIn(view: PlanView): ReadonlyMap<string, readonly Located[]> {
  const known = located.get(view);
  if (known !== undefined) return known;
  const byFile = new Map<string, Map<number, Located>>();
  for (const resource of allResources(view)) {
    const { location } = resource;
    if (location === undefined) continue;
    const inFile = byFile.get(location.uri) ?? new Map<number, Located>();
    byFile.set(location.uri, inFile);
    if (!inFile.has(location.line)) inFile.set(location.line, { resource, line: location.line });
  }
  const sorted = [...byFile].map(
    ([uri, inFile]) => [normalUri(uri), [...inFile.values()].sort((one, other) => one.line - other.line)] as const,
  );
  const found = new Map(sorted);
  located.set(view, found);
  return found;
}
