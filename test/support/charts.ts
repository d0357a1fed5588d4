import { type Chart, chartFilesOf, isBadChart, loadChart } from "../../server/core/helm/chart/chart.ts";
import { type RenderedChart, renderChart, type RenderInput } from "../../server/core/helm/chart/render-chart.ts";

/** A chart of these files; a Chart.yaml is added. */
function chartOf(files: Readonly<Record<string, string>>): Chart {
  const all = { "Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n", ...files };
  const chart = loadChart(chartFilesOf(Object.entries(all)));
  if (isBadChart(chart)) throw new Error(`${chart.file}: ${chart.problem}`);
  return chart;
}

/** What a chart comes to, in the namespace `ns`, as the release `rel`; nothing is known of the cluster. */
export function renderedChart(
  files: Readonly<Record<string, string>>,
  { known = "some", ...more }: Partial<RenderInput> & { readonly known?: "all" | "some" } = {},
): RenderedChart {
  const cluster = { apiVersions: [], known };
  return renderChart({ chart: chartOf(files), release: "rel", namespace: "ns", values: [], cluster, ...more });
}

/** What a template prints. Throws what is wrong with it. */
export function printedBy(template: string, values = ""): string {
  const { failures, outputs } = renderedChart({ "templates/a.yaml": template, "values.yaml": values });
  const [failure] = failures;
  if (failure !== undefined) throw new Error(failure.message);
  return outputs.map(({ text }) => text.text).join("");
}
