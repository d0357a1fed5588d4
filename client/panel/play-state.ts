import type { PlayMoment } from "../../server/protocol/index.ts";
import type { Mark, PanelContent, PanelState } from "./messages.ts";

/** A sync that is played: where it stands. */
export interface Play {
  /** Which sync it is: that of one plan in which one task fails, or none. */
  readonly sync: string;
  /** At least one. */
  readonly moments: readonly PlayMoment[];
  /** The index of the moment that is shown. */
  readonly position: number;
}

/** The sync that a panel can play; `undefined` where there is none. */
export function syncOf({ plan, answer, moments = [] }: PanelContent): Omit<Play, "position"> | undefined {
  return moments.length === 0 ? undefined : { sync: `${plan.uri} ${answer?.task ?? ""}`, moments };
}

/** A play after its plan has changed: at the same moment or, where that is gone, at the nearest; `undefined` where its sync is gone. */
export function renewed(play: Play, next: Omit<Play, "position"> | undefined): Play | undefined {
  if (next?.sync !== play.sync) return undefined;
  return { ...next, position: positionIn(next.moments, play) };
}

/** The play that was kept while the page was not there; its moment is found as after a change. */
export function restored(kept: PanelState["moment"], next: Omit<Play, "position"> | undefined): Play | undefined {
  if (kept === undefined || next?.sync !== kept.sync) return undefined;
  const found = next.moments.findIndex(({ id }) => id === kept.id);
  return { ...next, position: found < 0 ? Math.min(kept.position, next.moments.length - 1) : found };
}

/** What has to be kept to find the moment again. */
export function keptOf({ sync, moments, position }: Play): PanelState["moment"] {
  return { sync, position, id: moments[position]?.id ?? "" };
}

function positionIn(moments: readonly PlayMoment[], { moments: before, position }: Play): number {
  const known = new Map(moments.map(({ id }, index) => [id, index]));
  for (let distance = 0; distance < before.length; distance++) {
    // What has happened stays, so the earlier of two neighbours is the nearer one.
    for (const near of [position - distance, position + distance]) {
      const found = known.get(before[near]?.id ?? "");
      if (found !== undefined) return found;
    }
  }
  return Math.min(position, moments.length - 1);
}

/** The play some moments on, or back if there are fewer than 0; it stays between the first one and the last. */
export function movedBy(play: Play, count: number): Play {
  return { ...play, position: Math.max(0, Math.min(play.position + count, play.moments.length - 1)) };
}

/** What stands on the cards at the moment: all that has become of them so far. */
export function marksOf({ moments, position }: Play): Readonly<Record<string, Mark>> {
  const marks: Record<string, Mark> = {};
  for (const { changes } of moments.slice(0, position + 1)) {
    for (const { state: kind, words, tasks } of changes) for (const task of tasks) marks[task] = { kind, words };
  }
  return marks;
}

/** The task that a moment is about: one that is waited for rather than another; `undefined` where nothing changes. */
export function taskOf({ changes }: PlayMoment): string | undefined {
  return (changes.find(({ state }) => state === "awaited") ?? changes[0])?.tasks[0];
}
