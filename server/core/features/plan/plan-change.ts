import type { Application, Member } from "../../application/application.ts";
import type { Behaviour } from "../../sync/behaviour.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { type Danger, type ObjectFate, objectFates } from "./plan-change-fate.ts";
import { outOfOrder } from "./plan-change-order.ts";
import { describe, differencesOf } from "./plan-change-words.ts";
import { objectIds, planIds } from "./plan-ids.ts";
import { unapplied } from "./unapplied.ts";
import { nameOf } from "../words.ts";

/** How a resource differs. `moved`: another phase, wave or position in its wave; `changed`: another role or other policies. */
export type ChangeKind = "appeared" | "vanished" | "moved" | "changed";

/** What changed for one resource. */
export interface ResourceChange {
  readonly id: string;
  /** What names its object in the cluster, also among those of other applications. */
  readonly object: string;
  readonly kinds: readonly ChangeKind[];
  /** `Job migrate`. */
  readonly title: string;
  /** `PreSync hook · wave -1`; `undefined` where it was not there. */
  readonly before: string | undefined;
  /** `undefined` if it is no longer there. */
  readonly after: string | undefined;
  /** Sentences. */
  readonly differences: readonly string[];
  /** What it costs; `undefined` where nothing is lost. */
  readonly danger: Danger | undefined;
  /** It is no longer in the manifests, and stays in the cluster until someone deletes it. */
  readonly isKept?: true;
  /** The ids of its tasks in the plan as it is now. */
  readonly tasks: readonly string[];
  /** As it is now; `undefined` where it vanished. */
  readonly member: Member | undefined;
}

/** One resource in one of two plans. */
export interface Standing {
  readonly id: string;
  /** What names its object in the cluster. */
  readonly object: string;
  readonly member: Member;
  readonly behaviour: Behaviour;
  /** In the order of the sync; empty where no step applies it. */
  readonly tasks: readonly Task[];
  /** Why no step applies it. */
  readonly reason: string | undefined;
}

/**
 * What differs between two plans of one application, resource by resource: in the order of the sync as it is now, then what no
 * step applies, then what vanished. Resources are the same where their objects in the cluster are.
 */
export function planChange(before: Application, after: Application): readonly ResourceChange[] {
  const [old, current] = [standingsOf(before), standingsOf(after)];
  const displaced = outOfOrder(before, after);
  const ids = planIds(after);
  const fates = objectFates(before, after);
  const present = [...current].flatMap(([object, now]): ResourceChange[] => {
    const was = old.get(object);
    const tasks = now.tasks.map((task) => ids.ofTask(task));
    if (was === undefined) return [changeOf(now, ["appeared"], undefined, now, { differences: [], tasks })];
    const moved = tasks.some((task) => displaced.has(task));
    const { kinds, sentences } = differencesOf(was, now, moved ? "moved in its wave" : "in its place");
    const fate = was.behaviour.role === now.behaviour.role ? undefined : fates.ofChanged(was);
    const differences = fate === undefined ? sentences : [...sentences, fate.sentence];
    const danger = fate?.danger ?? (isStopped(was, now) ? "stopped" : undefined);
    return kinds.length === 0 ? [] : [changeOf(now, kinds, was, now, { differences, tasks, danger })];
  });
  const gone = [...old].filter(([object]) => !current.has(object));
  return [...present, ...gone.map(([, was]) => goneOf(was, fates.ofGone(was)))];
}

/** A resource that is no longer there, with what becomes of its object. */
export function goneOf(was: Standing, { sentence, danger, isKept }: ObjectFate): ResourceChange {
  const change = changeOf(was, ["vanished"], was, undefined, { differences: [sentence], tasks: [], danger });
  return isKept ? { ...change, isKept } : change;
}

/** Whether what every sync ran is no longer run by it: as a hook, or at all. */
function isStopped(was: Standing, now: Standing): boolean {
  const { role: before, preDelete, postDelete } = was.behaviour;
  const isHook = before === "hook" && now.behaviour.role !== "hook";
  const runsNoMore = was.tasks.length > 0 && now.tasks.length === 0;
  return isHook || runsNoMore || (preDelete && !now.behaviour.preDelete) || (postDelete && !now.behaviour.postDelete);
}

function changeOf(
  named: Standing,
  kinds: readonly ChangeKind[],
  was: Standing | undefined,
  now: Standing | undefined,
  {
    differences,
    tasks,
    danger,
  }: Pick<ResourceChange, "differences" | "tasks"> & { readonly danger?: Danger | undefined },
): ResourceChange {
  return {
    id: named.id,
    object: named.object,
    kinds,
    title: nameOf(named.member),
    before: was && describe(was),
    after: now && describe(now),
    differences,
    danger,
    tasks,
    member: now?.member,
  };
}

/** The resources of a plan without overridden ones, by what names their objects: first what is applied, in its order. */
export function standingsOf(application: Application): ReadonlyMap<string, Standing> {
  const { plan, members } = application;
  const ids = planIds(application).members;
  const objects = objectIds(application);
  const overridden = new Set(plan.overridden.map(({ resource }) => resource));
  const reasons = new Map(unapplied(application).map(({ index, reason }) => [index, reason]));
  const tasks = new Map<number, Task[]>();
  for (const task of plan.steps.flatMap((step) => step.tasks)) {
    if (task.resource === undefined) continue;
    const others = tasks.get(task.resource);
    if (others === undefined) tasks.set(task.resource, [task]);
    else others.push(task);
  }
  const standings = new Map<string, Standing>();
  for (const index of new Set([...tasks.keys(), ...members.keys()])) {
    const [member, behaviour, id, object] = [members[index], plan.behaviours[index], ids[index], objects[index]];
    if (member === undefined || behaviour === undefined || overridden.has(index)) continue;
    if (id === undefined || object === undefined) continue;
    standings.set(object, { id, object, member, behaviour, tasks: tasks.get(index) ?? [], reason: reasons.get(index) });
  }
  return standings;
}
