import { type Limits, usualLimits } from "../evaluate/budget.ts";
import { createEngine, type Engine } from "../evaluate/engine.ts";
import { isTemplateFailure, templateFailure } from "../evaluate/failure.ts";
import { runBody } from "../evaluate/statements.ts";
import { helmFunctions } from "../functions/table.ts";
import { derive } from "../../memo.ts";
import type { Problem, Source, Template } from "../template/node.ts";
import { isEmptyTemplate, parseTemplate } from "../template/parse.ts";
import { type SchemaRefusal, schemaRefusals } from "../schema/chart-schemas.ts";
import { byBytes, isMap, type MapValue, mapOf, type Unknown, type Value, type ValuePlace } from "../value/value.ts";
import { capabilitiesOf, type Cluster, newestKubernetes } from "./capabilities.ts";
import { type Chart, mergedValues, type MissingChart } from "./chart.ts";
import { chartObject } from "./chart-object.ts";
import { coalesceValues } from "./coalesce.ts";
import { processDependencies } from "./dependencies.ts";
import { filesObject } from "./files-object.ts";
import { newPreparation, takenOf } from "./preparation.ts";
import { failureOf, type RenderFailure } from "./render-failure.ts";
import { type RenderedFile, renderFiles, type TemplateFile, type TemplateRuns } from "./render-files.ts";
import { chartProblem } from "./validate.ts";

/** What a chart is rendered with. */
export interface RenderInput {
  readonly chart: Chart;
  /** The name of the release, and the namespace that it is for. */
  readonly release: string;
  readonly namespace: string;
  /** Values beside those of the chart; later ones count for more. */
  readonly values: readonly MapValue[];
  /** What in them is not known: each has its index as its number. */
  readonly unknowns?: readonly Unknown[];
  readonly cluster: Cluster;
  readonly limits?: Limits;
  /** Whether the schemas of the values are asked: `skip` for an Application that says so. */
  readonly schemas?: "ask" | "skip";
  /** What is left of an earlier rendering, in which the templates may have been others, but all else was the same. */
  readonly before?: ChartRun | undefined;
}

/** What a rendering leaves to those after it. */
export interface ChartRun {
  readonly prepared: Prepared;
  readonly runs: TemplateRuns;
}

/** A chart without what is switched off in it, and the values that it comes to. */
interface Prepared {
  readonly chart: Chart;
  readonly values: MapValue;
  readonly refusals: readonly SchemaRefusal[];
  /** How many values were copied for that. */
  readonly copied: number;
}

/** How many values are copied in the time of a statement, about. */
const copiesOfStep = 4;

/** What a chart comes to. */
export interface RenderedChart {
  /** What the templates print, in the order of their names; those that print nothing are among them. */
  readonly outputs: readonly RenderedFile[];
  /** The definitions in `crds`, which are no templates. */
  readonly crds: readonly Source[];
  readonly failures: readonly RenderFailure[];
  /** What the schemas of the values do not allow: Helm renders nothing then, and here it is rendered nevertheless. */
  readonly refusals: readonly SchemaRefusal[];
  /** What is not known, in the order in which it was met. */
  readonly unknowns: readonly Unknown[];
  /** Charts that are switched on and not here, with the paths of the charts that name them. */
  readonly missing: readonly (MissingChart & { readonly folder: string })[];
  /** The charts inside the outermost one, with where their names are written. */
  readonly packed: readonly { readonly folder: string; readonly place: ValuePlace | undefined }[];
  /** What the templates of each chart see as `.Values`, by its folder; those of a library see what others give them. */
  readonly values: ReadonlyMap<string, MapValue>;
  /** What it took, as statements of templates. */
  readonly steps: number;
  /** `undefined` where its templates change what others see. */
  readonly run: ChartRun | undefined;
}

/** Renders a chart as `helm template` does. Never throws. Mirrors `Render` in pkg/engine/engine.go of Helm. */
export function renderChart(input: RenderInput): RenderedChart {
  const nothing = {
    ...{ outputs: [], crds: [], refusals: [], unknowns: [], missing: [], packed: [], steps: 0 },
    ...{ values: new Map<string, MapValue>(), run: undefined },
  };
  try {
    return render(input);
  } catch (error) {
    if (!isTemplateFailure(error)) throw error;
    const steps = error.reason === "limit" ? (input.limits ?? usualLimits).steps : 0;
    return { ...nothing, steps, failures: [failureOf(error, undefined)] };
  }
}

