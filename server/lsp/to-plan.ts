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
  SourceLocation,
  WhatIf,
} from "../protocol/index.ts";

/** How many findings are in a manifest. */
export type CountProblems = (member: Member) => PlanTask["problems"];

/** Where files and what is in them are found. */
export interface Places {
  /** The URI of a file of an application. */
  readonly ofFile: (fileName: string) => string;
  readonly ofMember: (member: Member) => SourceLocation;
}

/** What else a plan shows of its resources. */
interface Shown extends Places {
  readonly countProblems: CountProblems;
}

/** The plan of an application. */
export function toPlanView(uri: string, roster: Roster, countProblems: CountProblems, places: Places): PlanView {
  const shown = { ...places, countProblems };
  const { resources, destination, steps, never, unknown, deletion }: PlanOutline = planOutline(roster);
  return {
    uri,
    application: { ...toPlanApplication(roster.application, places), destination },
    resources,
    concernsArgoCd: concernsArgoCd(roster.application),
    steps: steps.map((step) => ({ ...step, tasks: step.tasks.map((task) => toPlanTask(task, shown)) })),
    never: never.map((resource) => toPlanResource(resource, shown)),
    unknown: unknown.map((resource) => toPlanResource(resource, shown)),
    notices: planNotices(roster.application).map(({ message, fileName, position, canFetch }) => ({
      ...{ message, canFetch },
      location: { uri: places.ofFile(fileName), ...position },
    })),
    deletion: deletion.map(({ title, notes, resources }) => ({
      title,
      note: notes.join(" "),
      resources: resources.map((resource) => toPlanResource(resource, shown)),
    })),
  };
}

/** What happens in a sync. Wave by wave it is left out: moment by moment is the same, and can be played. */
export function toWhatIf(answer: WhatIfOutline): WhatIf {
  const { task, mode, title, outcome, message, story, ran, failed, running, never, hooks, moments, markdown } = answer;
  return { task, mode, title, outcome, message, story, ran, failed, running, never, hooks, moments, markdown };
}

/** What differs between two plans of one application. */
export function toPlanChange(uri: string, before: Application, after: Application, places: Places): PlanChange {
  const changes = planChange(before, after);
  return {
    uri,
    application: after.name,
    resources: changes.map((change) => toChangedResource(change, places)),
    markdown: planChangeMarkdown(after.name, changes),
  };
}

function toChangedResource(change: ResourceChange, { ofMember }: Places): ChangedResource {
  const { id, kinds, title, before, after, differences, tasks, member } = change;
  return {
    id,
    kinds,
    title,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    differences,
    tasks,
    ...(member && { location: ofMember(member) }),
  };
}

function toPlanApplication(application: Application, places: Places): Omit<PlanApplication, "destination"> {
  const { name, source, declared, rendered } = application;
  const error = toPlanError(application, places);
  return { name, source, declared, ...(error && { error }), ...(rendered && { rendered }) };
}

function toPlanError(application: Application, { ofFile }: Places): PlanError | undefined {
  const failure = failureOutline(application);
  if (failure === undefined) return undefined;
  const { place, message, fileName, position } = failure;
  return { place, message, location: { uri: ofFile(fileName), ...position } };
}

function toPlanResource(
  { id, group, kind, name, namespace, note, member }: OutlineResource,
  { countProblems, ofMember }: Shown,
): PlanResource {
  const problems = member === undefined ? { errors: 0, warnings: 0 } : countProblems(member);
  return { id, group, kind, name, namespace, note, problems, ...(member && { location: ofMember(member) }) };
}

function toPlanTask(task: OutlinePlanTask, shown: Shown): PlanTask {
  const { number, hook, policies, waveReason, pulledFor, conditional, failureModes, needs } = task;
  return {
    ...toPlanResource(task, shown),
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
