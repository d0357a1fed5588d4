import assert from "node:assert/strict";
import { dropZones, zoneAt } from "../../../client/panel/drop-zones.ts";
import { lanesOf } from "../../../client/panel/lanes.ts";
import { layOut } from "../../../client/panel/layout.ts";
import { neighbour } from "../../../client/panel/wave-places.ts";
import type { PlanView } from "../../../server/protocol/index.ts";
import { planOf } from "./made-plans.ts";

/** What would come of a drop in each zone, from top to bottom. */
function outcomes(plan: PlanView, isFolded: (id: string) => boolean = () => false): readonly string[] {
  const layout = layOut(lanesOf(plan), 900, { isFolded });
  return dropZones(layout, plan.steps).map((zone) =>
    "refusal" in zone ? zone.refusal : `${zone.drawn.kind} ${zone.place.phase} ${zone.place.wave ?? "unknown"}`,
  );
}

/** The id of the task of a name in a phase. */
const task = (name: string, phase = "Sync"): string => `/ConfigMap:/${name} ${phase}`;

describe("where a card of the plan panel can be dropped", () => {
  it("is each wave, and a new one before, between and behind them", () => {
    assert.deepEqual(outcomes(planOf({ "PreSync/-5": ["a"], "PreSync/-3": ["b"], "PreSync/10": ["c"] })), [
      "line PreSync -6",
      "wave PreSync -5",
      "line PreSync -4",
      "wave PreSync -3",
      "line PreSync 3",
      "wave PreSync 10",
      "line PreSync 11",
    ]);
  });

  it("is nowhere between two waves without a whole number between them, and beside an unknown one", () => {
    const found = outcomes(planOf({ "Sync/0": ["a"], "Sync/1": ["b"], "Sync/unknown": ["c"] }));
    assert.match(found[2] ?? "", /^There is no whole number between waves 0 and 1\. Make room /);
    assert.match(found[4] ?? "", /^No new wave can be beside one that is known only after rendering\./);
    assert.equal(found[5], "wave Sync unknown");
  });

  it("is a folded wave as well, but no folded lane and nothing that no sync applies", () => {
    const plan = planOf(
      { "PreSync/0": ["a"], "Sync/0": ["b"] },
      { deletion: [{ title: "Batch 1 of 1", note: "", resources: [] }] },
    );
    const found = outcomes(plan, (id) => id === "PreSync/0" || id === "Sync" || id === "deletion");
    assert.deepEqual(found.slice(0, 4), [
      "line PreSync -1",
      "wave PreSync 0",
      "line PreSync 1",
      "Unfold Sync to drop it on a wave.",
    ]);
    assert.match(found[4] ?? "", /^Only the waves of a sync are changed by dragging\./);
  });

  it("covers the whole board without gaps, and each card is in the zone of its wave", () => {
    const plan = planOf({ "PreSync/0": ["a", "b", "c", "d", "e", "f"], "Sync/0": ["g"], "Sync/7": ["h"] });
    const layout = layOut(lanesOf(plan), 500);
    const zones = dropZones(layout, plan.steps);
    for (const [index, { top, bottom }] of zones.entries()) {
      assert.ok(top < bottom, `${top} to ${bottom}`);
      assert.equal(bottom, zones[index + 1]?.top ?? layout.height);
    }
    for (const box of layout.boxes) {
      if (box.type !== "card") continue;
      const zone = zoneAt(zones, box.y + box.height / 2);
      assert.ok(zone !== undefined && "place" in zone, box.id);
      assert.equal(`${zone.place.phase}/${zone.place.wave ?? ""}`, box.step.id);
    }
  });

  it("counts the waves that a filter hides", () => {
    const plan = planOf({ "Sync/0": ["a"], "Sync/1": ["hidden"], "Sync/4": ["b"] });
    const shown = planOf({ "Sync/0": ["a"], "Sync/4": ["b"] });
    const zones = dropZones(layOut(lanesOf(shown), 900), plan.steps);
    assert.match(JSON.stringify(zones[2]), /no whole number between/);
  });
});

describe("Alt and an arrow in the plan panel", () => {
  const plan = planOf({ "Sync/0": ["a", "b"], "Sync/10": ["c"], "PostSync/0": ["d"], "PostSync/unknown": ["e"] });

  it("leads to the next wave of the phase, and behind the last one to a new wave", () => {
    assert.deepEqual(neighbour(plan.steps, task("a"), "later"), { phase: "Sync", wave: "10" });
    assert.deepEqual(neighbour(plan.steps, task("c"), "earlier"), { phase: "Sync", wave: "0" });
    assert.deepEqual(neighbour(plan.steps, task("b"), "earlier"), { phase: "Sync", wave: "-1" });
    assert.deepEqual(neighbour(plan.steps, task("d", "PostSync"), "later"), { phase: "PostSync", wave: null });
  });

  it("leads nowhere for what is alone at the end, or not there any more", () => {
    assert.equal(neighbour(plan.steps, task("c"), "later"), undefined);
    assert.equal(neighbour(plan.steps, task("e", "PostSync"), "later"), undefined);
    assert.equal(neighbour(plan.steps, task("gone"), "later"), undefined);
  });
});