function render(input: RenderInput): RenderedChart {
  const { limits = usualLimits, before } = input;
  const { kubeVersion = newestKubernetes, known } = input.cluster;
  const isKnown = known === "all" || input.cluster.kubeVersion !== undefined;
  const problem = chartProblem(input.chart.metadata, isKnown ? kubeVersion : undefined);
  if (problem !== undefined) throw templateFailure(problem);
  const prepared = before?.prepared ?? prepare(input);
  const { chart } = prepared;
  const templates = new Map<string, Template>();
  const engine = createEngine({
    ...{ templates, functions: helmFunctions, runBody, limits },
    ...{ unknowns: [...(input.unknowns ?? [])], lacksCharts: lacksCharts(chart) },
  });
  const top: Top = {
    engine,
    release: mapOf([
      ...Object.entries({ Name: input.release, Namespace: input.namespace, Service: "Helm", Revision: 1n }),
      ...Object.entries({ IsUpgrade: false, IsInstall: true }),
    ]),
    capabilities: capabilitiesOf(input.cluster, engine),
    templates: templatesIn(input.chart),
    files: [],
    crds: [],
    missing: [],
    values: new Map(),
  };
  collect(chart, undefined, top, prepared.values);
  const failures: RenderFailure[] = [];
  const files = top.files.toSorted(inOrder);
  for (const { name, source } of files) {
    const parsed = derive(source, parseTemplate);
    for (const one of [...parsed.defined, { ...parsed.main, name }]) {
      // What is empty replaces nothing. Mirrors `associate` in text/template/template.go of Go.
      if (!templates.has(one.name) || !isEmptyTemplate(one)) templates.set(one.name, one);
    }
    const [problem] = parsed.problems;
    if (problem !== undefined) failures.push(parseFailure(source, problem));
  }
  const { outputs, failures: more, runs, changes } = renderFiles(engine, files, before?.runs ?? new Map());
  // What was taken from an earlier rendering may be wrong then.
  if (changes === "shared" && before !== undefined) return render({ ...input, before: undefined });
  const packed = chart.dependencies.map(({ folder, place }) => ({ folder, place }));
  const { unknowns, steps } = engine;
  return {
    outputs,
    crds: top.crds,
    failures: [...failures, ...more],
    refusals: prepared.refusals,
    unknowns,
    missing: top.missing,
    packed,
    values: top.values,
    steps: steps + prepared.copied / copiesOfStep,
    run: changes === "shared" ? undefined : { prepared, runs },
  };
}

function prepare({ chart: loaded, values: all, schemas = "ask" }: RenderInput): Prepared {
  const given = all.reduce(mergedValues, mapOf());
  const preparation = newPreparation();
  const chart = processDependencies(loaded, given, preparation);
  const values = coalesceValues(chart, given, preparation);
  return {
    chart,
    values,
    copied: takenOf(preparation),
    refusals: schemas === "skip" ? [] : schemaRefusals(chart, values),
  };
}

/** The templates of a chart and of those in it, by the folders of the charts. */
function templatesIn(chart: Chart): ReadonlyMap<string, Chart["templates"]> {
  const own = [[chart.folder, chart.templates] as const];
  return new Map([...own, ...chart.dependencies.flatMap((dependency) => [...templatesIn(dependency)])]);
}

function lacksCharts({ missing, dependencies }: Chart): boolean {
  return missing.length > 0 || dependencies.some(lacksCharts);
}

function parseFailure(source: Source, { message, at }: Problem): RenderFailure {
  return { source, message: `parse error: ${message}`, at, template: undefined, reason: "template" };
}

/**
 * Deeper ones first, so that a template of the outer chart replaces one of the same name in a chart inside of it; then the last first:
 * what they are rendered with is the same, and some of them change it for others. Mirrors `sortTemplates`.
 */
function inOrder(one: TemplateFile, other: TemplateFile): number {
  return depthOf(other) - depthOf(one) || byBytes(other.name, one.name);
}

function depthOf({ name }: TemplateFile): number {
  return name.split("/").length;
}

interface Top {
  readonly engine: Engine;
  readonly release: MapValue;
  readonly capabilities: Value;
  readonly templates: ReadonlyMap<string, Chart["templates"]>;
  readonly files: TemplateFile[];
  readonly crds: Source[];
  readonly missing: (MissingChart & { readonly folder: string })[];
  readonly values: Map<string, MapValue>;
}

/** Adds the templates of a chart and of those in it, each with the values that it sees. Mirrors `recAllTpls`. */
function collect(chart: Chart, parent: string | undefined, top: Top, values: MapValue): Value {
  const path = parent === undefined ? chart.name : `${parent}/charts/${chart.name}`;
  const subcharts = mapOf();
  const fields = mapOf([
    ...Object.entries({
      Chart: chartObject(chart, parent === undefined ? "root" : "dependency"),
      Files: filesObject(chart.files),
    }),
    ...Object.entries({ Release: top.release, Capabilities: top.capabilities, Subcharts: subcharts }),
    ["Values", { ...values, type: "common.Values" }],
  ]);
  const data: MapValue = { ...fields, type: "common.Values" };
  for (const dependency of chart.dependencies) {
    const inner = values.entries.get(dependency.name) ?? null;
    subcharts.entries.set(dependency.name, collect(dependency, path, top, isMap(inner) ? inner : mapOf()));
  }
  const isLibrary = chart.metadata.entries.get("type") === "library";
  if (!isLibrary && !top.values.has(chart.folder)) top.values.set(chart.folder, values);
  for (const [name, source] of top.templates.get(chart.folder) ?? []) {
    // A library defines templates and prints nothing.
    if (isLibrary && !name.slice(name.lastIndexOf("/") + 1).startsWith("_")) continue;
    top.files.push({ file: chart.folder + name, name: `${path}/${name}`, source, data, basePath: `${path}/templates` });
  }
  for (const definition of chart.crds.values()) top.crds.push(definition);
  for (const missing of chart.missing) top.missing.push({ ...missing, folder: chart.folder });
  return fields;
}
