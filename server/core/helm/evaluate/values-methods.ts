import { text } from "../functions/given.ts";
import { asPlainMap, isMap, type MapValue, type Method, type Value } from "../value/value.ts";
import { printedYaml } from "../yaml/print-yaml.ts";
import { templateFailure } from "./failure.ts";

/** A method of `.Values`, or of the dot of a template; `undefined` where they have none of that name. Mirrors pkg/chart/common/values.go of Helm. */
export function methodOfValues(values: MapValue, name: string): Method | undefined {
  if (values.type !== "common.Values") return undefined;
  switch (name) {
    case "AsMap":
      return () => asPlainMap(values);
    case "Table":
      return ([path]) => tableAt(values, text(path).split("."));
    case "PathValue":
      return ([path]) => valueAt(values, text(path).split("."));
    case "YAML":
      return () => `${printedYaml(values).text}\n`;
    default:
      return undefined;
  }
}

function tableAt(values: MapValue, path: readonly string[]): MapValue {
  let at = values;
  for (const key of path) {
    const inner = at.entries.get(key) ?? null;
    if (!isMap(inner)) throw templateFailure(`"${key}" is not a table`);
    at = { ...inner, type: "common.Values" };
  }
  return at;
}

function valueAt(values: MapValue, path: readonly string[]): Value {
  const key = path.at(-1) ?? "";
  const value = tableAt(values, path.slice(0, -1)).entries.get(key);
  if (value === undefined || isMap(value)) throw templateFailure(`"${key}" is not a value`);
  return value;
}
