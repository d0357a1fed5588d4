import assert from "node:assert/strict";
import { toolComplaint } from "../../../server/workspace/tool-complaint.ts";

describe("what a tool complained of", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["is what it wrote", "Error: no such chart\n", "Error: no such chart"],
    [
      "is the error in a log line",
      'E1126 01:31:05.123456   72 run.go:72] "command failed" err="accumulating resources: \\"a.yaml\\":\\n not found"\n',
      'accumulating resources: "a.yaml":\n not found',
    ],
    [
      "is everything else beside log lines",
      'Warning: old field\nE1126 01:31:05.1 7 run.go:7] "command failed" err="bad"',
      "Warning: old field\nbad",
    ],
    [
      "is a log line without an error as it stands",
      'E1126 01:31:05.1 7 run.go:7] "odd"',
      'E1126 01:31:05.1 7 run.go:7] "odd"',
    ],
  ];
  for (const [title, stderr, complaint] of cases) {
    it(title, () => {
      assert.equal(toolComplaint(stderr), complaint);
    });
  }
});
