import assert from "node:assert/strict";
import { isPageMessage } from "../../../client/src/panel-host/page-message.ts";

const task = "batch/Job:/migrate PreSync";

describe("what the page of the plan panel says", () => {
  for (const message of [
    { type: "ready" },
    { type: "shown", cards: 3, elements: 9 },
    { type: "goTo", resource: task, how: "peek" },
    { type: "move", task, place: { phase: "Sync", wave: null } },
    { type: "whatIf", task },
  ]) {
    it(`is heard: ${JSON.stringify(message)}`, () => {
      assert.ok(isPageMessage(message));
    });
  }

  for (const message of [
    null,
    "ready",
    {},
    { type: "toString" },
    { type: "goTo" },
    { type: "goTo", resource: 5, how: "go" },
    { type: "move", task, place: null },
    { type: "move", task, place: { wave: "3" } },
    { type: "move", task, place: { phase: "Skip", wave: "3" } },
    { type: "whatIf", task, mode: {} },
    { type: "drawn", request: "1" },
  ]) {
    it(`is not answered where it is no message of ours: ${JSON.stringify(message)}`, () => {
      assert.ok(!isPageMessage(message));
    });
  }
});
