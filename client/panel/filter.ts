import { chipsOf } from "./chips.ts";
import type { Card, Lane, LaneStep } from "./lanes.ts";
import { resourceIdOf } from "../../server/protocol/index.ts";

/** What a search finds in the lanes of a plan. */
export interface Filtered {
  /** Without what does not match. */
  readonly lanes: readonly Lane[];
  /** How many resources match, and how many there are, each once. */
  readonly found: number;
  readonly all: number;
}

/**
 * Leaves the resources that every word of a search matches: a part of the kind, name, namespace, phase, or of what stands on the
 * card, such as `hook`; `wave 2` is exactly that wave. Capital letters do not matter. A search without words matches everything.
 */
export function filterLanes(lanes: readonly Lane[], search: string): Filtered {
  const conditions = conditionsOf(search);
  const all = countOf(lanes);
  if (conditions.length === 0) return { lanes, found: all, all };
  const left = lanes.flatMap((lane): Lane[] => {
    const steps = lane.steps.flatMap((step): LaneStep[] => {
      const cards = step.cards.filter((card) => conditions.every((condition) => condition(lane, step, card)));
      return cards.length === 0 ? [] : [{ ...step, cards }];
    });
    return steps.length === 0 ? [] : [{ ...lane, steps }];
  });
  return { lanes: left, found: countOf(left), all };
}

type Condition = (lane: Lane, step: LaneStep, card: Card) => boolean;

function conditionsOf(search: string): readonly Condition[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const conditions: Condition[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const next = words[index + 1] ?? "";
    const isWave = word === "wave" && /^(-?\d+|unknown)$/.test(next);
    conditions.push(isWave ? inWave(`wave ${next}`) : containing(word));
    if (isWave) index += 1;
  }
  return conditions;
}

function inWave(title: string): Condition {
  return (_, step) => step.title.toLowerCase() === title;
}

function containing(word: string): Condition {
  return (lane, step, card) => textOf(lane, step, card).includes(word);
}

/** What is searched; no word has a line break in it, so none is found across two of these. */
function textOf(lane: Lane, step: LaneStep, card: Card): string {
  const { kind, name, namespace, group } = card.resource;
  const chips = chipsOf(card).map(({ words }) => words);
  return [kind, name, namespace, group, lane.title, step.title, ...chips].join("\n").toLowerCase();
}

function countOf(lanes: readonly Lane[]): number {
  const ids = lanes.flatMap(({ steps }) => steps.flatMap(({ cards }) => cards.map(resourceId)));
  return new Set(ids).size;
}

function resourceId({ resource: { id }, task }: Card): string {
  return task === undefined ? id : resourceIdOf(id);
}
