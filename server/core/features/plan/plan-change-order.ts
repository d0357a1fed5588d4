import type { Application } from "../../application/application.ts";
import { planIds } from "./plan-ids.ts";

/**
 * The ids of the tasks that are in the same step in both plans, but at another position among the others that are: as few as
 * explain the new order.
 */
export function outOfOrder(before: Application, after: Application): ReadonlySet<string> {
  const old = placesOf(before);
  const displaced = new Set<string>();
  const ids = planIds(after);
  for (const { phase, wave, tasks } of after.plan.steps) {
    const step = `${phase} ${wave ?? "unknown"}`;
    const common = tasks.flatMap((task) => {
      const id = ids.ofTask(task);
      const place = old.get(id);
      return place?.step === step ? [{ id, place: place.number }] : [];
    });
    const kept = longestRise(common.map(({ place }) => place));
    common.forEach(({ id }, index) => {
      if (!kept.has(index)) displaced.add(id);
    });
  }
  return displaced;
}

function placesOf(application: Application): ReadonlyMap<string, { readonly step: string; readonly number: number }> {
  const ids = planIds(application);
  return new Map(
    application.plan.steps.flatMap(({ phase, wave, tasks }) =>
      tasks.map((task, number) => [ids.ofTask(task), { step: `${phase} ${wave ?? "unknown"}`, number }] as const),
    ),
  );
}

/** The indices of a longest rising run of numbers, others left out between them. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  // Of each length, the index at which a run of it ends lowest; and for each index, the one before it in its run.
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  numbers.forEach((number, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  });
  const run = new Set<number>();
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) run.add(index);
  return run;
}
