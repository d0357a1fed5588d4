import assert from "node:assert/strict";
import { lanesOf } from "../../../client/panel/lanes.ts";
import { layOut } from "../../../client/panel/layout.ts";
import { TypeAhead } from "../../../client/panel/type-ahead.ts";
import { planOf } from "./made-plans.ts";

const { boxes } = layOut(lanesOf(planOf({ "PreSync/0": ["web", "worker", "api"], "Sync/0": ["web-2"] })), 900);

/** Where keys lead to, one after the other; the second of a pair is how long after the key before it comes, in milliseconds. */
function ledBy(...keys: readonly (readonly [key: string, pause: number])[]): readonly string[] {
  const typeAhead = new TypeAhead();
  let time = 0;
  let [current] = boxes;
  return keys.map(([key, pause]) => {
    assert.ok(current);
    time += pause;
    const found = typeAhead.find(key, time, boxes, current);
    current = found ?? current;
    if (found === undefined) return "nowhere";
    return found.type === "card" ? found.card.resource.name : found.id;
  });
}

describe("typing a name in the plan panel", () => {
  it("goes through all that begin with a letter", () => {
    const again = Array.from({ length: 7 }, () => ["w", 100] as const);
    // "Wave 0" stands there as well.
    assert.deepEqual(ledBy(...again), ["PreSync/0", "web", "worker", "Sync/0", "web-2", "PreSync/0", "web"]);
  });

  it("goes on with the word, and begins another one after a pause", () => {
    assert.deepEqual(ledBy(["w", 0], ["o", 100], ["r", 100]), ["PreSync/0", "worker", "worker"]);
    assert.deepEqual(ledBy(["w", 0], ["a", 900]), ["PreSync/0", "api"]);
    assert.deepEqual(ledBy(["w", 0], ["Home", 1], ["a", 1]), ["PreSync/0", "nowhere", "api"]);
  });

  it("finds a kind and stays where nothing begins so", () => {
    assert.deepEqual(ledBy(["c", 0], ["x", 100], ["F2", 100], [" ", 100]), ["web", "nowhere", "nowhere", "nowhere"]);
  });
});
