import type { Application } from "../application/application.ts";
import { hazardSubject, readSummary, type SummaryOf } from "../hazards/subject.ts";
import { planIds } from "./plan-ids.ts";

/**
 * What each task of a plan cannot do without, as far as the manifests say so: by the id of the task, the ids of the tasks that
 * apply it first, in the order of the text. Tasks that need nothing of this application are left out.
 */
export function planNeeds(
  application: Application,
  summaryOf: SummaryOf = readSummary,
): ReadonlyMap<string, readonly string[]> {
  const ids = planIds(application);
  const { members, providers } = hazardSubject(application, summaryOf);
  const needs = new Map<string, readonly string[]>();
  for (const member of members) {
    const needed = member.summary.references
      .flatMap((reference) => providers.of(member, reference))
      .flatMap(({ turns }) => turns.slice(0, 1).map(({ task }) => ids.ofTask(task)));
    if (needed.length === 0) continue;
    for (const { task } of member.turns) needs.set(ids.ofTask(task), [...new Set(needed)]);
  }
  return needs;
}
