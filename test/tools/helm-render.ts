import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { chartFilesOf, isBadChart, loadChart } from "../../server/core/helm/chart/chart.ts";
import { setParameters } from "../../server/core/helm/chart/parameters.ts";
import { renderChart } from "../../server/core/helm/chart/render-chart.ts";
import { mapOf } from "../../server/core/helm/value/value.ts";

/** What Helm is told beside the chart: the release is `rel`, in the namespace `ns`. */
export interface HelmOptions {
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
}

/** A chart with its files, and what Helm made of it. */
export interface HelmRender {
  /** The name of a case, or a repository and the path of the folder in it. */
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly options: HelmOptions;
  /** What was printed; absent where Helm refused. */
  readonly rendered?: string;
  /** The last line of what Helm complained about. */
  readonly error?: string;
}

/** A pipeline with what Helm made of it. */
export interface FunctionResult {
  readonly pipeline: string;
  /** Its value as a text, and its type in Go; absent where Helm refused. */
  readonly text?: string;
  readonly type?: string;
  readonly error?: string;
}

/** A schema with values, and with that of a chart `s` inside the one that it is for. */
export interface SchemaCase {
  readonly schema?: unknown;
  /** Instead of it, a text that may be no JSON. */
  readonly text?: string;
  readonly values: unknown;
  readonly inner?: unknown;
  /** It is not followed here, so nothing is said. */
  readonly unknown?: boolean;
  /** What Helm complained about; absent where it accepted the values. */
  readonly error?: string;
}

const fixtures = new URL("../fixtures/helm/", import.meta.url);

/** Where the kept results are. */
export const resultsUrl: Readonly<Record<"functions" | "cases" | "public" | "schemas", URL>> = {
  functions: new URL("functions.ndjson.gz", fixtures),
  cases: new URL("cases.ndjson.gz", fixtures),
  public: new URL("public.ndjson.gz", fixtures),
  schemas: new URL("schemas.ndjson.gz", fixtures),
};

/** What Helm made of the charts. */
export function readHelmRenders(from: "cases" | "public"): readonly HelmRender[] {
  return linesIn(resultsUrl[from]).map((line) => JSON.parse(line) as HelmRender);
}

/** What Helm made of the pipelines. */
export function readFunctionResults(): readonly FunctionResult[] {
  return linesIn(resultsUrl.functions).map((line) => JSON.parse(line) as FunctionResult);
}

/** The schemas in `schemas.txt`, one a line, and what Helm made of them. */
export function readSchemaCases(): readonly SchemaCase[] {
  const lines = readFileSync(new URL("schemas.txt", fixtures), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as SchemaCase);
}

/** What Helm made of the schemas. */
export function readSchemaResults(): readonly SchemaCase[] {
  return linesIn(resultsUrl.schemas).map((line) => JSON.parse(line) as SchemaCase);
}

/** The chart that asks for what a schema says of values. */
export function filesWithSchema({ schema, text, values, inner }: SchemaCase): HelmRender["files"] {
  return {
    "Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n",
    "values.yaml": JSON.stringify(values),
    "values.schema.json": text ?? JSON.stringify(schema),
    ...(inner !== undefined && {
      "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
      "charts/s/values.schema.json": JSON.stringify(inner),
    }),
  };
}

function linesIn(url: URL): readonly string[] {
  return gunzipSync(readFileSync(url)).toString("utf8").trimEnd().split("\n");
}

/** The pipelines in `functions.txt`, one a line. */
export function readPipelines(): readonly string[] {
  return readFileSync(new URL("functions.txt", fixtures), "utf8").trimEnd().split("\n");
}

/** The paths in helm/charts of the public charts that are kept. */
export function readPublicCharts(): readonly string[] {
  return readFileSync(new URL("public.txt", fixtures), "utf8").trimEnd().split("\n");
}

/** The charts in `cases.txt`, not rendered yet. */
export function readHelmCases(): readonly HelmRender[] {
  const [, ...cases] = readFileSync(new URL("cases.txt", fixtures), "utf8").split(/^=== /m);
  return cases.map((text) => {
    const [name = "", ...parts] = text.split(/^--- (?=file: |options$)/m);
    const entries = parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end).replace("file: ", ""), `${part.slice(end + 1).trimEnd()}\n`] as const;
    });
    const { options = "{}", ...files } = Object.fromEntries(entries);
    const added = { "Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n", "values.yaml": "" };
    return { id: name.trim(), files: { ...added, ...files }, options: JSON.parse(options) as HelmOptions };
  });
}

/** The files of a chart that has a pipeline in its only template, which prints its value and its type. */
export function filesWithPipeline(pipeline: string): Readonly<Record<string, string>> {
  const isBlock = pipeline.startsWith("range ");
  const template = isBlock
    ? `v: {{ ${pipeline} }}x{{ end }} none\n`
    : `v: {{ printf "%s" (toString (${pipeline}) | b64enc) }} {{ printf "%T" (${pipeline}) }}\n`;
  return {
    "Chart.yaml": "apiVersion: v2\nname: fn\nversion: 1.2.3\nappVersion: 7\n",
    "values.yaml": "num: 3\nbig: 1000000\nstr: hi\nnone: null\nlist: [1, a, 2.5]\nmap: {b: 2, a: x}\nflag: true\n",
    "templates/a.yaml": template,
  };
}

/** The result in what the template of a pipeline printed. */
export function resultIn(pipeline: string, rendered: string): FunctionResult {
  const [, text = "", type = ""] = /^v: (\S*) (.*)$/m.exec(rendered) ?? [];
  return { pipeline, text: pipeline.startsWith("range ") ? text : Buffer.from(text, "base64").toString(), type };
}

/** What we make of a chart: the text that Helm would print without comments, or what is wrong. */
export function renderOurs({ files, options }: HelmRender): { readonly text: string } | { readonly error: string } {
  const chart = loadChart(chartFilesOf(Object.entries(files)));
  if (isBadChart(chart)) return { error: `${chart.file}: ${chart.problem}` };
  const values = mapOf();
  const named = (as: "string" | "what it looks like") => (parameter: string) => {
    const [name = "", ...value] = parameter.split("=");
    return { name, value: value.join("="), as };
  };
  const [wrong] = [
    ...setParameters(values, (options.set ?? []).map(named("what it looks like"))),
    ...setParameters(values, (options.setString ?? []).map(named("string"))),
  ];
  if (wrong !== undefined) return { error: wrong.problem };
  const { apiVersions = [], kubeVersion } = options;
  const { crds, failures, missing, outputs, refusals } = renderChart({
    ...{ chart, release: "rel", namespace: "ns", values: [values] },
    cluster: { apiVersions, kubeVersion, known: "all" },
  });
  const [refusal] = refusals;
  if (refusal !== undefined) return { error: JSON.stringify(refusal.because) };
  const [failure] = failures;
  if (failure !== undefined) return { error: `${failure.source?.name ?? ""}: ${failure.message}` };
  if (missing.length > 0)
    return { error: `missing in charts/ directory: ${missing.map(({ name }) => name).join(", ")}` };
  const texts = [...crds.map(({ text }) => text), ...outputs.map(({ text }) => text.text)];
  return { text: texts.join("\n---\n") };
}
