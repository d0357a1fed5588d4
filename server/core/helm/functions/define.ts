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
      return [name, { meets, looks, price: priceOf(name), run, problem: (given) => arityProblem(name, given) }];
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

/** How much longer functions take than those that only copy what they are given, as measured, with their names. */
const prices: readonly (readonly [price: number, names: string])[] = [
  [2, "toJson mustToJson toRawJson mustToRawJson toPrettyJson mustToPrettyJson merge mustMerge mergeOverwrite"],
  [2, "mustMergeOverwrite splitList"],
  [4, "toYaml mustToYaml toYamlPretty toToml mustToToml b64enc b64dec b32enc sha1sum sha256sum sha512sum adler32sum"],
  [4, "upper lower html js urlquery"],
  [8, "title untitle nospace initials swapcase snakecase kebabcase camelcase wrap wrapWith trimAll trimall"],
  [8, "deepCopy mustDeepCopy chunk mustChunk split splitn fromYaml fromYamlArray"],
  [16, "keys values sortAlpha pick omit fromJson mustFromJson fromJsonArray"],
];

function priceOf(name: string): number {
  return prices.find(([, names]) => names.split(" ").includes(name))?.[0] ?? 1;
}
