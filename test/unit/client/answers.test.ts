import assert from "node:assert/strict";
import { answerOfWhatIf, firstMarked } from "../../../client/src/panel-host/answers.ts";
import { planOf } from "../panel/made-plans.ts";

describe("the answer to what happens if a resource fails", () => {
  it("says once what becomes of several hooks", () => {
    const hooks = ["Job seed", "Job migrate", "Job load"].map((title, index) => ({
      ...{ task: title, title, stays: true, nextSentence: "Deleted and recreated by the next sync." },
      reason: index === 1 ? "Not finished." : "Not deleted.",
    }));
    const { answer } = answerOfWhatIf(planOf({}), {
      ...{
        task: "",
        mode: "fails",
        title: "What if Job migrate fails?",
        outcome: "failed",
        story: [],
        markdown: "",
        message: "",
      },
      ...{ ran: [], failed: [], running: [], never: [], hooks, moments: [] },
    });
    assert.deepEqual(answer.lists, [
      {
        title: "Hooks that stay in the cluster",
        items: [
          { about: "Job seed, Job load", words: "Not deleted. Deleted and recreated by the next sync." },
          { about: "Job migrate", words: "Not finished. Deleted and recreated by the next sync." },
        ],
      },
    ]);
  });
});

describe("what is seen first of an answer", () => {
  it("is the first of a kind in the order of the sync, whatever the order of the marks", () => {
    const plan = planOf({ "Sync/0": ["a", "b"], "Sync/1": ["c"] });
    const id = (name: string): string => `/ConfigMap:/${name} Sync`;
    const marks = {
      [id("c")]: { kind: "failed", words: "failed" },
      [id("b")]: { kind: "running", words: "waits" },
      [id("a")]: { kind: "running", words: "waits" },
    } as const;
    assert.equal(firstMarked(plan, { marks }, ["failed", "running"]), id("a"));
    assert.equal(firstMarked(plan, { marks }, ["failed"], ["running"]), id("c"));
    assert.equal(firstMarked(plan, { marks }, ["moved"]), undefined);
  });
});
