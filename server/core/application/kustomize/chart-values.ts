import { mergedValues, readValues } from "../../helm/chart/chart.ts";
import { sourceOf } from "../../helm/template/node.ts";
import { isMap, type MapValue, mapOf } from "../../helm/value/value.ts";
import { isNotYaml, valueOfNode } from "../../helm/yaml/read-yaml.ts";
import { derive } from "../../memo.ts";
import type { NamedFile } from "../application.ts";
import { type KeepSource, join } from "../chart/chart-files.ts";
import { beginningOf, type Located, locationOf } from "../location.ts";
import { resolvePath } from "../source-tree.ts";
import type { ChartEntry } from "./chart-entries.ts";
import { isRemote } from "./inputs.ts";
import type { Kustomization } from "./kustomization.ts";
import { type Build, complain, isFile, readFile } from "./run.ts";

/** The values that a kustomization gives to a chart. */
export interface KustomizedValues {
  readonly values: MapValue;
  readonly files: readonly NamedFile[];
  /** Whether all of them could be read. */
  readonly areKnown: boolean;
}

/** Where they are looked for. */
export interface ValuesScope {
  readonly kustomization: Kustomization;
  /** The folder of the chart. */
  readonly folder: string;
  readonly build: Build;
  readonly keep: KeepSource;
}

const merges: readonly string[] = ["merge", "override", "replace"];

/**
 * The values for a chart, from its own file or another one, with those in the kustomization, and those of more files. What kustomize
 * refuses is noted. Mirrors `createNewMergedValuesFile` in api/internal/builtins/HelmChartInflationGenerator.go, and `AsHelmArgs` in
 * api/types/helmchartargs.go of kustomize.
 */
export function kustomizedValues(entry: ChartEntry, scope: ValuesScope): KustomizedValues {
  const { inline, merge = { text: "override", location: undefined }, moreFiles } = entry;
  const { document } = scope.kustomization;
  const base = { source: sourceOf(document.path, ""), at: document.start };
  const written = inline === undefined ? mapOf() : valueOfNode(inline, base);
  const given = isMap(written) ? written : mapOf();
  if (merge.location !== undefined && !merges.includes(merge.text)) {
    complain(scope.build, merge.location, 'The valuesMerge of a chart must be "merge", "override" or "replace".');
  }
  const isReplaced = given.entries.size > 0 && merge.text === "replace";
  const read = [...(isReplaced ? [] : [ownFile(entry, scope)]), ...moreFiles.map((file) => namedFile(file, scope))];
  const values = read.map((file) => (file === undefined ? mapOf() : valuesIn(file, scope)));
  const [own = mapOf(), ...others] = isReplaced ? [given, ...values] : values;
  const first =
    given.entries.size === 0 || isReplaced ? own : merge.text === "merge" ? merged(own, given) : merged(given, own);
  return {
    values: others.reduce(mergedValues, first),
    files: read.filter((file) => file !== undefined),
    areKnown: !read.includes(undefined),
  };
}

/** The file that takes the place of the values of the chart; without any, those of the chart are read once more. */
function ownFile({ valuesFile, node }: ChartEntry, scope: ValuesScope): NamedFile | undefined {
  if (valuesFile !== undefined) return namedFile(valuesFile, scope);
  const path = join(scope.folder, "values.yaml");
  return fileAt(path, { text: path, location: locationOf(scope.kustomization.document, node) }, scope);
}

/** `undefined` where it cannot be read here. */
function namedFile(named: Located, scope: ValuesScope): NamedFile | undefined {
  const { build, kustomization } = scope;
  const path = isRemote(named.text) ? undefined : resolvePath(kustomization.folder, named.text);
  if (path !== undefined) return fileAt(path, named, scope);
  const where = isRemote(named.text) ? "on another machine, which is not read" : "outside of this workspace";
  build.unread.push({ ...named, reason: `"${named.text}" is ${where}, so not all values of the chart are known.` });
  return undefined;
}

function fileAt(path: string, { text, location }: Located, { build }: ValuesScope): NamedFile | undefined {
  const exists = isFile(path, build);
  if (exists === false)
    complain(build, location, `"${text}" does not exist, and kustomize reads the values of a chart there.`);
  const file = exists === true ? readFile(path, build) : undefined;
  return file && { name: path, file };
}

function valuesIn(file: NamedFile, { build, keep }: ValuesScope): MapValue {
  const read = derive(keep(file), readValues);
  if (!isNotYaml(read)) return read;
  complain(build, beginningOf(file.name), `Helm cannot read these values: ${read.problem}.`);
  return mapOf();
}

/**
 * Two values, of which the first counts for more: a null in it takes away what the second has, while a null in the second stays.
 * Mirrors `Merge` in kyaml/yaml/merge2/merge2.go of kustomize for what has no kind.
 */
function merged(over: MapValue, under: MapValue): MapValue {
  const entries = new Map(under.entries);
  const places = new Map(under.places);
  for (const [key, value] of over.entries) {
    const before = under.entries.get(key) ?? null;
    if (value === null) entries.delete(key);
    else entries.set(key, isMap(value) ? merged(value, isMap(before) ? before : mapOf()) : value);
    const place = over.places.get(key);
    if (place !== undefined) places.set(key, place);
  }
  return { kind: "map", entries, places };
}
