import type { Application } from "../../application/application.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import { enumerate, taskName } from "../words.ts";
import type { WhatIfHookOutline } from "./what-if.ts";
import { isHookTask } from "./what-if-words.ts";
import { resourceIdOf } from "./task-id.ts";

/** Objects of which the same is said. */
export interface LeftTogether {
  /** `Job migrate, Pod test and 12 more`. */
  readonly names: string;
  /** Why they stay, and what the next sync does with them. */
  readonly sentences: readonly string[];
}

/** What is in the cluster after a sync that did not succeed; of one that did, only hooks are told, as the rest is what was asked for. */
export function whatIsLeft(
  application: Application,
  { outcome, ran, failed, running, course, isLater }: Simulation,
  hooks: readonly WhatIfHookOutline[],
): readonly LeftTogether[] {
  const refused = new Set(
    course.events.flatMap((event) => (event.what === "refused" || event.what === "not-valid" ? [event.task] : [])),
  );
  const isUntouched = new Set([...refused, ...course.leftOut]);
  const applied = [...ran, ...failed, ...running].filter(
    (task) => !isHookTask(application, task) && !isUntouched.has(task),
  );
  const kept = outcome === "succeeded" ? [] : applied.map((task) => taskName(application, task));
  return [
    ...(kept.length === 0
      ? []
      : [{ names: enumerate(kept), sentences: ["Argo CD does not roll back what it has applied."] }]),
    ...(isLater && outcome !== "succeeded" ? untouched(application, course) : []),
    ...hooksTogether(hooks.filter(({ stays }) => stays)),
  ];
}

/** What the sync before has left and this one has neither changed nor deleted. */
function untouched(application: Application, { events, left }: Simulation["course"]): readonly LeftTogether[] {
  const touched = new Set(
    events.flatMap((event) =>
      "task" in event && event.what !== "deleted" && event.what !== "refused" ? [event.task] : [],
    ),
  );
  const names = left.flatMap(({ appliedBy, isDeleting }) =>
    appliedBy === undefined || touched.has(appliedBy) || isDeleting === true ? [] : [taskName(application, appliedBy)],
  );
  return names.length === 0 ? [] : [{ names: enumerate(names), sentences: ["Unchanged since the sync before."] }];
}

function hooksTogether(hooks: readonly WhatIfHookOutline[]): readonly LeftTogether[] {
  const groups = new Map<string, { readonly titles: Map<string, string>; readonly sentences: readonly string[] }>();
  for (const { task, title, reason, nextSentence } of hooks) {
    // A hook of two phases is one resource, whose name is said once.
    const resource = resourceIdOf(task);
    const sentences = nextSentence === undefined ? [reason] : [reason, nextSentence];
    const key = sentences.join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { titles: new Map([[resource, title]]), sentences });
    else group.titles.set(resource, title);
  }
  return [...groups.values()].map(({ titles, sentences }) => ({ names: enumerate([...titles.values()]), sentences }));
}
