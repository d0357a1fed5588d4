import { asText } from "../functions/given.ts";
import { isList, isMap, type MapValue, mapOf, textMapOf, type Value } from "../value/value.ts";
import type { Chart } from "./chart.ts";

const chartFields = [
  ...["name", "home", "sources", "version", "description", "keywords", "maintainers", "icon", "apiVersion"],
  ...["condition", "tags", "appVersion", "deprecated", "annotations", "kubeVersion", "dependencies", "type"],
] as const;

const lists: ReadonlySet<string> = new Set(["sources", "keywords", "maintainers", "dependencies"]);

/** `.Chart`: the fields of Chart.yaml, with capital letters. Mirrors `Metadata` in internal/chart/v3/metadata.go of Helm. */
export function chartObject({ metadata }: Chart, place: "root" | "dependency"): MapValue {
  const fields = chartFields.map((key): readonly [string, Value] => [capitalized(key), fieldOf(metadata, key)]);
  return mapOf([...fields, ["IsRoot", place === "root"]]);
}

function fieldOf({ entries }: MapValue, key: (typeof chartFields)[number]): Value {
  const value = entries.get(key) ?? null;
  if (typeof value === "number") return String(value);
  if (isList(value) && (key === "maintainers" || key === "dependencies")) {
    return value.map((item) =>
      isMap(item) ? mapOf([...item.entries].map(([name, it]) => [capitalized(name), it])) : item,
    );
  }
  if (key === "annotations") {
    const entries = value !== null && isMap(value) ? [...value.entries] : [];
    return textMapOf(entries.map(([name, it]) => [name, asText(it)]));
  }
  if (value !== null) return value;
  return lists.has(key) ? [] : key === "deprecated" ? false : "";
}

function capitalized(key: string): string {
  if (key === "apiVersion") return "APIVersion";
  return key === "url" ? "URL" : key.slice(0, 1).toUpperCase() + key.slice(1);
}
