/** Plans in our own protocol. */
import {
  type Application,
  concernsArgoCd,
  failureOutline,
  type Member,
  type OutlinePlanTask,
  type OutlineResource,
  planChange,
  planChangeMarkdown,
  planNotices,
  planOutline,
  type PlanOutline,
  type ResourceChange,
  type Roster,
  type WhatIfOutline,
} from "../core/index.ts";
import type {
  ChangedResource,
  PlanApplication,
  PlanChange,
  PlanError,
  PlanResource,
  PlanTask,
  PlanView,
  WhatIf,
} from "../protocol/index.ts";
import { toLocation, uriOfFile } from "./to-lsp.ts";

/** How many findings are in a manifest. */
export type CountProblems = (member: Member) => PlanTask["problems"];

/** The plan of an application. */
export function toPlanView(uri: string, roster: Roster, countProblems: CountProblems): PlanView {
  const { resources, destination, steps, never, unknown, deletion }: PlanOutline = planOutline(roster);
  return {
    uri,
    application: { ...toPlanApplication(roster.application), destination },
    resources,
    concernsArgoCd: concernsArgoCd(roster.application),
    steps: steps.map((step) => ({ ...step, tasks: step.tasks.map((task) => toPlanTask(task, countProblems)) })),
    never: never.map((resource) => toPlanResource(resource, countProblems)),
    unknown: unknown.map((resource) => toPlanResource(resource, countProblems)),
    notices: planNotices(roster.application).map(({ message, fileName, position, canFetch }) => ({
      ...{ message, canFetch },
      location: { uri: uriOfFile(fileName), ...position },
    })),
    deletion: deletion.map(({ title, notes, resources }) => ({
      title,
      note: notes.join(" "),
      resources: resources.map((resource) => toPlanResource(resource, countProblems)),
    })),
  };
}

/** What happens in a sync. Wave by wave it is left out: moment by moment is the same, and can be played. */
export function toWhatIf(answer: WhatIfOutline): WhatIf {
  const { task, mode, title, outcome, message, story, ran, failed, running, never, hooks, moments, markdown } = answer;
  return { task, mode, title, outcome, message, story, ran, failed, running, never, hooks, moments, markdown };
}

/** What differs between two plans of one application. */
export function toPlanChange(uri: string, before: Application, after: Application): PlanChange {
  const changes = planChange(before, after);
  return {
    uri,
    application: after.name,
    resources: changes.map(toChangedResource),
    markdown: planChangeMarkdown(after.name, changes),
  };
}

function toChangedResource(change: ResourceChange): ChangedResource {
  const { id, kinds, title, before, after, differences, tasks, member } = change;
  return {
    id,
    kinds,
    title,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    differences,
    tasks,
    ...(member && { location: toLocation(member) }),
  };
}

function toPlanApplication(application: Application): Omit<PlanApplication, "destination"> {
  const { name, source, declared, rendered } = application;
  const error = toPlanError(application);
  return { name, source, declared, ...(error && { error }), ...(rendered && { rendered }) };
}

function toPlanError(application: Application): PlanError | undefined {
  const failure = failureOutline(application);
  if (failure === undefined) return undefined;
  const { place, message, fileName, position } = failure;
  return { place, message, location: { uri: uriOfFile(fileName), ...position } };
}

function toPlanResource(
  { id, group, kind, name, namespace, note, member }: OutlineResource,
  countProblems: CountProblems,
): PlanResource {
  const problems = member === undefined ? { errors: 0, warnings: 0 } : countProblems(member);
  return { id, group, kind, name, namespace, note, problems, ...(member && { location: toLocation(member) }) };
}

function toPlanTask(task: OutlinePlanTask, countProblems: CountProblems): PlanTask {
  const { number, hook, policies, waveReason, pulledFor, conditional, failureModes, needs } = task;
  return {
    ...toPlanResource(task, countProblems),
    ...(number !== undefined && { number }),
    hook,
    policies,
    ...(waveReason !== undefined && { waveReason }),
    ...(pulledFor && { pulledFor }),
    ...(conditional && { conditional }),
    needs,
    failureModes,
  };
}
