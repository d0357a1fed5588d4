import {
  type PlanResource,
  type PlanStep,
  type PlanTask,
  type PlanView,
  resourceIdOf,
} from "../../../server/protocol/index.ts";

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
export function allResources({ steps, never, unknown, deletion }: PlanView): readonly PlanResource[] {
  return [
    ...steps.flatMap(({ tasks }) => tasks),
    ...never,
    ...unknown,
    ...deletion.flatMap(({ resources }) => resources),
  ];
}

/** What a card of the panel is about: its id ends with that of its resource, behind the name of its lane. */
export function resourceOfCard(view: PlanView, card: string): PlanResource | undefined {
  const resources = allResources(view);
  return resources.find(({ id }) => card === id) ?? resources.find(({ id }) => card.endsWith(` ${id}`));
}

/** The task with an id; `undefined` where there is none any more. */
export function taskWith(view: PlanView, id: string): PlacedTask | undefined {
  return tasksOf(view).find(({ task }) => task.id === id);
}

/** What only the deletion of the application applies, in its order. */
export function onlyDeletionApplies(view: PlanView): readonly PlanResource[] {
  const elsewhere = new Set([
    ...tasksOf(view).map(({ task }) => resourceIdOf(task.id)),
    ...[...view.never, ...view.unknown].map(({ id }) => id),
  ]);
  return view.deletion.flatMap(({ resources }) => resources.filter(({ id }) => !elsewhere.has(id)));
}

/** `Job migrate`; `Job (no name)` where there is neither a name nor a generateName. */
export function titleOf({ kind, name }: Pick<PlanResource, "kind" | "name">): string {
  return `${kind} ${name}`;
}
