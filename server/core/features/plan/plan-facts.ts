/** How much a sync applies, and where to, in the words of every plan. */
import type { Application } from "../../application/application.ts";
import { counted } from "../../counted.ts";
import type { Roster } from "../../roster/roster.ts";
import { unapplied } from "./unapplied.ts";

/** `11 resources: 10 in a normal sync, 1 on failure`; `11 resources` where there is no more to say. */
export function resourceWords(roster: Pick<Roster, "application" | "taskCounts">): string {
  const { application, taskCounts } = roster;
  const { normal, onFailure } = taskCounts;
  const left = neverApplied(application);
  const onDeletion = unapplied(application).length - left.length;
  const unknown = left.filter(({ role }) => role === "unknown").length;
  const never = left.length - unknown;
  const times = new Map<number | undefined, number>();
  for (const { phase, tasks } of application.plan.steps) {
    for (const { resource } of tasks) times.set(resource, (times.get(resource) ?? 0) + (phase === "SyncFail" ? 0 : 1));
  }
  const repeated = [...times.values()].filter((count) => count > 1).length;
  const inPhases = repeated === 0 ? "" : ` (${repeated} in several phases)`;
  const all = times.size + left.length + onDeletion;
  if (normal === all && repeated === 0) return counted(all, "resource");
  const parts = [
    `${normal} in a normal sync${inPhases}`,
    ...(onFailure > 0 ? [`${onFailure} on failure`] : []),
    ...(onDeletion > 0 ? [`${onDeletion} on deletion`] : []),
    ...(never > 0 ? [`${never} never applied`] : []),
    ...(unknown > 0 ? [`${unknown} with a phase that only rendering tells`] : []),
  ];
  return `${counted(all, "resource")}: ${parts.join(", ")}`;
}

/** `destination namespace shop`; unknown where neither an Application nor the user says which it is. */
export function destinationWords({ declared, namespaceGiven, namespace }: Application): string {
  return declared || namespaceGiven === true ? `destination namespace ${namespace}` : "destination namespace unknown";
}

/** What no sync applies, without the hooks of the deletion. */
export function neverApplied(application: Application): ReturnType<typeof unapplied> {
  const overridden = new Set(application.plan.overridden.map(({ resource }) => resource));
  return unapplied(application).filter(({ role, index }) => role !== "deletion-hook" || overridden.has(index));
}
