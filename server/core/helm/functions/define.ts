import { arityProblem } from "./arity.ts";
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
    names.split(" ").map((name): NamedFunctions[number] => {
      const looks = shallow.has(name) ? "shallow" : "deep";
      return [name, { meets, looks, run, problem: (given) => arityProblem(name, given) }];
    }),
  );
}

/** Functions that leave what is inside of lists and maps as it is. */
const shallow: ReadonlySet<string> = new Set([
  ...["list", "tuple", "dict", "append", "push", "mustAppend", "mustPush", "prepend", "mustPrepend", "concat"],
  ...["get", "set", "unset", "hasKey", "keys", "values", "pick", "omit", "pluck", "dig", "index", "len", "not"],
  ...["first", "mustFirst", "last", "mustLast", "rest", "mustRest", "initial", "mustInitial", "reverse", "mustReverse"],
  ...["slice", "mustSlice", "chunk", "mustChunk", "empty", "all", "any", "compact", "mustCompact"],
  ...["include", "tpl", "required", "lookup", "default", "coalesce", "ternary"],
  ...["kindOf", "kindIs", "typeOf", "typeIs", "typeIsLike"],
]);
