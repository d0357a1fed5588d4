import assert from "node:assert/strict";
import {
  filesWithPipeline,
  readFunctionResults,
  readPipelines,
  renderOurs,
  resultIn,
} from "../../tools/helm-render.ts";

/** Types of Go that are one here: nothing but `kindOf`, `typeOf` and `%T` tells them apart. */
const alike: Readonly<Record<string, string>> = {
  ...{ int64: "int", uint8: "int", uint64: "int" },
  ...{ "[]string": "[]interface {}", "[]int": "[]interface {}", "[][]interface {}": "[]interface {}" },
  "map[string]string": "map[string]interface {}",
};

describe("a pipeline of a chart", () => {
  for (const { pipeline, text, type = "", error } of readFunctionResults()) {
    it(pipeline, () => {
      const ours = renderOurs({ id: "", files: filesWithPipeline(pipeline), options: {} });
      if (text === undefined) {
        assert.ok("error" in ours, `Helm refuses it: ${error ?? ""}`);
        return;
      }
      assert.ok("text" in ours, "error" in ours ? ours.error : "");
      assert.deepEqual(resultIn(pipeline, ours.text), { pipeline, text, type: alike[type] ?? type });
    });
  }

  it("is known for each one that is written", () => {
    const kept = readFunctionResults().map(({ pipeline }) => pipeline);
    assert.deepEqual(readPipelines(), kept);
  });
});
