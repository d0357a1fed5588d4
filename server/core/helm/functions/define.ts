import type { Call, TemplateFunction } from "../evaluate/function-table.ts";
import type { Value } from "../value/value.ts";

/** What a function does with its arguments. Throws a failure where Go returns an error. */
export type Run = (given: readonly Value[], call: Call) => Value;

/** Functions with their names. */
export type NamedFunctions = readonly (readonly [string, TemplateFunction])[];

/** Functions that are alike in what they do with unknown values, by their names; several names of one are apart by blanks. */
export function functionsThat(
  meets: Exclude<TemplateFunction["meets"], "random">,
  runs: Readonly<Record<string, Run>>,
): NamedFunctions {
  return Object.entries(runs).flatMap(([names, run]) =>
    names.split(" ").map((name) => [name, { meets, run }] as const),
  );
}
