/** Refactorings that give resources other waves. All arithmetic is that of 64-bit integers, without overflow. */
import type { Application, Member } from "../../application/application.ts";
import { canAddAnnotation, editableAnnotation, type MemberChange } from "../../rule-kit/annotate.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import type { Behaviour } from "../../sync/behaviour.ts";
import type { Phase } from "../../sync/phase.ts";

/** A resource whose wave orders it. */
export interface WaveMember {
  readonly member: Member;
  readonly phases: readonly Phase[];
  /** `undefined` if it is known only after rendering. */
  readonly wave: bigint | undefined;
  /** The annotation that a new wave is written into; `undefined` where an edit of the manifest cannot change the wave. */
  readonly key: string | undefined;
}

/** New waves for resources, and the resources whose wave cannot change. */
export interface WaveChanges {
  readonly changes: readonly MemberChange[];
  /** Resources that stay as they are, since a template or a kustomization writes their wave. */
  readonly fixed: readonly WaveMember[];
}

/** Beyond this Argo CD's own comparison of two waves may overflow. */
const limit = 2n ** 62n;

/** Every resource of an application that is applied in a sync, by its index. */
export function waveMembers({ members, plan }: Application): readonly (WaveMember | undefined)[] {
  return members.map((member, index) => {
    const behaviour = plan.behaviours[index];
    if (behaviour === undefined || behaviour.phases.length === 0 || member.manifest.apiVersion === "") return undefined;
    return { member, phases: behaviour.phases, wave: behaviour.wave, key: waveKey(member, behaviour) };
  });
}

function waveKey(member: Member, { waveSource }: Behaviour): string | undefined {
  const isEditable = (key: string): boolean => editableAnnotation(member, key) !== undefined;
  const { syncWave, helmHookWeight } = annotationKeys;
  switch (waveSource) {
    case "unknown":
      return undefined;
    case "hook-weight":
      return isEditable(helmHookWeight) ? helmHookWeight : undefined;
    case "sync-wave":
      return isEditable(syncWave) ? syncWave : undefined;
    case "default":
      return isEditable(syncWave) || canAddAnnotation(member, syncWave) ? syncWave : undefined;
  }
}

/** The resources of some phases, and of phases tied to them by a hook that runs in both: moving such a hook moves it in all of its phases. */
export function tiedMembers(all: readonly WaveMember[], phases: readonly Phase[]): readonly WaveMember[] {
  const tied = new Set(phases);
  for (let size = 0; size !== tied.size;) {
    size = tied.size;
    for (const member of all) {
      if (member.phases.some((phase) => tied.has(phase))) for (const phase of member.phases) tied.add(phase);
    }
  }
  return all.filter((member) => member.phases.some((phase) => tied.has(phase)));
}

/**
 * Makes room for a wave right before or after another, in all of the resources that it is compared with.
 * What has no wave of its own is in wave 0, so waves move away from 0: up from a positive one, down from a negative one.
 * `undefined` if there is nothing on the other side, so that there is room already.
 */
export function insertWave(
  members: readonly WaveMember[],
  wave: bigint,
  side: "before" | "after",
): WaveChanges | undefined {
  const isEarlier = (it: bigint): boolean => (side === "before" ? it < wave : it <= wave);
  const waves = members.flatMap((member) => (member.wave === undefined ? [] : [member.wave]));
  const [earlier, later] = [waves.filter(isEarlier), waves.filter((it) => !isEarlier(it))];
  if (earlier.length === 0 || later.length === 0) return undefined;
  const isUp = side === "before" ? wave > 0n : wave >= 0n;
  return moveWaves(members, (it) => (isEarlier(it) === isUp ? it : it + (isUp ? 1n : -1n)));
}

/** Moves all waves by the same number. */
export function shiftWaves(members: readonly WaveMember[], by: bigint): WaveChanges | undefined {
  return moveWaves(members, (wave) => wave + by);
}

/** Renumbers the waves of resources in equal steps. */
export function renumberWaves(members: readonly WaveMember[], step: bigint): WaveChanges | undefined {
  return moveWaves(members, renumbered(members, step));
}

/**
 * The new wave of each wave of resources: those above 0 upwards and those below 0 downwards in equal steps.
 * 0 stays 0, so what has no wave of its own keeps its place too.
 */
export function renumbered(members: readonly WaveMember[], step: bigint): (wave: bigint) => bigint {
  const waves = [...new Set(members.flatMap(({ wave }) => (wave === undefined ? [] : [wave])))];
  const ascending = waves.sort((a, b) => (a < b ? -1 : 1));
  const above = ascending.filter((wave) => wave > 0n);
  const below = ascending.filter((wave) => wave < 0n).reverse();
  const numbers = new Map([
    ...above.map((wave, index) => [wave, step * BigInt(index + 1)] as const),
    ...below.map((wave, index) => [wave, -step * BigInt(index + 1)] as const),
  ]);
  return (wave) => numbers.get(wave) ?? wave;
}

/** What keeps waves from moving: nothing would change, one would be too large, or a resource whose wave cannot be edited would have to. */
export type Obstacle = "nothing changes" | "too large" | WaveMember;

/** What keeps resources from getting new waves; `undefined` where nothing does. The others must not pass one that cannot move. */
export function obstacleTo(members: readonly WaveMember[], moved: (wave: bigint) => bigint): Obstacle | undefined {
  let obstacle: Obstacle | undefined = "nothing changes";
  for (const member of members) {
    const { wave, key } = member;
    if (wave === undefined) continue;
    const next = moved(wave);
    if (isTooLarge(wave) || isTooLarge(next)) return "too large";
    if (next === wave) continue;
    if (key === undefined) return member;
    obstacle = undefined;
  }
  return obstacle;
}

/** The changes that give every resource its new wave; `undefined` where there is an obstacle. */
function moveWaves(members: readonly WaveMember[], moved: (wave: bigint) => bigint): WaveChanges | undefined {
  if (obstacleTo(members, moved) !== undefined) return undefined;
  const changes = members.flatMap(({ member, wave, key }) => {
    const next = wave === undefined ? undefined : moved(wave);
    return key === undefined || next === undefined || next === wave
      ? []
      : [{ member, annotations: [{ key, value: `${next}` }] }];
  });
  return { changes, fixed: members.filter(({ wave }) => wave === undefined) };
}

function isTooLarge(wave: bigint): boolean {
  return wave > limit || wave < -limit;
}
