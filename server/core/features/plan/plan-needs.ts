import type { Roster } from "../../roster/roster.ts";
import { summaryOf } from "../../roster/summary-of.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import type { PlanIds } from "./plan-ids.ts";

/**
 * What each task of a plan needs, as far as the manifests tell: the ids of the tasks that apply it first, each
 * once and in the order of the text.
 */
export function planNeeds({ members, providers }: Roster, ids: PlanIds): (task: Task) => readonly string[] {
  const byResource = new Map<Task["resource"], readonly string[]>();
  for (const member of members) {
    const needed = summaryOf(member)
      .references.flatMap((reference) => providers.of(member, reference))
      .flatMap(({ turns, isConditional }) =>
        (isConditional ? [] : turns.slice(0, 1)).map(({ task }) => ids.ofTask(task)),
      );
    if (needed.length > 0) byResource.set(member.index, [...new Set(needed)]);
  }
  return ({ resource }) => byResource.get(resource) ?? [];
}
