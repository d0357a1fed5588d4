import assert from "node:assert/strict";
import {
  keptOf,
  marksOf,
  movedBy,
  type Play,
  renewed,
  restored,
  syncOf,
  taskOf,
} from "../../../client/panel/play-state.ts";
import type { PlayMoment } from "../../../server/protocol/index.ts";
import { planOf } from "./made-plans.ts";

function moment(id: string, ...changes: PlayMoment["changes"]): PlayMoment {
  return { id, step: null, sentence: id, changes };
}

function playAt(position: number, ...ids: readonly string[]): Play {
  return { sync: "shop", position, moments: ids.map((id) => moment(id)) };
}

/** The moment that is shown after the plan has got other moments. */
function after(play: Play, ...ids: readonly string[]): string | undefined {
  const next = renewed(play, { sync: "shop", moments: ids.map((id) => moment(id)) });
  return next?.moments[next.position]?.id;
}

describe("a sync that the panel plays", () => {
  it("stays at its moment when the plan changes, wherever that is then", () => {
    assert.equal(after(playAt(2, "start", "a", "b", "end"), "start", "new", "a", "b", "end"), "b");
  });

  it("goes to the nearest moment where its own is gone, to the earlier one of two", () => {
    assert.equal(after(playAt(2, "start", "a", "b", "c", "end"), "start", "a", "c", "end"), "a");
    assert.equal(after(playAt(2, "start", "a", "b", "c", "end"), "start", "c", "end"), "c");
    assert.equal(after(playAt(3, "x", "a", "b", "c"), "y", "z"), "z");
  });

  it("ends when its plan can no longer be played, or another sync takes its place", () => {
    assert.equal(renewed(playAt(1, "start", "end"), undefined), undefined);
    assert.equal(renewed(playAt(1, "start", "end"), { sync: "other", moments: [moment("start")] }), undefined);
  });

  it("is found again after the page was away, and only where it is the same sync", () => {
    const kept = keptOf(playAt(1, "start", "a", "end"));
    const next = (sync: string, ...ids: readonly string[]): number | undefined =>
      restored(kept, { sync, moments: ids.map((id) => moment(id)) })?.position;
    assert.equal(next("shop", "start", "new", "a", "end"), 2);
    assert.equal(next("shop", "start"), 0);
    assert.equal(next("other", "start", "a"), undefined);
    assert.equal(restored(undefined, playAt(0, "start")), undefined);
  });

  it("steps between its first and its last moment", () => {
    const play = playAt(1, "start", "a", "end");
    assert.deepEqual(
      [1, 2, -1, -5, Infinity, -Infinity].map((count) => movedBy(play, count).position),
      [2, 2, 0, 0, 2, 0],
    );
  });

  it("is about what is waited for, or else about what changes first", () => {
    const applied = { state: "applied", words: "applied", tasks: ["db", "web"] } as const;
    const awaited = { state: "awaited", words: "waits for health", tasks: ["web"] } as const;
    assert.equal(taskOf(moment("both", applied, awaited)), "web");
    assert.equal(taskOf(moment("applied", applied)), "db");
    assert.equal(taskOf(moment("nothing")), undefined);
  });

  it("shows on each card what has become of it last", () => {
    const play: Play = {
      sync: "shop",
      position: 1,
      moments: [
        moment("start", { state: "pending", words: "not yet", tasks: ["web", "db"] }),
        moment("applied", { state: "applied", words: "applied", tasks: ["db"] }),
        moment("ended", { state: "healthy", words: "healthy", tasks: ["db"] }),
      ],
    };
    assert.deepEqual(marksOf(play), {
      web: { kind: "pending", words: "not yet" },
      db: { kind: "applied", words: "applied" },
    });
    assert.deepEqual(marksOf(movedBy(play, 1))["db"], { kind: "healthy", words: "healthy" });
  });

  it("is that of one application in which one task fails, or none", () => {
    const moments = [moment("start")];
    const answer = { title: "", outcome: "", story: [], lists: [], choices: [] };
    const syncs = [
      { plan: planOf({}), marks: {}, answer, moments },
      { plan: planOf({}), marks: {}, answer: { ...answer, task: "web" }, moments },
      { plan: planOf({}, { uri: "file:///other" }), marks: {}, answer, moments },
    ].map((content) => syncOf(content)?.sync);
    assert.equal(new Set(syncs).size, 3);
    assert.equal(syncOf({ plan: planOf({}), marks: {} }), undefined);
  });
});
