import assert from "node:assert/strict";
import { kindOrder, kindRank } from "../../../server/core/sync/kind-order.ts";
import { resourceFrom, stepLines } from "./resources.ts";

describe("the order of kinds in a wave", () => {
  it("ranks 35 kinds, and all others after them alike", () => {
    assert.equal(kindOrder.length, 35);
    assert.equal(kindRank("Application"), 35);
    assert.equal(kindRank("namespace"), 35);
  });

  it("goes by the name of the kind whatever its group, and then by the name of the resource", () => {
    const resources = [
      resourceFrom("acme.io/Widget:/a"),
      resourceFrom("apps/Deployment:/web"),
      resourceFrom("acme.io/Deployment:/api"),
      resourceFrom("/Service:/web"),
      resourceFrom("acme.io/Gadget:/b"),
      resourceFrom("/ConfigMap:/Z"),
      resourceFrom("/ConfigMap:/a"),
      resourceFrom("/ServiceAccount:/web"),
    ];
    assert.deepEqual(stepLines(resources), [
      "Sync 0: /ServiceAccount:/web, /ConfigMap:/Z, /ConfigMap:/a, /Service:/web, acme.io/Deployment:/api, " +
        "apps/Deployment:/web, acme.io/Widget:/a, acme.io/Gadget:/b",
    ]);
  });

  it("compares names byte by byte, as Go does", () => {
    const names = ["b", "a-b", "ab", "a", "\ufffd", "\u{1f600}", ""];
    const lines = stepLines(names.map((name) => resourceFrom(`/ConfigMap:/${name}`)));
    const sorted = ["", "a", "a-b", "ab", "b", "\ufffd", "\u{1f600}"].map((name) => `/ConfigMap:/${name}`);
    assert.deepEqual(lines, [`Sync 0: ${sorted.join(", ")}`]);
  });
});
