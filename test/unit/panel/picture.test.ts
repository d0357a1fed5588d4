import assert from "node:assert/strict";
import { lanesOf } from "../../../client/panel/lanes.ts";
import { layOut } from "../../../client/panel/layout.ts";
import { headsPath, linesPath, needsIn, needsLines } from "../../../client/panel/needs-lines.ts";
import { drawPicture, type PictureStyle } from "../../../client/panel/picture-svg.ts";
import { namesOf, planOf } from "./made-plans.ts";

const style: PictureStyle = {
  font: '"Font", sans-serif',
  background: "white",
  foreground: "black",
  quiet: "grey",
  card: "white",
  border: "grey",
  tones: { sync: "green", failed: "red" },
  measure: (text) => text.length * 6,
};

function draw(names: readonly string[], marks = {}): ReturnType<typeof drawPicture> {
  const lanes = lanesOf(planOf({ "Sync/0": names }));
  return drawPicture({ title: "shop", lanes, marks, needs: "hidden" }, style);
}

describe("the picture of a plan", () => {
  it("holds every resource, and what its mark says", () => {
    const { svg } = draw(["web", "worker"], { "/ConfigMap:/web Sync": { kind: "failed", words: "failed, stays" } });
    for (const words of ["web", "worker", "failed, stays", "Wave 0"]) assert.ok(svg.includes(`>${words}<`), words);
    assert.ok(svg.includes('fill="red"'));
  });

  it("is well-formed whatever the names are", () => {
    const { svg } = draw(['a"<b>&\u0000\u{1F600}', "</text><script>"]);
    assert.doesNotMatch(svg, /<script|<b>/);
    assert.ok(!svg.includes("\u0000"));
    assert.ok(svg.includes("a&quot;&lt;b&gt;&amp;\\u{0}\u{1F600}"));
  });

  it("cuts out of the middle what does not fit", () => {
    const { svg } = draw([`a${"very-".repeat(40)}long-name`]);
    assert.match(svg, />avery-very-[very-]*…-long-name</);
  });

  it("leads arrows around the cards where dependencies are shown", () => {
    const plan = planOf({ "PreSync/0": ["a"], "Sync/0": ["b"] });
    const steps = plan.steps.map((step) => ({
      ...step,
      tasks: step.tasks.map((task) => ({ ...task, needs: step.phase === "Sync" ? ["/ConfigMap:/a PreSync"] : [] })),
    }));
    const lanes = lanesOf({ ...plan, steps });
    const drawn = drawPicture({ title: "shop", lanes, marks: {}, needs: "shown" }, style).svg;
    const layout = layOut(lanes, 900, {
      lines: "shown",
      textWidths: () => ({ upper: 0, name: 0 }),
      titleWidth: () => 0,
    });
    const lines = needsLines(layout, needsIn(layout));
    assert.ok(drawn.includes(`<path d="${linesPath(lines)}" fill="none" stroke="grey"`), drawn);
    assert.ok(drawn.includes(`<path d="${headsPath(lines)}" fill="grey"/>`), drawn);
    assert.ok(!drawPicture({ title: "shop", lanes, marks: {}, needs: "hidden" }, style).svg.includes("<path"));
  });

  it("becomes wider for a large application, not only longer", () => {
    const { width, height } = draw(namesOf(2000));
    assert.ok(height < width * 1.4, `${width} x ${height}`);
  });
});
