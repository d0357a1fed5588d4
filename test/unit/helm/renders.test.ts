import assert from "node:assert/strict";
import { compareRenderings } from "../../charts/compare-charts.ts";
import { renderOutput, resourcesIn } from "../../charts/rendered.ts";
import { type HelmRender, readHelmCases, readHelmRenders, renderOurs } from "../../tools/helm-render.ts";

function assertSame(render: HelmRender): void {
  const ours = renderOurs(render);
  if (render.rendered === undefined) {
    assert.ok("error" in ours, `Helm refuses it: ${render.error ?? ""}`);
    return;
  }
  assert.ok("text" in ours, "error" in ours ? ours.error : "");
  const { detail, isDeep, verdict } = compareRenderings(
    { resources: resourcesIn(render.rendered) },
    { resources: renderOutput(ours.text) },
  );
  assert.equal(verdict, "exact", detail);
  assert.ok(isDeep, detail);
}

describe("a chart is rendered as Helm does it", () => {
  for (const render of readHelmRenders("cases")) {
    it(render.id, () => {
      assertSame(render);
    });
  }

  it("in all the cases that are written", () => {
    const kept = readHelmRenders("cases").map(({ id, files, options }) => ({ id, files, options }));
    assert.deepEqual(readHelmCases(), kept);
  });
});

describe("a public chart is rendered as Helm does it", () => {
  for (const render of readHelmRenders("public")) {
    it(render.id, () => {
      assertSame(render);
    });
  }
});
