import type { Application } from "../../application/application.ts";
import { does } from "../../sync/behaviour-versions.ts";
import type { Failure } from "../../sync/failure-mode.ts";
import { isNamespace } from "../../sync/resource.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { enumerate, taskName, waveWords } from "../words.ts";
import { counted } from "../../counted.ts";

/** `Job migrate fails`, `the cluster refuses Service web`. */
export function failureEvent(application: Application, { task, mode, isCertain }: Failure): string {
  const name = taskName(application, task);
  if (isCertain) return `Argo CD cannot apply ${name}`;
  const isHook = isHookTask(application, task);
  switch (mode) {
    case "fails":
      return isHook ? `${name} fails` : `${name} becomes Degraded`;
    case "hangs":
      return isHook ? `${name} never finishes` : `${name} never becomes healthy`;
    case "stuck":
      return `a finalizer keeps ${name} from being deleted`;
    default:
      return `the cluster refuses ${name}`;
  }
}

/** Whether a task runs a hook. */
export function isHookTask({ plan }: Application, { resource }: Task): boolean {
  return plan.behaviours[resource ?? -1]?.role === "hook";
}

/** The names of the resources of tasks. */
export function names(application: Application, tasks: readonly Task[]): string {
  return enumerate(tasks.map((task) => taskName(application, task)));
}

/** The names of a few resources; of many, how many there are in each wave: `12 in Sync wave 3 and 4 in PostSync wave 0`. */
export function grouped(application: Application, tasks: readonly Task[]): string {
  const resources = resourcesOf(tasks);
  if (resources.size <= 4) return enumerate([...resources].map((resource) => nameAmong(application, resource, tasks)));
  const counts = new Map<string, number>();
  for (const { phase, wave } of tasks) {
    const place = `${phase} ${waveWords(wave)}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return enumerate([...counts].map(([place, count]) => `${count} in ${place}`));
}

/** The name of a resource, with the phases in question where it is a hook of others too: `Job load in PostSync`. */
function nameAmong(application: Application, resource: Task["resource"], tasks: readonly Task[]): string {
  const name = taskName(application, { resource });
  const own = tasks.filter((task) => task.resource === resource).map(({ phase }) => phase);
  const all = application.plan.steps.flatMap((step) => step.tasks).filter((task) => task.resource === resource);
  return all.length > own.length ? `${name} in ${enumerate([...new Set(own)])}` : name;
}

/** `1 resource`, `3 resources`; a hook of several phases is one. */
export function countOf(tasks: readonly Task[]): string {
  return counted(resourcesOf(tasks).size, "resource");
}

/** Whether tasks are all of one resource. */
export function isOne(tasks: readonly Task[]): boolean {
  return resourcesOf(tasks).size === 1;
}

function resourcesOf(tasks: readonly Task[]): ReadonlySet<Task["resource"]> {
  return new Set(tasks.map(({ resource }) => resource));
}

/** Whether a task applies the Namespace that the application is deployed to, and so comes before all others. */
export function isDestination({ members, namespace, planOptions }: Application, { resource }: Task): boolean {
  if (!does("namespace first", planOptions.version)) return false;
  const object = resource === undefined ? undefined : members[resource]?.resource;
  return resource === undefined || (object !== undefined && isNamespace(object) && object.name === namespace);
}
