import type { Application, Member } from "../application/application.ts";
import { generationError } from "../application/resource.ts";
import { type Behaviour, behaviourOf } from "../sync/behaviour.ts";
import type { Step } from "../sync/plan.ts";
import type { Task } from "../sync/sync-tasks.ts";

/** One time that a resource is applied in a sync. */
export interface Turn {
  readonly task: Task;
  readonly step: Step;
  /** Its place in the order of the whole sync, from 1. */
  readonly number: number;
}

/** What part one resource plays in the sync of its application. */
export interface Part {
  readonly application: Application;
  readonly member: Member;
  readonly index: number;
  /** As the annotations are written: what a template may add to them is left aside. */
  readonly behaviour: Behaviour;
  /** The template may add annotations that make another behaviour of it, so its turns are not certain. */
  readonly provisional: boolean;
  /** In the order of the sync. A SyncFail hook has its turn only after a failure. */
  readonly turns: readonly Turn[];
  /** The member that takes its place, being the same object further down. */
  readonly replacedBy: Member | undefined;
  /** Why nothing at all of this application is applied, where this resource is the cause. */
  readonly generationError: string | undefined;
}

/** How many tasks a sync has if nothing fails. */
export function taskCount({ plan }: Application): number {
  return plan.steps.reduce((count, step) => count + (step.phase === "SyncFail" ? 0 : step.tasks.length), 0);
}

/** The parts of the resources of one file, in the order of the text. Only what has an `apiVersion` is a resource. */
export function partsOf(application: Application, fileName: string): readonly Part[] {
  const turns = turnsByResource(application, fileName);
  const winners = new Map(application.plan.overridden.map(({ resource, by }) => [resource, by]));
  return application.members.flatMap((member, index) => {
    const certain = application.plan.behaviours[index];
    if (member.fileName !== fileName || certain === undefined || member.manifest.apiVersion === "") return [];
    const winner = winners.get(index);
    return [
      {
        application,
        member,
        index,
        ...asWritten(member, certain),
        turns: turns.get(index) ?? [],
        replacedBy: winner === undefined ? undefined : application.members[winner],
        // Kustomize makes strings of all annotations, so that none of them stops Argo CD.
        generationError: application.source.type === "kustomize" ? undefined : generationError(member.manifest),
      },
    ];
  });
}

function asWritten({ resource }: Member, certain: Behaviour): Pick<Part, "behaviour" | "provisional"> {
  if (resource.annotationsKnown) return { behaviour: certain, provisional: false };
  const behaviour = behaviourOf({ ...resource, annotationsKnown: true });
  const provisional =
    behaviour.role !== certain.role ||
    behaviour.wave !== certain.wave ||
    behaviour.deletePolicies.length !== certain.deletePolicies.length;
  return { behaviour, provisional };
}

/** The turns of the resources of one file. */
function turnsByResource({ plan, members }: Application, fileName: string): Map<number, Turn[]> {
  const byResource = new Map<number, Turn[]>();
  let number = 0;
  for (const step of plan.steps) {
    for (const task of step.tasks) {
      number += 1;
      if (task.resource === undefined || members[task.resource]?.fileName !== fileName) continue;
      const turns = byResource.get(task.resource);
      if (turns === undefined) byResource.set(task.resource, [{ task, step, number }]);
      else turns.push({ task, step, number });
    }
  }
  return byResource;
}
