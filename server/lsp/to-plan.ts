/** Plans in our own protocol. */
import {
  type Application,
  concernsArgoCd,
  failureOutline,
  type FailureOutline,
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
  SourceLocation,
  WhatIf,
} from "../protocol/index.ts";

/** How many findings are in a manifest. */
export type CountProblems = (member: Member) => PlanTask["problems"];

/** Where files and what is in them are found. */
export interface Places {
  readonly ofMember: (member: Member) => SourceLocation;
  /** A place of an application; the beginning of the file where only that is known. */
  readonly of: (place: Pick<FailureOutline, "fileName" | "at">) => SourceLocation;
}

/** What a plan needs beside the application. */
export interface PlanAsker {
  readonly places: Places;
  readonly countProblems: CountProblems;
}

/** The plan of an application. */
export function toPlanView(uri: string, roster: Roster, asker: PlanAsker): PlanView {
  const { resources, destination, steps, never, unknown, deletion }: PlanOutline = planOutline(roster);
  return {
    uri,
    application: { ...toPlanApplication(roster.application, asker.places), destination },
    resources,
    concernsArgoCd: concernsArgoCd(roster.application),
    steps: steps.map((step) => ({ ...step, tasks: step.tasks.map((task) => toPlanTask(task, asker)) })),
    never: never.map((resource) => toPlanResource(resource, asker)),
    unknown: unknown.map((resource) => toPlanResource(resource, asker)),
    notices: planNotices(roster.application).map((notice) => ({
      ...{ message: notice.message, canFetch: notice.canFetch },
      location: asker.places.of(notice),
    })),
    deletion: deletion.map(({ title, notes, resources }) => ({
      title,
      note: notes.join(" "),
      resources: resources.map((resource) => toPlanResource(resource, asker)),
    })),
  };
}

/** What happens in a sync. Wave by wave it is left out: moment by moment is the same, and can be played. */
export function toWhatIf(answer: WhatIfOutline): WhatIf {
  const { task, mode, title, outcome, message, story, ran, failed, running, never, hooks, moments, markdown } = answer;
  return { task, mode, title, outcome, message, story, ran, failed, running, never, hooks, moments, markdown };
}

/** What differs between two plans of one application. */
export function toPlanChange(
  uri: string,
  [before, after]: readonly [Application, Application],
  places: Places,
): PlanChange {
  const changes = planChange(before, after);
  return {
    uri,
    application: after.name,
    resources: changes.map((change) => toChangedResource(change, places)),
    markdown: planChangeMarkdown(after.name, changes),
  };
}

function toChangedResource(change: ResourceChange, places: Places): ChangedResource {
  const { id, kinds, title, before, after, differences, tasks, member } = change;
  return {
    id,
    kinds,
    title,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    differences,
    tasks,
    ...(member && { location: places.ofMember(member) }),
  };
}

function toPlanApplication(application: Application, places: Places): Omit<PlanApplication, "destination"> {
  const { name, source, declared, rendered } = application;
  const error = toPlanError(application, places);
  return { name, source, declared, ...(error && { error }), ...(rendered && { rendered }) };
}

function toPlanError(application: Application, places: Places): PlanError | undefined {
  const failure = failureOutline(application);
  if (failure === undefined) return undefined;
  const { place, message } = failure;
  return { place, message, location: places.of(failure) };
}

function toPlanResource(
  { id, group, kind, name, namespace, note, member }: OutlineResource,
  { places, countProblems }: PlanAsker,
): PlanResource {
  const problems = member === undefined ? { errors: 0, warnings: 0 } : countProblems(member);
  return { id, group, kind, name, namespace, note, problems, ...(member && { location: places.ofMember(member) }) };
}

function toPlanTask(task: OutlinePlanTask, asker: PlanAsker): PlanTask {
  const { number, hook, policies, waveReason, pulledFor, conditional, failureModes, needs } = task;
  return {
    ...toPlanResource(task, asker),
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
