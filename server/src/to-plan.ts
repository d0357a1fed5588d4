/** Plans in the words of our own protocol. */
import {
  type Application,
  type Member,
  type OutlinePlanTask,
  type OutlineResource,
  planOutline,
  type PlanOutline,
} from "../core/index.ts";
import type { PlanApplication, PlanResource, PlanTask, PlanView } from "../protocol/index.ts";
import { toLocation } from "./to-lsp.ts";

/** How many findings stand in a manifest. */
export type CountProblems = (member: Member) => PlanTask["problems"];

/** The plan of an application. */
export function toPlanView(uri: string, application: Application, countProblems: CountProblems): PlanView {
  const { steps, never, deletion }: PlanOutline = planOutline(application);
  return {
    uri,
    application: toPlanApplication(application),
    steps: steps.map((step) => ({ ...step, tasks: step.tasks.map((task) => toPlanTask(task, countProblems)) })),
    never: never.map(toPlanResource),
    deletion: deletion.map(({ title, resources }) => ({ title, resources: resources.map(toPlanResource) })),
  };
}

function toPlanApplication({ name, namespace, source, declared, error }: Application): PlanApplication {
  return { name, namespace, source, declared, ...(error !== undefined && { error }) };
}

function toPlanResource({ id, group, kind, name, namespace, note, member }: OutlineResource): PlanResource {
  return { id, group, kind, name, namespace, note, ...(member && { location: toLocation(member) }) };
}

function toPlanTask(task: OutlinePlanTask, countProblems: CountProblems): PlanTask {
  const { hook, policies, waveReason, pulledFor, conditional, failureModes, member } = task;
  return {
    ...toPlanResource(task),
    hook,
    policies,
    ...(waveReason !== undefined && { waveReason }),
    ...(pulledFor && { pulledFor }),
    problems: member === undefined ? { errors: 0, warnings: 0 } : countProblems(member),
    ...(conditional && { conditional }),
    needs: [],
    failureModes,
  };
}
