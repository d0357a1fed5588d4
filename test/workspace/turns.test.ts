import assert from "node:assert/strict";
import { Turns } from "../../server/workspace/turns.ts";

describe("work in turns", () => {
  it("lets requests be answered in between, in the order in which it was asked for", async () => {
    const [turns, order]: [Turns, string[]] = [new Turns(), []];
    const first = turns.of(() => {
      order.push("first");
      // A request that comes while the first piece of work is done.
      setImmediate(() => order.push("request"));
      return Promise.resolve();
    });
    const second = turns.of(() => Promise.resolve(order.push("second")));
    await Promise.all([first, second]);
    assert.deepEqual(order, ["first", "request", "second"]);
  });

  it("goes on after work that fails", async () => {
    const turns = new Turns();
    const first = turns.of(() => Promise.reject(new Error("wrong")));
    const second = turns.of(() => Promise.resolve("done"));
    await assert.rejects(first, /wrong/);
    assert.equal(await second, "done");
  });
});
