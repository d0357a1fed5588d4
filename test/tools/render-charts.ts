// Has the real Helm, which npm fetches, render what the tests compare with: `node test/tools/render-charts.ts [CHECKOUT]`.
// CHECKOUT is one of helm/charts at the commit that test/fixtures/helm/README.md names; with it, the public charts are taken again too.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { readChartFolder } from "../charts/chart-folder.ts";
import {
  filesWithPipeline,
  filesWithSchema,
  type FunctionResult,
  type HelmOptions,
  type HelmRender,
  readHelmCases,
  readPublicCharts,
  readPipelines,
  readSchemaCases,
  resultIn,
  resultsUrl,
} from "./helm-render.ts";
import { realHelm } from "./real-tools.ts";

const helm = realHelm(join(import.meta.dirname, "..", ".."));
const [checkout] = process.argv.slice(2);

write(resultsUrl.functions, readPipelines().map(functionResult));
write(
  resultsUrl.schemas,
  readSchemaCases().map((it) => ({ ...it, error: run(filesWithSchema(it), {}).error })),
);
write(resultsUrl.cases, readHelmCases().map(withHelm));
if (checkout !== undefined) {
  const renders = readPublicCharts().map((path): HelmRender => {
    // What only people read is left out.
    const files = [...readChartFolder(resolve(checkout, path))].filter(
      ([name]) => !/^(?:README|OWNERS|ci\/)/.test(name),
    );
    return withHelm({ id: `helm/charts/${path}`, files: Object.fromEntries(files), options: {} });
  });
  write(resultsUrl.public, renders);
}

function functionResult(pipeline: string): FunctionResult {
  const { rendered, error = "" } = run(filesWithPipeline(pipeline), {});
  return rendered === undefined ? { pipeline, error } : resultIn(pipeline, rendered);
}

function withHelm(render: HelmRender): HelmRender {
  const { id, files, options } = render;
  return { id, files, options, ...run(files, options) };
}

function run(files: HelmRender["files"], options: HelmOptions): Pick<HelmRender, "rendered" | "error"> {
  const folder = mkdtempSync(join(tmpdir(), "helm-case-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { set = [], setString = [], kubeVersion, apiVersions = [] } = options;
    const words = [
      ...["template", "rel", folder, "--namespace", "ns", "--include-crds"],
      ...set.flatMap((it) => ["--set", it]),
      ...setString.flatMap((it) => ["--set-string", it]),
      ...apiVersions.flatMap((it) => ["--api-versions", it]),
      ...(kubeVersion === undefined ? [] : ["--kube-version", kubeVersion]),
    ];
    const { status, stdout, stderr } = spawnSync(helm, words, { encoding: "utf8", maxBuffer: Infinity });
    if (status === 0) return { rendered: stdout };
    const lines = stderr.trim().replaceAll(folder, "CHART").split("\n");
    return { error: lines.find((line) => line.startsWith("Error:")) ?? lines.at(-1) ?? "" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(url: URL, rows: readonly unknown[]): void {
  writeFileSync(url, gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), { level: 9 }));
  console.log(`${rows.length} in ${url.pathname}`);
}
