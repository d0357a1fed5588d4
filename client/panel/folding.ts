import { cardCount, type Lane } from "./lanes.ts";

/** More resources than this are not all shown at first. */
const manyCards = 300;

/** A wave of at most this many resources is shown even in a large plan. */
const fewCards = 12;

/** What the user folded and unfolded by hand; everything else is as `isFoldedAtFirst` says. */
export interface Folds {
  readonly folded: ReadonlySet<string>;
  readonly unfolded: ReadonlySet<string>;
}

/** Says of each lane and step whether only its header is shown. */
export function foldedBy(lanes: readonly Lane[], { folded, unfolded }: Folds): (id: string) => boolean {
  const atFirst = foldedAtFirst(lanes);
  return (id) => folded.has(id) || (atFirst.has(id) && !unfolded.has(id));
}

/** Deletion is rarely of interest beside a sync, and a large plan opens as an overview. */
function foldedAtFirst(lanes: readonly Lane[]): ReadonlySet<string> {
  const all = lanes.reduce((count, lane) => count + (lane.tone === "deletion" ? 0 : cardCount(lane)), 0);
  const large =
    all <= manyCards ? [] : lanes.flatMap(({ steps }) => steps.filter(({ cards }) => cards.length > fewCards));
  const isAlone = lanes.length > 0 && lanes.every(({ tone }) => tone === "deletion");
  return new Set([...(isAlone ? [] : ["deletion"]), ...large.map(({ id }) => id)]);
}

/** The same folds with one thing folded or unfolded. */
export function withFold({ folded, unfolded }: Folds, id: string, state: "folded" | "unfolded"): Folds {
  const without = (ids: ReadonlySet<string>): Set<string> => new Set([...ids].filter((other) => other !== id));
  return state === "folded"
    ? { folded: without(folded).add(id), unfolded: without(unfolded) }
    : { folded: without(folded), unfolded: without(unfolded).add(id) };
}

/** All waves folded, or everything unfolded. */
export function foldAll(lanes: readonly Lane[], state: "folded" | "unfolded"): Folds {
  const steps = lanes.flatMap((lane) => lane.steps.map(({ id }) => id));
  const none = new Set<string>();
  return state === "folded"
    ? { folded: new Set(steps), unfolded: none }
    : { folded: none, unfolded: new Set([...steps, ...lanes.map(({ id }) => id)]) };
}
