import assert from "node:assert/strict";
import { attempt } from "./attempt.ts";
import { Fuzzer } from "./engine.ts";
import { growthOf, heapAfterRounds } from "./editing/heap.ts";
import { play } from "./editing/play.ts";
import { readFinds } from "./finds.ts";
import { readSeeds } from "./seeds.ts";
import type { Target } from "./target.ts";
import { targets } from "./targets/index.ts";

describe("an input that did harm once does none any more", () => {
  for (const { target: name, reason, input } of readFinds()) {
    it(`${name}: ${reason}`, async () => {
      const target = targets.find((it) => it.name === name) ?? assert.fail(`there is no target "${name}"`);
      const tried = await attempt(target, input, undefined);
      assert.equal("reason" in tried ? tried.reason : undefined, undefined);
    });
  }
});

describe("the fuzzer", () => {
  it("finds nothing in tens of thousands of executions of all targets", async () => {
    const { finds, executions } = await new Fuzzer(readSeeds(), {
      seed: 2026,
      targets,
      isOver: (count) => count > 40_000,
    }).run();
    assert.deepEqual(finds, []);
    assert.deepEqual([...executions.keys()].sort(), targets.map(({ name }) => name).sort());
  });

  it("finds what is wrong, makes it small, and finds the same again", async () => {
    const broken: Target = {
      name: "broken",
      takes: "manifest",
      run: (input) => {
        if (/hook.*\n.*wave/.test(input)) throw new Error("it does not like hooks with waves");
        return { calls: 1, answer: input.length };
      },
    };
    const once = await new Fuzzer(readSeeds(), { seed: 3, targets: [broken], isOver: (count) => count > 3000 }).run();
    const again = await new Fuzzer(readSeeds(), { seed: 3, targets: [broken], isOver: (count) => count > 3000 }).run();
    assert.deepEqual(once.finds, [
      { target: "broken", reason: "it does not like hooks with waves", input: "hook\nwave" },
    ]);
    assert.deepEqual(again, once);
  });

  it("notices that the same input gets another answer later", async () => {
    let calls = 0;
    const forgetful: Target = { name: "forgetful", takes: "words", run: () => ({ calls: 1, answer: calls++ > 500 }) };
    const { finds } = await new Fuzzer(readSeeds(), {
      seed: 4,
      targets: [forgetful],
      isOver: (count) => count > 5000,
    }).run();
    assert.deepEqual(
      finds.map(({ reason }) => reason),
      ["the same input gets another answer later"],
    );
  });
});

describe("a workspace that is edited", () => {
  it("is shown as after a fresh start, whatever the habits of people and editors", async () => {
    const { edits, servedEdits, comparisons } = await play({ seed: 11, edits: 1500, servedOneIn: 6 });
    assert.ok(
      edits >= 1500 && servedEdits > 0 && comparisons > 100,
      `${edits} edits, ${servedEdits} through the protocol`,
    );
  });

  it("takes no more memory the longer people type", () => {
    const heaps = heapAfterRounds(6, 200);
    assert.ok(growthOf(heaps) < 2, `the heap grows: ${heaps.map((it) => it.toFixed(1)).join(", ")} MB`);
  });
});
