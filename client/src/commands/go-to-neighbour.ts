import { goTo } from "../go-to.ts";
import { tasksOf } from "../plan/plan-resources.ts";
import { mention } from "../tell.ts";
import type { Target } from "./command-target.ts";

/** Which neighbour in the order of the sync. */
export type Direction = "next" | "previous";

/**
 * Goes to the manifest of the resource that the sync applies after or before the one of a target. Other
 * turns of the same manifest, and resources without a manifest, are skipped. Without a resource it starts at the nearest end.
 */
export async function goToNeighbour({ view, placed }: Target, direction: Direction): Promise<void> {
  const tasks = tasksOf(view).map(({ task }) => task);
  const at = tasks.findIndex(({ id }) => id === placed?.task.id);
  const start = placed?.task.location;
  const candidates = direction === "next" ? tasks.slice(at + 1) : tasks.slice(0, at === -1 ? undefined : at).reverse();
  const neighbour = candidates.find(({ location }) => location !== undefined && !isSame(location, start));
  if (neighbour?.location !== undefined) {
    await goTo(neighbour.location);
    return;
  }
  const end = direction === "next" ? "last" : "first";
  mention(`This is the ${end} resource in the sync of ${view.application.name}.`);
}

function isSame(one: object, other: object | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
