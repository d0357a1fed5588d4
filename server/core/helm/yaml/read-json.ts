import { mapOf, type Value } from "../value/value.ts";
import type { NotYaml } from "./read-yaml.ts";

/** The value of a text in JSON, as `Unmarshal` of encoding/json gives it: all numbers are floats. */
export function readJsonValue(text: string): Value | NotYaml {
  try {
    return valueOf(JSON.parse(text));
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function valueOf(data: unknown): Value {
  if (Array.isArray(data)) return data.map(valueOf);
  if (typeof data === "object" && data !== null) {
    return mapOf(Object.entries(data).map(([key, value]) => [key, valueOf(value)]));
  }
  return data as null | boolean | number | string;
}
