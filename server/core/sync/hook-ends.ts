import { keysOf } from "./cluster.ts";
import type { DeletePolicy } from "./delete-policy.ts";
import type { Course } from "./simulate.ts";
import type { Planned } from "./sync-task.ts";
import type { Task } from "./sync-tasks.ts";

/**
 * What the next sync does with an object that stays: it deletes and creates it again, applies the manifest over it, leaves it
 * alone, makes another one with a new name beside it, or deletes it; `unknown` if only rendering tells.
 */
export type NextFate = "recreated" | "patched" | "untouched" | "another" | "deleted" | "unknown";

/** What happens to the object of a hook. */
export interface HookEnd {
  /** The task that applied it last. */
  readonly task: Task;
  /** Whether it is there when the sync ends or, if it never does, while it waits. */
  readonly stays: boolean;
  /** The policy that deleted it; `undefined` if it stays. */
  readonly deletedBy: DeletePolicy | undefined;
  /** Whether its policies are known before rendering. */
  readonly isKnown: boolean;
  /** It has been deleted, and a finalizer keeps it. */
  readonly isDeleting: boolean;
  /** Only somebody who terminates the sync deletes it. */
  readonly isTerminated: boolean;
  /** `undefined` if nothing is left for the next sync, or somebody who terminates this one leaves it nothing. */
  readonly next: NextFate | undefined;
}

/** What happens to the objects of the hooks that a sync applied, in the order of their creation. `next` is the sync after it. */
export function hookEnds(planned: Planned, course: Course, next: Course): readonly HookEnd[] {
  const fates = nextFates(next);
  const [left, remaining] = [keysOf(course.left), keysOf(course.leftAfterTerminate)];
  const deleting = keysOf(course.left.filter(({ isDeleting }) => isDeleting === true));
  return [...hookObjects(planned, course)].map(([key, { task, deletedBy }]) => {
    const { resource: index = -1, phase } = task;
    const stays = left.has(key);
    const end: Omit<HookEnd, "next"> = {
      task,
      stays,
      deletedBy: stays ? undefined : deletedBy,
      isKnown: (planned.plan.behaviours[index]?.deletePolicies.length ?? 0) > 0,
      isDeleting: deleting.has(key),
      isTerminated: stays && !remaining.has(key),
    };
    const isGenerated = planned.resources[index]?.name === "";
    const runsAgain = isGenerated ? fates.phases.has(`${index} ${phase}`) : fates.created.has(key);
    return { ...end, next: nextOf(end, fates.objects.get(key), { isGenerated, runsAgain }) };
  });
}

function nextOf(
  { stays, isKnown, isTerminated }: Omit<HookEnd, "next">,
  fate: NextFate | undefined,
  { isGenerated, runsAgain }: { readonly isGenerated: boolean; readonly runsAgain: boolean },
): NextFate | undefined {
  if (!stays) return undefined;
  if (isGenerated) return runsAgain ? "another" : "untouched";
  if (isTerminated) return runsAgain ? undefined : "untouched";
  return isKnown ? (fate ?? "untouched") : "unknown";
}

interface HookObject {
  readonly task: Task;
  readonly deletedBy: DeletePolicy | undefined;
}

/** The last task and the last deletion of each object of a hook. */
function hookObjects({ plan }: Planned, { events }: Course): ReadonlyMap<string, HookObject> {
  const objects = new Map<string, HookObject>();
  for (const event of events) {
    if (event.what === "deleted") {
      const { key, appliedBy } = event.object;
      objects.set(key, { task: objects.get(key)?.task ?? appliedBy ?? event.task, deletedBy: event.policy });
    } else if (event.what === "applied" || event.what === "patched" || event.what === "replaced") {
      const isHook = event.task.resource !== undefined && plan.behaviours[event.task.resource]?.role === "hook";
      if (isHook) objects.set(event.object, { task: event.task, deletedBy: undefined });
    }
  }
  return objects;
}

interface NextFates {
  readonly objects: ReadonlyMap<string, NextFate>;
  /** The objects that are created. */
  readonly created: ReadonlySet<string>;
  /** The tasks that create something, as `RESOURCE PHASE`. */
  readonly phases: ReadonlySet<string>;
}

/** What a sync does with the objects that it finds. */
function nextFates({ events }: Course): NextFates {
  const objects = new Map<string, NextFate>();
  const created = new Set<string>();
  const phases = new Set<string>();
  for (const event of events) {
    switch (event.what) {
      case "deleted":
      case "pruned":
        // A hook that is applied and then deleted at the end is patched first.
        if (!objects.has(event.object.key)) objects.set(event.object.key, "deleted");
        break;
      case "applied":
        if (objects.get(event.object) === "deleted") objects.set(event.object, "recreated");
        created.add(event.object);
        phases.add(`${event.task.resource} ${event.task.phase}`);
        break;
      case "patched":
      case "replaced":
        if (!objects.has(event.object)) objects.set(event.object, event.what === "patched" ? "patched" : "recreated");
        break;
      case "refused":
      case "not-valid":
      case "kept":
      case "unconfirmed":
        break;
    }
  }
  return { objects, created, phases };
}
