import { median, quantile } from "./stats.ts";

/** What was measured, by what it is: each time of each round. */
export interface Samples {
  readonly add: (what: string, ...values: readonly number[]) => void;
  /** The value in the middle; NaN where nothing was measured. */
  readonly median: (what: string) => number;
  /** The value below which the given part (0 to 1) of the values lies. */
  readonly quantile: (what: string, part: number) => number;
}

/** An empty collection of samples. */
export function collectSamples(): Samples {
  const values = new Map<string, number[]>();
  const valuesOf = (what: string): readonly number[] => values.get(what) ?? [];
  return {
    add: (what, ...more) => values.set(what, [...valuesOf(what), ...more]),
    median: (what) => median(valuesOf(what)),
    quantile: (what, part) => quantile(valuesOf(what), part),
  };
}
