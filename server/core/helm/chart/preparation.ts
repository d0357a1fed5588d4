import { templateFailure } from "../evaluate/failure.ts";
import { isList, isMap, type Value } from "../value/value.ts";

/** What may still be done before a chart is rendered, in values that are copied. It changes while that is done. */
export interface Preparation {
  left: number;
}

/** How many values may be copied: those of each chart once for all charts around it. */
const mostValues = 2_000_000;

/** How many values one chart in a chart stands for, which a name may repeat. */
const valuesOfChart = 1000;

/** What may be done for one rendering. */
export function newPreparation(): Preparation {
  return { left: mostValues };
}

/** How many values were copied, and what charts stand for. */
export function takenOf({ left }: Preparation): number {
  return mostValues - left;
}

/** Takes one more chart. Throws `TemplateFailure` where there are too many. */
export function takeChart(preparation: Preparation): void {
  take(preparation, valuesOfChart);
}

/** Takes values that are copied. Throws `TemplateFailure` where there are too many. */
export function takeCopies(preparation: Preparation, value: Value): void {
  if (isList(value)) {
    take(preparation, value.length);
    for (const item of value) takeCopies(preparation, item);
  } else if (isMap(value)) {
    take(preparation, value.entries.size);
    for (const item of value.entries.values()) takeCopies(preparation, item);
  }
}

/** Takes so many values. Throws `TemplateFailure` where there are too many. */
export function take(preparation: Preparation, count: number): void {
  preparation.left -= count;
  if (preparation.left < 0) {
    throw templateFailure("There are more charts and values in this chart than in any real one.", undefined, "limit");
  }
}
