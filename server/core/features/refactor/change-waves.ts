import type { Application } from "../../application/application.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import type { Span } from "../../text.ts";
import { type FileEdits, fileEdits } from "./file-edits.ts";
import {
  obstacleTo,
  renumbered,
  renumberWaves,
  shiftWaves,
  tiedMembers,
  type WaveMember,
  waveMembers,
} from "./refactor-waves.ts";
import { touchedIndices } from "./touched-indices.ts";
import { whyNotWritten } from "./why-not-written.ts";

/** Why one number changes no wave, where another one may. */
export interface NumberRefusal {
  /** A sentence. */
  readonly message: string;
}

/** The edits for a number, or why there are none: a sentence where no number would do. */
export type ChangedWaves = readonly FileEdits[] | NumberRefusal | string;

const tooLarge: NumberRefusal = {
  message: "A wave would be too large for Argo CD to compare. Enter a number nearer to 0.",
};

/** The edits that change the waves of the resources in a range by a number. */
export function shiftedWaves(
  application: Application,
  fileName: string,
  { range, by }: { readonly range: Span; readonly by: bigint },
): ChangedWaves {
  const all = waveMembers(application);
  const members = touchedIndices(application, fileName, range).flatMap((it) => all[it] ?? []);
  if (members.length === 0) return "A sync applies no resource here, so there is no wave to change.";
  const changes = shiftWaves(members, by);
  if (changes !== undefined) return fileEdits(changes.changes) ?? whyNotWritten(changes.changes);
  const obstacle = obstacleTo(members, (wave) => wave + by);
  if (obstacle === "too large") return tooLarge;
  if (typeof obstacle === "object") return whyFixed(obstacle);
  const [first] = members;
  const isKnown = members.some(({ wave }) => wave !== undefined);
  return isKnown || first === undefined ? { message: `${by} changes no wave. Enter another number.` } : whyFixed(first);
}

/** The edits that renumber the waves of every phase of an application. */
export function renumberedWaves(application: Application, step: bigint): ChangedWaves {
  const all = waveMembers(application).filter((it) => it !== undefined);
  const groups = groupsOf(all);
  const changes = groups.flatMap((group) => renumberWaves(group, step)?.changes ?? []);
  if (changes.length > 0) return fileEdits(changes) ?? whyNotWritten(changes);
  const obstacles = groups.map((group) => obstacleTo(group, renumbered(group, step)));
  const fixed = obstacles.find((it) => typeof it === "object");
  if (fixed !== undefined) return whyFixed(fixed);
  if (obstacles.includes("too large")) return tooLarge;
  if (all.some(({ wave }) => wave !== undefined && wave !== 0n))
    return { message: `The waves of ${application.name} are already ${step} apart. Enter another distance.` };
  const unknown = all.find(({ wave }) => wave === undefined);
  if (unknown !== undefined) return whyFixed(unknown);
  return `All that a sync of ${application.name} applies is in wave 0, so there is nothing to renumber.`;
}

/** The resources whose waves are compared with each other. */
function groupsOf(all: readonly WaveMember[]): readonly (readonly WaveMember[])[] {
  const groups: (readonly WaveMember[])[] = [];
  let rest = all;
  while (rest.length > 0) {
    const group = tiedMembers(all, rest[0]?.phases ?? []);
    groups.push(group);
    const done = new Set(group);
    rest = rest.filter((member) => !done.has(member));
  }
  return groups;
}

/** Why the wave of a resource cannot be edited. */
function whyFixed({ member }: WaveMember): string {
  const { syncWave, helmHookWeight } = annotationKeys;
  const { annotations } = member.resource;
  const key = annotations.has(helmHookWeight) && !annotations.has(syncWave) ? helmHookWeight : syncWave;
  return whyNotWritten([{ member, annotations: [{ key, value: "" }] }]);
}
