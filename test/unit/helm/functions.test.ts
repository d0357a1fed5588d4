import assert from "node:assert/strict";
import {
  filesWithPipeline,
  readFunctionResults,
  readPipelines,
  renderOurs,
  resultIn,
} from "../../tools/helm-render.ts";

describe("a pipeline of a chart", () => {
  for (const { pipeline, text, type = "", error } of readFunctionResults()) {
    it(pipeline, () => {
      const ours = renderOurs({ id: "", files: filesWithPipeline(pipeline), options: {} });
      if (text === undefined) {
        assert.ok("error" in ours, `Helm refuses it: ${error ?? ""}`);
        return;
      }
      assert.ok("text" in ours, "error" in ours ? ours.error : "");
      assert.deepEqual(resultIn(pipeline, ours.text), { pipeline, text, type });
    });
  }

  it("is known for each one that is written", () => {
    const kept = readFunctionResults().map(({ pipeline }) => pipeline);
    assert.deepEqual(readPipelines(), kept);
  });
});
