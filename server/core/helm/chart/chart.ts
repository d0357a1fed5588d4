import { derive } from "../../memo.ts";
import { type Source, sourceOf } from "../template/node.ts";
import { isMap, type MapValue, mapOf, type Value, type ValuePlace } from "../value/value.ts";
import { textAt } from "./metadata.ts";
import { metadataProblem } from "./validate.ts";
import { isNotYaml, type NotYaml, readYamlValue, readYamlValues } from "../yaml/read-yaml.ts";

/** The files of a chart by their paths in it, with `/` between folders; those of charts in `charts` are among them. */
export type ChartFiles = ReadonlyMap<string, Source>;

/** The files of a chart that are only texts, which have their paths as names. */
export function chartFilesOf(texts: Iterable<readonly [string, string]>): ChartFiles {
  return new Map([...texts].map(([path, text]) => [path, sourceOf(path, text)]));
}

/** A chart as Helm loads it. */
export interface Chart {
  /** For a dependency with an alias, that. */
  readonly name: string;
  /** Its folder, from that of the outermost chart, ending in `/`; "" for the outermost. */
  readonly folder: string;
  /** Where its name is written in the chart that needs it, as far as that is known. */
  readonly place?: ValuePlace | undefined;
  readonly metadata: MapValue;
  readonly values: MapValue;
  readonly dependencies: readonly Chart[];
  /** Charts that it needs and that are not here. */
  readonly missing: readonly MissingChart[];
  readonly templates: ChartFiles;
  readonly crds: ChartFiles;
  /** The other files, which templates may read. */
  readonly files: ChartFiles;
  /** What its values have to be like, in JSON. */
  readonly schema: Source | undefined;
}

/** A chart that is named as a dependency and is not in `charts`, or is there several times so that Helm takes one by chance. */
export interface MissingChart {
  readonly why: "absent" | "several";
  /** For a chart with an alias, that. */
  readonly name: string;
  /** Its own name. */
  readonly chart: string;
  readonly version: string;
  readonly repository: string;
  /** Where its name is written, as far as that is known. */
  readonly place: ValuePlace | undefined;
}

/** Why a folder is no chart that Helm could load. */
export interface BadChart {
  /** The file that it is about, from the folder of the outermost chart. */
  readonly file: string;
  readonly problem: string;
  /** Helm may load it: it is more than is read here. */
  readonly reason?: "limit" | undefined;
}

/** Whether loading has failed. */
export function isBadChart(chart: Chart | BadChart): chart is BadChart {
  return "problem" in chart;
}

/** Loads a chart and the charts in it. Mirrors `LoadFiles` in internal/chart/v3/loader/load.go of Helm. */
export function loadChart(files: ChartFiles, folder = ""): Chart | BadChart {
  const bad = (file: string, problem: string): BadChart => ({ file: folder + file, problem });
  const own = mapIn(files, "Chart.yaml");
  if (own === undefined) return bad("Chart.yaml", "Chart.yaml file is missing");
  if (typeof own === "string") return bad("Chart.yaml", `cannot load Chart.yaml: ${own}`);
  const requirements = mapIn(files, "requirements.yaml");
  if (typeof requirements === "string")
    return bad("requirements.yaml", `cannot load requirements.yaml: ${requirements}`);
  const metadata = mapOf([...own.entries, ...(requirements?.entries ?? [])]);
  const invalid = metadataProblem(metadata);
  if (invalid !== undefined) return bad("Chart.yaml", invalid);
  const values = valuesIn(files);
  if ("problem" in values) {
    return { ...bad("values.yaml", `cannot load values.yaml: ${values.problem}`), reason: values.reason };
  }
  const dependencies: Chart[] = [];
  for (const [name, inner] of innerCharts(files)) {
    const dependency = loadChart(inner, `${folder}charts/${name}/`);
    if (isBadChart(dependency)) return dependency;
    dependencies.push(dependency);
  }
  return {
    ...{ name: textAt(metadata, "name"), folder, metadata, values, dependencies, missing: [] },
    templates: filesThat(files, (path) => path.startsWith("templates/")),
    crds: filesThat(files, (path) => /^crds\/.*\.(?:ya?ml|json)$/i.test(path)),
    files: filesThat(files, (path) => !path.startsWith("templates/") && !path.startsWith("charts/") && !read.has(path)),
    schema: files.get("values.schema.json"),
  };
}

/** What Helm reads itself, so that templates do not see it. */
const read: ReadonlySet<string> = new Set(["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"]);

/** A string says what is wrong. */
function mapIn(files: ChartFiles, path: string): MapValue | string | undefined {
  const source = files.get(path);
  if (source === undefined) return undefined;
  const value = derive(source, valueOfSource);
  if (isNotYaml(value)) return value.problem;
  if (value === null) return mapOf();
  return isMap(value) ? value : "it is not a mapping";
}

function valueOfSource(source: Source): Value | NotYaml {
  return readYamlValue(source.text, source);
}

function valuesIn(files: ChartFiles): MapValue | NotYaml {
  const source = files.get("values.yaml");
  return source === undefined ? mapOf() : derive(source, readValues);
}

/** The values in a file: all its documents, of which later ones count for more. */
export function readValues(source: Source): MapValue | NotYaml {
  const documents = readYamlValues(source);
  if (isNotYaml(documents)) return documents;
  if (!documents.every(isMap)) return { problem: "it is not a mapping" };
  return documents.reduce(mergedValues, mapOf());
}

/** Both, where the second counts for more. Mirrors `MergeMaps` in internal/chart/v3/loader/load.go of Helm. */
export function mergedValues(one: MapValue, other: MapValue): MapValue {
  const entries = new Map(one.entries);
  for (const [key, value] of other.entries) {
    const before = entries.get(key);
    entries.set(key, isMap(value) && before !== undefined && isMap(before) ? mergedValues(before, value) : value);
  }
  return { kind: "map", entries, places: new Map([...one.places, ...other.places]) };
}

/** The files of each chart in `charts`, by the names of their folders, which a `_` or a `.` hides. */
function innerCharts(files: ChartFiles): ReadonlyMap<string, ChartFiles> {
  const charts = new Map<string, Map<string, Source>>();
  for (const [path, source] of files) {
    const [, name, rest] = /^charts\/([^/]+)\/([^]+)$/.exec(path) ?? [];
    if (name === undefined || rest === undefined || /^[_.]/.test(name)) continue;
    const inner = charts.get(name) ?? new Map<string, Source>();
    inner.set(rest, source);
    charts.set(name, inner);
  }
  return new Map([...charts].filter(([, inner]) => inner.has("Chart.yaml")));
}

function filesThat(files: ChartFiles, isOne: (path: string) => boolean): ChartFiles {
  return new Map([...files].filter(([path]) => isOne(path)));
}
