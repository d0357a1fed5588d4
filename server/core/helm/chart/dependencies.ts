import { asText } from "../functions/given.ts";
import { copied, isSame } from "../value/same.ts";
import { isList, isMap, type MapValue, mapOf, type Value } from "../value/value.ts";
import { parseVersion, satisfies } from "../version.ts";
import type { Chart, MissingChart } from "./chart.ts";
import { coalesceTables, coalesceValues, valueAt } from "./coalesce.ts";
import { mapsAt, textAt } from "./metadata.ts";
import { type Preparation, takeChart, takeCopies } from "./preparation.ts";

/**
 * The chart with those dependencies that the values switch on, under the names that it gives them, and with the values that it imports
 * from them. Mirrors `ProcessDependencies` in internal/chart/v3/util/dependencies.go of Helm.
 */
export function processDependencies(chart: Chart, values: MapValue, preparation: Preparation): Chart {
  const enabled = withEnabled(chart, values, "", preparation);
  const lacksCharts = mapsAt(chart.metadata, "dependencies").some((one) => !isHere(one, chart));
  return withImports(lacksCharts ? enabled : withoutMissing(enabled), preparation);
}

/**
 * Helm asks only whether the charts that the outermost one names are here; what those name and lack is silently left out.
 * Mirrors `CheckDependencies` in pkg/action/install.go.
 */
function withoutMissing(chart: Chart): Chart {
  const missing = chart.missing.filter(({ why }) => why === "several");
  return { ...chart, missing, dependencies: chart.dependencies.map(withoutMissing) };
}

/** Whether there is a chart of that name, of any version. */
function isHere(wanted: MapValue, { dependencies }: Chart): boolean {
  return dependencies.some(({ name }) => name === textAt(wanted, "name"));
}

/** `path` is that of the chart's own values from the root. */
function withEnabled(chart: Chart, values: MapValue, path: string, preparation: Preparation): Chart {
  takeChart(preparation);
  const wanted = mapsAt(chart.metadata, "dependencies");
  const named = wanted.length === 0 ? chart : withNames(chart, wanted);
  const all = wanted.length === 0 ? values : coalesceValues(named, values, preparation);
  const off = new Set(wanted.filter((one) => !isOn(one, all, path)).map(aliasOf));
  const dependencies = named.dependencies.filter(({ name }) => !off.has(name));
  const kept = wanted.filter((one) => !off.has(aliasOf(one))).map(withAliasAsName);
  const metadata = wanted.length === 0 ? named.metadata : withEntry(named.metadata, "dependencies", kept);
  return {
    ...named,
    metadata,
    missing: named.missing.filter(({ name }) => !off.has(name)),
    dependencies: dependencies.map((dependency) =>
      withEnabled(dependency, all, `${path}${dependency.name}.`, preparation),
    ),
  };
}

/** Each dependency once for each time that it is named; what nobody names stays too. */
function withNames(chart: Chart, wanted: readonly MapValue[]): Chart {
  const others = chart.dependencies.filter((dependency) => !wanted.some((one) => fits(one, dependency)));
  const fitting = wanted.map((one) => chart.dependencies.filter((dependency) => fits(one, dependency)));
  // Mirrors the loop over `subcharts` in `LoadFiles`, which goes through a map in any order, so that either may come first.
  const isAny = fitting.map(([first, ...more]) => more.some((it) => first !== undefined && !isAlike(first, it)));
  const found = fitting.map(([first], index) => (isAny[index] === true ? undefined : first));
  const dependencies = found.flatMap((dependency, index): Chart[] => {
    const one = wanted[index];
    if (dependency === undefined || one === undefined) return [];
    const name = aliasOf(one);
    const metadata = withEntry(dependency.metadata, "name", name);
    return [{ ...dependency, name, metadata, place: one.places.get("name") }];
  });
  const missing = wanted.flatMap((one, index): MissingChart[] => {
    const why = !isHere(one, chart) ? "absent" : isAny[index] === true ? "several" : undefined;
    if (why === undefined) return [];
    const [version, repository] = [textAt(one, "version"), textAt(one, "repository")];
    const names = { name: aliasOf(one), chart: textAt(one, "name") };
    return [{ why, ...names, version, repository, place: one.places.get("name") }];
  });
  return { ...chart, dependencies: [...others, ...dependencies], missing };
}

