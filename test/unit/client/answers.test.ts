import assert from "node:assert/strict";
import { answerOfWhatIf } from "../../../client/src/panel-host/answers.ts";
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
