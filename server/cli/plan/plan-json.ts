import { type Application, idOf, unknownPart, waitOutline } from "../../core/index.ts";
import { type Shown, shownJson } from "../shown.ts";
import { lineOf, type PlannedApplication } from "./planned.ts";

/** The plans as the JSON that other programs rely on. */
export function formatPlansAsJson(plans: readonly PlannedApplication[]): Shown {
  // JSON.stringify does not accept bigint, and a JavaScript number would round values above 2^53. Inside a string, quotes have a backslash.
  const withNumbers = (json: string): string => json.replace(/"wave": "(-?\d+)"/g, '"wave": $1');
  return shownJson({ version: 1, applications: plans.map(toJson) }, withNumbers);
}

function toJson({ application, files, unread }: PlannedApplication): object {
  const { name, source, error, members, plan, notices = [] } = application;
  if (error !== undefined) return { name, source, error, resources: [], steps: [], waits: [], deletion: [] };
  const idAt = (index: number | undefined): string => resourceId(application, index);
  return {
    name,
    source,
    resources: members.map((member, index) => resourceOf(application, index, lineOf(member, files))),
    steps: plan.steps.map((step) => ({
      phase: step.phase,
      wave: waveOf(step.wave),
      tasks: step.tasks.map(({ resource }) => idAt(resource)),
    })),
    waits: plan.steps.flatMap((step) =>
      waitOutline(application, step).map(({ task, awaited, reason }) => ({
        phase: step.phase,
        wave: waveOf(step.wave),
        resource: idAt(task.resource),
        awaited,
        reason,
      })),
    ),
    deletion: plan.deletion.map((batch) => batch.map(idAt).sort()),
    ...(unread.length > 0 && {
      unread: unread.map(({ text, reason, location: { path } }) => ({ text, reason, file: path })),
    }),
    ...(notices.length > 0 && {
      notices: notices.map(({ message, location: { path } }) => ({ message, file: path })),
    }),
  };
}

function resourceOf(application: Application, index: number, line: number): object | undefined {
  const member = application.members[index];
  const behaviour = application.plan.behaviours[index];
  if (member === undefined || behaviour === undefined) return undefined;
  const { kind, namespace, name, generateName } = member.resource;
  const { role, phases, wave, waveSource, deletePolicies, preDelete, postDelete } = behaviour;
  return {
    id: idOf(member.resource),
    apiVersion: (member.deployed ?? member.manifest).apiVersion,
    kind,
    namespace: asPrinted(namespace, member.deployed?.namespace),
    name: asPrinted(name, member.deployed?.name),
    ...(name === "" && generateName !== "" ? { generateName } : {}),
    file: member.fileName,
    line,
    role,
    phases,
    wave: waveOf(wave),
    waveSource,
    deletePolicies,
    preDelete,
    postDelete,
    ...(member.conditional === true && { conditional: true }),
    ...(member.nameKnown === false && { nameKnown: false }),
  };
}

/** What a chart prints with its own values, although whoever deploys it has to give something there: `nameKnown` says that. */
function asPrinted(shown: string, printed: string | undefined): string {
  return shown === unknownPart ? (printed ?? shown) : shown;
}

/** The id of a member; without an index, that of the Namespace that the sync itself creates. */
function resourceId({ members, namespace }: Application, index: number | undefined): string {
  const member = index === undefined ? undefined : members[index];
  return member === undefined ? `/Namespace:/${namespace}` : idOf(member.resource);
}

function waveOf(wave: bigint | undefined): string | null {
  return wave === undefined ? null : String(wave);
}
