import type { DeletePolicy } from "../../sync/delete-policy.ts";
import type { Course } from "../../sync/simulate.ts";
import type { Look, SyncEvent } from "../../sync/sync-run.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { stepIdOf } from "./plan-ids.ts";

/** An event that is about a task of the plan. */
type TaskEvent = Extract<SyncEvent, { readonly task: Task }>;

/** What a sync does at once. */
export type Happening =
  | { readonly type: "applied"; readonly events: readonly Exclude<TaskEvent, { readonly what: "deleted" }>[] }
  | {
      readonly type: "deleted";
      readonly policy: DeletePolicy;
      readonly events: readonly Extract<TaskEvent, { readonly what: "deleted" }>[];
    }
  | { readonly type: "looked"; readonly look: Look };

/** What happens in a sync, in the order of time: what is applied or deleted together, and each look at what was applied before. */
export function timelineOf({ events, looks }: Course): readonly Happening[] {
  const happenings: Happening[] = [];
  let together: TaskEvent[] = [];
  const close = (): void => {
    if (together.length > 0) happenings.push(happeningOf(together));
    together = [];
  };
  let nextLook = 0;
  for (let index = 0; index <= events.length; index++) {
    for (let look = looks[nextLook]; look?.after === index; look = looks[++nextLook]) {
      close();
      happenings.push({ type: "looked", look });
    }
    const event = events[index];
    if (event === undefined || !("task" in event)) continue;
    const [first] = together;
    if (first !== undefined && keyOf(first) !== keyOf(event)) close();
    together.push(event);
  }
  close();
  return happenings;
}

/** What belongs together has the same key. */
function keyOf(event: TaskEvent): string {
  if (event.what === "deleted" && event.policy !== "BeforeHookCreation") return event.policy;
  // All SyncFail hooks begin at once.
  const place = event.task.phase === "SyncFail" ? "SyncFail" : stepIdOf(event.task);
  return event.what === "deleted" ? `deleted ${place}` : place;
}

function happeningOf(together: readonly TaskEvent[]): Happening {
  const deleted = together.filter((event) => event.what === "deleted");
  const [first] = deleted;
  return first === undefined
    ? { type: "applied", events: together.filter((event) => event.what !== "deleted") }
    : { type: "deleted", policy: first.policy, events: deleted };
}
