import type { Application } from "../../application/application.ts";
import { keyOf } from "../../sync/cluster.ts";
import { idOf, type SyncResource } from "../../sync/resource.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { taskIdOf } from "./task-id.ts";

/** The names by which a plan's resources and tasks are known outside. */
export interface PlanIds {
  /** By index of member: `batch/Job:shop/migrate`, with `#2` and so on where several members would have one name. */
  readonly members: readonly string[];
  /** `batch/Job:shop/migrate PreSync`, with `#2` and so on where a resource is applied several times in one phase. */
  readonly ofTask: (task: Named) => string;
  /** Of the resource of a task. */
  readonly ofResource: (task: Pick<Task, "resource">) => string;
}

/** What names a task. */
type Named = Pick<Task, "resource" | "phase">;

/** `PreSync/-1`, and `Sync/unknown` where only rendering tells the wave. */
export function stepIdOf({ phase, wave }: Pick<Task, "phase" | "wave">): string {
  return `${phase}/${wave ?? "unknown"}`;
}

/** Unique and stable names: what the sync applies keeps the plain name, even if there are earlier duplicates of it. */
export function planIds(application: Application): PlanIds {
  const { plan, namespace } = application;
  const ids = uniqueIds(application, idOf);
  const ofResource = ({ resource }: Pick<Task, "resource">): string =>
    (resource === undefined ? undefined : ids[resource]) ?? `/Namespace:/${namespace}`;
  const idOfTask = (task: Named): string => taskIdOf(ofResource(task), task.phase);
  const repeated = repeatedIds(
    plan.steps.flatMap(({ tasks }) => tasks),
    idOfTask,
  );
  return { members: ids, ofResource, ofTask: (task) => repeated.get(task) ?? idOfTask(task) };
}

/**
 * By index of member, what names its object in the cluster: the same for one that declares the namespace of the application and one that
 * declares none.
 */
export function objectIds(application: Application): readonly string[] {
  return uniqueIds(application, (resource) => {
    const { name, generateName } = resource;
    return keyOf({ ...resource, name: name === "" ? generateName : name }, application.namespace);
  });
}

function uniqueIds(
  { members, plan }: Pick<Application, "members" | "plan">,
  idOfResource: (resource: SyncResource) => string,
): readonly string[] {
  const overridden = new Set(plan.overridden.map(({ resource }) => resource));
  const indices = [...members.keys()];
  const inOrder = [...indices.filter((index) => !overridden.has(index)), ...overridden];
  const counts = new Map<string, number>();
  const ids: string[] = Array.from(members, () => "");
  for (const index of inOrder) {
    const member = members[index];
    if (member === undefined) continue;
    const id = idOfResource(member.resource);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    ids[index] = count === 1 ? id : `${id}#${count}`;
  }
  return ids;
}

/** The ids of those tasks whose id an earlier one has: a Namespace that is a hook of two phases may be pulled forward into the first. */
function repeatedIds(tasks: readonly Named[], idOfTask: (task: Named) => string): ReadonlyMap<Named, string> {
  const counts = new Map<string, number>();
  const repeated = new Map<Named, string>();
  for (const task of tasks) {
    const id = idOfTask(task);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    if (count > 1) repeated.set(task, `${id}#${count}`);
  }
  return repeated;
}