/** Whether two charts have the same files with the same texts. */
function isAlike(one: Chart, other: Chart): boolean {
  const [files, others] = [one, other].map(({ templates, crds, files: more }) => [...templates, ...crds, ...more]);
  const texts = new Map(others);
  return (
    files?.length === texts.size &&
    files.every(([path, { text }]) => texts.get(path)?.text === text) &&
    [one.metadata, one.values].every((it, index) => isSame(it, index === 0 ? other.metadata : other.values)) &&
    one.dependencies.length === other.dependencies.length &&
    one.dependencies.every((it, index) => isAlike(it, other.dependencies[index] ?? it))
  );
}

function fits(wanted: MapValue, { name, metadata }: Chart): boolean {
  if (name !== textAt(wanted, "name")) return false;
  const [range, version] = [textAt(wanted, "version"), parseVersion(textAt(metadata, "version"))];
  return version === undefined ? range === "" : satisfies(range, version) === true;
}

function aliasOf(wanted: MapValue): string {
  return textAt(wanted, "alias") || textAt(wanted, "name");
}

function withAliasAsName(wanted: MapValue): MapValue {
  return withEntry(wanted, "name", aliasOf(wanted));
}

function withEntry({ entries, places }: MapValue, key: string, value: Value): MapValue {
  return { kind: "map", entries: new Map([...entries, [key, value]]), places };
}

/** The first condition that is a boolean decides, and before it any of the tags. Mirrors `processDependencyConditions` and `Tags`. */
function isOn(wanted: MapValue, values: MapValue, path: string): boolean {
  for (const condition of textAt(wanted, "condition").trim().split(",")) {
    const value = condition === "" ? undefined : valueAt(values, path + condition);
    if (typeof value === "boolean") return value;
  }
  const tags = values.entries.get("tags") ?? null;
  const named = wanted.entries.get("tags") ?? null;
  const given = isList(named) && isMap(tags) ? named.map((tag) => tags.entries.get(asText(tag))) : [];
  const booleans = given.filter((value) => typeof value === "boolean");
  return booleans.length === 0 || booleans.includes(true);
}

/** Mirrors `processImportValues`. */
function withImports(chart: Chart, preparation: Preparation): Chart {
  const dependencies = chart.dependencies.map((dependency) => withImports(dependency, preparation));
  const named = { ...chart, dependencies };
  const wanted = mapsAt(chart.metadata, "dependencies");
  if (wanted.length === 0) return named;
  const all = coalesceValues(named, mapOf(), preparation, "merge");
  const imported = wanted.reduce(
    (into, one) => importsOf(one, all, preparation).reduce((it, map) => coalesceTables(it, map, "merge"), into),
    mapOf(),
  );
  return { ...named, values: coalesceTables(all, imported, "merge") };
}

function importsOf(wanted: MapValue, values: MapValue, preparation: Preparation): readonly MapValue[] {
  const entries = wanted.entries.get("import-values") ?? null;
  if (!isList(entries)) return [];
  return entries.flatMap((entry): MapValue[] => {
    const [child, parent] = isMap(entry)
      ? [textAt(entry, "child"), textAt(entry, "parent")]
      : [`exports.${asText(entry)}`, "."];
    const found = valueAt(values, `${textAt(wanted, "name")}.${child}`);
    if (found === undefined || !isMap(found)) return [];
    takeCopies(preparation, found);
    const keys = parent === "." ? [] : parent.split(".");
    return [keys.reduceRight<MapValue>((inner, key) => mapOf([[key, inner]]), copied(found) as MapValue)];
  });
}
