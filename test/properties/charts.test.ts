import assert from "node:assert/strict";
import fc from "fast-check";
import { chartFilesOf, isBadChart, loadChart } from "../../server/core/helm/chart/chart.ts";
import { renderChart } from "../../server/core/helm/chart/render-chart.ts";
import { readFunctionResults, readHelmRenders } from "../tools/helm-render.ts";

const pipelines = readFunctionResults().map(({ pipeline }) => pipeline);
const functions = [...new Set(pipelines.map((pipeline) => pipeline.split(" ")[0] ?? ""))];

/** Renders whatever is no chart too, in few steps. */
function render(files: ReadonlyMap<string, string>): void {
  const chart = loadChart(chartFilesOf(files));
  if (isBadChart(chart)) return;
  const { failures, outputs } = renderChart({
    ...{ chart, release: "rel", namespace: "ns", values: [], cluster: { apiVersions: [], known: "some" } },
    limits: { steps: 20_000, characters: 1_000_000, depth: 240 },
  });
  for (const { text } of outputs) {
    let before = 0;
    for (const { at } of text.stretches) {
      assert.ok(at >= before && at < text.text.length);
      before = at;
    }
  }
  for (const { at, source } of failures) assert.ok(at >= 0 && at <= (source?.text.length ?? 0));
}

describe("whatever a chart says", () => {
  it("is rendered or refused, with any arguments of any function", () => {
    const argument = fc.constantFrom(
      ...["1", "-1", "0", "1.5", '"a"', '""', "nil", "true", "(list 1 2)", "(dict)", '(dict "a" 1)', "(list)", "."],
      ...[".Values", ".Files", "$", "now", "(list now)", '(dict "a" now)', "9223372036854775807", "(semver `1.2.3`)"],
      ...[".Capabilities", '(include "t" .)', "1e300", "`[a`", "`{`", "`%d%s`", "`>=1 <2`", "(until 3)"],
    );
    const call = fc.tuple(fc.constantFrom(...functions), fc.array(argument, { maxLength: 4 }));
    const pipeline = fc
      .array(call, { minLength: 1, maxLength: 3 })
      .map((calls) => calls.map(([name, given]) => [name, ...given].join(" ")).join(" | "));
    fc.assert(
      fc.property(pipeline, (words) => {
        const template = `{{ define "t" }}x: {{ .Release }}{{ end }}a: {{ ${words} }}\n`;
        render(
          new Map([
            ["Chart.yaml", "name: a\nversion: 1.0.0\n"],
            ["templates/a.yaml", template],
          ]),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it("is rendered or refused, wherever it is cut off and put together again", () => {
    const charts = [...readHelmRenders("cases"), ...readHelmRenders("public").slice(0, 10)].map(({ files }) => files);
    const mutated = fc.tuple(fc.constantFrom(...charts), fc.nat(), fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(mutated, ([files, which, start, length, other]) => {
        const names = Object.keys(files);
        const [name = "", donor = ""] = [names[which % names.length], names[other % names.length]];
        const [text = "", added = ""] = [files[name], files[donor]];
        const from = start % (text.length + 1);
        const piece = added.slice(other % (added.length + 1)).slice(0, length % 20);
        const changed = text.slice(0, from) + piece + text.slice(from + (length % 30));
        render(new Map(Object.entries({ ...files, [name]: changed })));
      }),
      { numRuns: 1500 },
    );
  });
});
