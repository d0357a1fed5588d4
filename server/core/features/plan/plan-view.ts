import type { Application, Member } from "../../application/application.ts";
import type { Roster } from "../../roster/roster.ts";
import type { Phase } from "../../sync/phase.ts";
import type { Step } from "../../sync/plan.ts";
import type { FailureMode } from "../../sync/failure-mode.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { numberTasks } from "../../sync/task-numbers.ts";
import { type DeletionPart, deletionParts } from "./deletion.ts";
import { failureModesIn } from "./failure-modes.ts";
import { type PlanIds, planIds, stepIdOf } from "./plan-ids.ts";
import { nextWords } from "./next-words.ts";
import { planNeeds } from "./plan-needs.ts";
import { destinationWords, neverApplied, resourceWords } from "./plan-facts.ts";
import { waitSentence } from "../waits.ts";
import { declaredPlace, deletionOfHook, stepTitle, taskName, waveReason } from "../words.ts";

/** The whole plan of an application in words and ids, ready to be shown. */
export interface PlanOutline {
  /** `11 resources: 10 in a normal sync, 1 on failure`. */
  readonly resources: string;
  /** `destination namespace shop`. */
  readonly destination: string;
  readonly steps: readonly OutlineStep[];
  /** The resources that no sync applies, each with the reason as its note, in the order of the members. */
  readonly never: readonly OutlineResource[];
  /** The resources whose phase only rendering tells, so that a sync may apply them. */
  readonly unknown: readonly OutlineResource[];
  /** PreDelete hooks, batches of resources, PostDelete hooks. */
  readonly deletion: readonly {
    readonly what: DeletionPart["what"];
    readonly title: string;
    /** Sentences. */
    readonly notes: readonly string[];
    readonly resources: readonly OutlineResource[];
  }[];
}

/** What Argo CD applies together: one wave of one phase. */
export interface OutlineStep {
  /** `PreSync/-1`, `Sync/unknown`. */
  readonly id: string;
  readonly phase: Phase;
  /** In decimal, null where it cannot be known before rendering. */
  readonly wave: string | null;
  readonly title: string;
  readonly waitsFor: string;
  /** What comes after it: `2 hooks, then Deployment api`; may be empty. */
  readonly next: string;
  readonly tasks: readonly OutlinePlanTask[];
}

/** A resource of a plan. */
export interface OutlineResource {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  /** A generateName ends with dots; `(no name)` where there is neither. */
  readonly name: string;
  /** As declared. */
  readonly namespace: string;
  readonly note: string;
  /** `undefined` for the Namespace that has no manifest. */
  readonly member: Member | undefined;
}

/** One application of one resource in one phase. */
export interface OutlinePlanTask extends OutlineResource {
  readonly task: Task;
  /** Its place in a sync in which nothing fails, from 1; `undefined` for a SyncFail hook. */
  readonly number: number | undefined;
  readonly hook: boolean;
  readonly policies: readonly string[];
  readonly waveReason: string | undefined;
  /** For a resource that is pulled forward: what needs it first. */
  readonly pulledFor:
    { readonly title: string; readonly task: string; readonly declaredWave: string | null } | undefined;
  /** A template may leave it out, or add annotations. */
  readonly conditional: boolean;
  readonly failureModes: readonly FailureMode[];
  /** The ids of the tasks that apply what this one needs. */
  readonly needs: readonly string[];
}

/** What an application does in a sync and when it is deleted. */
export function planOutline(roster: Roster): PlanOutline {
  const { application } = roster;
  const ids = planIds(application);
  const numbers = numberTasks(application.plan.steps);
  const context = {
    ...{ application, ids, numbers },
    ...{ needs: planNeeds(roster, ids), failureModes: failureModesIn(application) },
  };
  return {
    resources: resourceWords(roster),
    destination: destinationWords(application),
    steps: application.plan.steps.map((step) => outlineStep(context, step)),
    ...leftOut(application, ids),
    deletion: outlineDeletion(application, ids),
  };
}

/** What the outline of each task is made from. */
interface OutlineContext {
  readonly application: Application;
  readonly ids: PlanIds;
  readonly numbers: ReturnType<typeof numberTasks>;
  readonly needs: ReturnType<typeof planNeeds>;
  readonly failureModes: ReturnType<typeof failureModesIn>;
}

