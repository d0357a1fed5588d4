import assert from "node:assert/strict";
import { lanesOf } from "../../../client/panel/lanes.ts";
import { foldAll, foldedBy, withFold } from "../../../client/panel/folding.ts";
import { namesOf, planOf } from "./made-plans.ts";

const nothing = { folded: new Set<string>(), unfolded: new Set<string>() };

describe("the lanes of the plan panel", () => {
  it("are the phases in the order of the sync, then what is never applied, then deletion; empty ones are left out", () => {
    const [resource] = planOf({ "Sync/0": ["lost"] }).steps[0]?.tasks ?? [];
    assert.ok(resource);
    const plan = planOf(
      { "Sync/1": ["b"], "PreSync/0": ["a"], "SyncFail/0": ["alert"] },
      { never: [resource], deletion: [{ note: "", title: "Batch 1 of 1", resources: [resource] }] },
    );
    assert.deepEqual(
      lanesOf(plan).map(({ title }) => title),
      ["PreSync", "Sync", "SyncFail", "Never applied", "Deletion"],
    );
  });

  it("number the resources as the sync does, but no SyncFail hook, and have an id of its own for each card", () => {
    const plan = planOf({ "PreSync/0": ["a"], "Sync/0": ["b", "c"], "Sync/1": ["d"], "SyncFail/0": ["e"] });
    const cards = lanesOf(plan).flatMap(({ steps }) => steps.flatMap((step) => step.cards));
    assert.deepEqual(
      cards.map(({ task, resource }) => `${String(task?.number)} ${resource.name}`),
      ["1 a", "2 b", "3 c", "4 d", "undefined e"],
    );
    assert.equal(new Set(cards.map(({ id }) => id)).size, 5);
  });

  it("begin unfolded, apart from deletion, and from the larger waves of a large application", () => {
    const small = lanesOf(planOf({ "Sync/0": namesOf(100) }));
    assert.equal(foldedBy(small, nothing)("Sync/0"), false);
    assert.equal(foldedBy(small, nothing)("deletion"), true);
    const large = lanesOf(planOf({ "Sync/0": namesOf(400), "Sync/1": ["last"] }));
    assert.equal(foldedBy(large, nothing)("Sync/0"), true);
    assert.equal(foldedBy(large, nothing)("Sync/1"), false);
  });

  it("stay as the user folds them", () => {
    const lanes = lanesOf(planOf({ "Sync/0": namesOf(400), "Sync/1": ["last"] }));
    const unfolded = withFold(nothing, "Sync/0", "unfolded");
    assert.equal(foldedBy(lanes, unfolded)("Sync/0"), false);
    assert.equal(foldedBy(lanes, withFold(unfolded, "Sync/0", "folded"))("Sync/0"), true);
    const isFolded = foldedBy(lanes, foldAll(lanes, "folded"));
    assert.deepEqual(["Sync", "Sync/0", "Sync/1"].map(isFolded), [false, true, true]);
    assert.equal(foldedBy(lanes, foldAll(lanes, "unfolded"))("Sync/0"), false);
  });
});
