import assert from "node:assert/strict";
import { filterLanes } from "../../../client/panel/filter.ts";
import { foldedBy } from "../../../client/panel/folding.ts";
import { lanesOf } from "../../../client/panel/lanes.ts";
import { within, zoomed } from "../../../client/panel/zoom.ts";
import { planOf } from "./made-plans.ts";

const plan = planOf({
  "PreSync/-1": ["db-migrate"],
  "Sync/1": ["web", "web-config"],
  "Sync/11": ["worker"],
  "Sync/unknown": ["later"],
  "SyncFail/1": ["alert"],
});
const [resource] = plan.steps[1]?.tasks ?? [];
assert.ok(resource);
const lanes = lanesOf({
  ...plan,
  never: [{ ...resource, id: "batch/Job:shop/off", kind: "Job", name: "off", namespace: "shop" }],
  deletion: [
    {
      title: "Batch 1 of 1",
      note: "",
      resources: [resource, { ...resource, name: "clean" }].map((it) => ({ ...it, id: `/ConfigMap:/${it.name}` })),
    },
  ],
});

function found(search: string): readonly string[] {
  return filterLanes(lanes, search).lanes.flatMap(({ id, steps }) =>
    steps.flatMap(({ cards }) => cards.map((card) => `${id} ${card.resource.name}`)),
  );
}

describe("the filter of the plan panel", () => {
  it("finds by kind, name, namespace, phase, wave and hook, whatever the capital letters", () => {
    assert.deepEqual(found("job"), ["never off"]);
    assert.deepEqual(found("DB-"), ["PreSync db-migrate"]);
    assert.deepEqual(found("shop"), ["never off"]);
    assert.deepEqual(found("syncfail"), ["SyncFail alert"]);
    assert.deepEqual(found("hook"), ["PreSync db-migrate", "SyncFail alert"]);
    assert.deepEqual(found("wave unknown"), ["Sync later"]);
  });

  it("finds what every word matches, and exactly the wave that is named", () => {
    assert.deepEqual(found("web b-con"), ["Sync web-config"]);
    assert.deepEqual(found("wave 1"), ["Sync web", "Sync web-config", "SyncFail alert"]);
    assert.deepEqual(found("hook  wave 1 "), ["SyncFail alert"]);
    assert.deepEqual(found("wave -1"), ["PreSync db-migrate"]);
    assert.deepEqual(found("configmap shop"), []);
  });

  it("counts each resource once, also what the deletion names again", () => {
    const { found: matching, all } = filterLanes(lanes, "web");
    assert.deepEqual([matching, all], [2, 8]);
    assert.deepEqual(filterLanes(lanes, "  ").lanes, lanes);
  });

  it("opens the deletion where nothing else is found", () => {
    const only = filterLanes(lanes, "batch").lanes.filter(({ id }) => id === "deletion");
    const nothing = { folded: new Set<string>(), unfolded: new Set<string>() };
    assert.equal(foldedBy(only, nothing)("deletion"), false);
    assert.equal(foldedBy(lanes, nothing)("deletion"), true);
  });
});

describe("the size of the lanes", () => {
  it("goes from level to level, and not beyond the ends", () => {
    assert.deepEqual([zoomed(100, "larger"), zoomed(110, "smaller"), zoomed(83, "larger")], [110, 100, 90]);
    assert.deepEqual([zoomed(200, "larger"), zoomed(50, "smaller"), zoomed(67, "reset")], [200, 50, 100]);
  });

  it("follows a wheel, however far it turns", () => {
    assert.equal(zoomed(100, { wheel: -100 }), 122);
    assert.equal(zoomed(122, { wheel: 100 }), 100);
    assert.deepEqual([zoomed(100, { wheel: -1e9 }), zoomed(100, { wheel: 1e9 })], [200, 50]);
  });

  it("is a possible one, whatever was kept", () => {
    assert.deepEqual([undefined, 130, 1000, -3, NaN].map(within), [100, 130, 200, 50, 100]);
  });
});