function outlineStep(context: OutlineContext, step: Step): OutlineStep {
  const { phase, wave, tasks } = step;
  return {
    id: stepIdOf(step),
    phase,
    wave: decimal(wave),
    title: stepTitle(step),
    waitsFor: waitSentence(context.application, step),
    next: nextWords(context.application, step),
    tasks: tasks.map((task) => outlineTask(context, task)),
  };
}

function outlineTask({ application, ids, numbers, needs, failureModes }: OutlineContext, task: Task): OutlinePlanTask {
  const { plan, members } = application;
  const member = task.resource === undefined ? undefined : members[task.resource];
  const behaviour = task.resource === undefined ? undefined : plan.behaviours[task.resource];
  const isPulled = task.pulledBy !== undefined;
  return {
    ...resourceOutline(application, member, ids.ofTask(task), taskNote(application, task)),
    task,
    number: numbers.get(task),
    hook: behaviour?.role === "hook",
    policies: behaviour?.deletePolicies ?? [],
    waveReason: member && behaviour && !isPulled ? waveReason(behaviour, member.resource.annotations) : undefined,
    pulledFor: isPulled ? pulledFor(application, ids, task) : undefined,
    conditional: member?.resource.annotationsKnown === false || member?.conditional === true,
    failureModes: failureModes(member?.resource),
    needs: needs(task),
  };
}

/** What the manifest does not show directly: what a task is pulled forward for, where its wave comes from, when it is deleted. */
function taskNote(application: Application, task: Task): string {
  const { plan, members } = application;
  const member = task.resource === undefined ? undefined : members[task.resource];
  const behaviour = task.resource === undefined ? undefined : plan.behaviours[task.resource];
  const isPulled = task.pulledBy !== undefined;
  const needy = isPulled ? `for ${taskName(application, { resource: task.pulledBy })}` : "";
  if (member === undefined || behaviour === undefined)
    return [...(isPulled ? [`pulled forward ${needy}`] : []), "CreateNamespace=true"].join(" · ");
  const pulled = isPulled ? [`pulled forward from ${declaredPlace(behaviour, task)} ${needy}`] : [];
  const reason = isPulled ? undefined : waveReason(behaviour, member.resource.annotations);
  const hook =
    behaviour.role === "hook" ? [`hook, ${deletionOfHook(behaviour, member, application.planOptions.version)}`] : [];
  return [...pulled, ...(reason === undefined ? [] : [reason]), ...hook].join(" · ");
}

function pulledFor(application: Application, ids: PlanIds, task: Task): OutlinePlanTask["pulledFor"] {
  const needy = { resource: task.pulledBy, phase: task.phase };
  return {
    title: taskName(application, needy),
    task: ids.ofTask(needy),
    declaredWave: decimal(task.declaredWave),
  };
}

function leftOut(application: Application, ids: PlanIds): Pick<PlanOutline, "never" | "unknown"> {
  const all = neverApplied(application).map(({ member, index, role, reason }) => ({
    role,
    resource: resourceOutline(application, member, ids.members[index] ?? "", reason),
  }));
  return {
    never: all.flatMap(({ role, resource }) => (role === "unknown" ? [] : [resource])),
    unknown: all.flatMap(({ role, resource }) => (role === "unknown" ? [resource] : [])),
  };
}

function outlineDeletion(application: Application, ids: PlanIds): PlanOutline["deletion"] {
  return deletionParts(application).map(({ what, title, members: indices, notes }) => ({
    what,
    title,
    notes,
    resources: indices.flatMap((index) => {
      const member = application.members[index];
      return member === undefined ? [] : [resourceOutline(application, member, ids.members[index] ?? "", "")];
    }),
  }));
}

function resourceOutline(
  { namespace: destination }: Application,
  member: Member | undefined,
  id: string,
  note: string,
): OutlineResource {
  if (member === undefined) {
    return { id, group: "", kind: "Namespace", name: destination, namespace: "", note, member };
  }
  const { group, kind, name, generateName, namespace } = member.resource;
  const generated = generateName === "" ? "(no name)" : `${generateName}...`;
  return { id, group, kind, name: name === "" ? generated : name, namespace, note, member };
}

function decimal(wave: bigint | undefined): string | null {
  return wave === undefined ? null : String(wave);
}
