/** The words of a lens above one resource. */
import { annotationKeys, type Annotations } from "../sync/annotations.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import type { RosterMember, Turn } from "../roster/roster.ts";
import type { Task } from "../sync/sync-tasks.ts";
import { awaitedOf } from "./awaited.ts";
import { shortWaitWords } from "./awaited-words.ts";
import { dependsWords } from "./chart-words.ts";
import { failureWords } from "./failure-words.ts";
import {
  declaredPlace,
  deletionOfHook,
  nameOf,
  neededVersion,
  ordinal,
  taskName,
  waveReason,
  waveWords,
} from "./words.ts";

/** What a sync does with a resource, in a few words; `count` is the number of tasks of one in which nothing fails. */
export function titleOf(part: RosterMember, count: number): string {
  const fate = fateOf(part, count);
  if (part.application.failures.length > 0) return fate;
  const depends = dependsWords(part.member);
  const doubt = part.provisional ? ", unless the template adds annotations" : "";
  return `${fate}${doubt}${depends === undefined ? "" : ` · ${depends}`}`;
}

function fateOf(part: RosterMember, count: number): string {
  const { written: behaviour, member, replacedBy } = part;
  const failure = failureWords(part);
  if (failure !== undefined) return `not applied: ${failure}`;
  if (replacedBy !== undefined)
    return `not applied: ${nameOf(replacedBy)} is declared again later, and the last one wins`;
  switch (behaviour.role) {
    case "skipped":
      return "never applied (hook: Skip)";
    case "dropped":
      return `never applied: ${droppedReason(part)}`;
    case "unknown":
      return "phase and wave are known only after rendering";
    case "deletion-hook":
      return `${deletionPhases(part)}, not ordered by waves`;
    case "resource":
      return turnTitle(part, count);
    case "hook":
      return `${turnTitle(part, count)} · ${deletionOfHook(behaviour, member, part.application.planOptions.version)}`;
  }
}

function droppedReason({ member }: RosterMember): string {
  const needed = neededVersion(member);
  if (needed !== undefined) return needed;
  const { annotations } = member.resource;
  const value = annotations.get(annotationKeys.hook);
  if (value === undefined)
    return `Argo CD does not run the Helm hook "${annotations.get(annotationKeys.helmHook) ?? ""}"`;
  return value.trim() === "" ? "the hook has no hook type" : `"${value}" is not a hook type`;
}

/** `PreSync hook · wave -1 · 4th of 11`. */
function turnTitle(part: RosterMember, count: number): string {
  const { written: behaviour, member, provisional } = part;
  const turns = provisional ? [] : part.turns;
  const phases = [...new Set(turns.length > 0 ? turns.map(({ task }) => task.phase) : behaviour.phases)].join(" + ");
  const first = turns[0]?.task;
  const wave = waveWords(first === undefined ? behaviour.wave : first.wave);
  const reason =
    first?.pulledBy === undefined ? shortReason(behaviour, member.resource.annotations) : pulledReason(part, first);
  const hook = behaviour.role === "hook" ? " hook" : "";
  const also = behaviour.preDelete || behaviour.postDelete ? ` (and ${deletionPhases(part)})` : "";
  return [
    `${phases}${hook}${also}`,
    reason === undefined ? wave : `${wave} (${reason})`,
    ...placeWords(part, turns, count),
    ...waitWords(part, turns),
  ].join(" · ");
}

/** Where the wave comes from; the key of a hook weight is written right below the lens. */
function shortReason(behaviour: Behaviour, annotations: Annotations): string | undefined {
  const isWeightAlone = behaviour.waveSource === "hook-weight" && !annotations.has(annotationKeys.syncWave);
  return isWeightAlone ? "hook weight" : waveReason(behaviour, annotations);
}

/** What is special about whether Argo CD waits for it; on a resource without annotations it would only be noise too. */
function waitWords({ application, member }: RosterMember, turns: readonly Turn[]): string[] {
  const turn = turns.find(({ task }) => task.phase !== "SyncFail");
  if (turn === undefined || isWithoutAnnotations(member)) return [];
  const words = shortWaitWords(application, awaitedOf(application, turn.step, turn.task));
  return words === undefined ? [] : [words];
}

function isWithoutAnnotations({ resource, manifest }: RosterMember["member"]): boolean {
  return resource.annotations.size === 0 && manifest.annotations.length === 0;
}

function pulledReason({ application, written: behaviour }: RosterMember, task: Task): string {
  return `pulled forward from ${declaredPlace(behaviour, task)} for ${taskName(application, { resource: task.pulledBy })}`;
}

/** The position in a sync in which nothing fails; on a resource without annotations it would only be noise. */
function placeWords({ member }: RosterMember, turns: readonly Turn[], count: number): string[] {
  if (turns.length === 0) return [];
  const places = turns.flatMap(({ number }) => (number === undefined ? [] : [ordinal(number)]));
  if (places.length < turns.length)
    return [...(places.length > 0 ? [`${places.join(" and ")} of ${count}`] : []), "only when the sync fails"];
  return isWithoutAnnotations(member) ? [] : [`${places.join(" and ")} of ${count}`];
}

function deletionPhases({ written: behaviour }: RosterMember): string {
  const phases = [...(behaviour.preDelete ? ["PreDelete"] : []), ...(behaviour.postDelete ? ["PostDelete"] : [])];
  return `${phases.join(" + ")} hook, only when the application is deleted`;
}
