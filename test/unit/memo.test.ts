import assert from "node:assert/strict";
import { derive } from "../../server/core/memo.ts";

describe("what is derived from something immutable", () => {
  const owner = { text: "abc", derived: new Map<unknown, unknown>() };

  it("is computed once, an answer of undefined too", () => {
    const counts = { length: 0, nothing: 0 };
    const lengthOf = ({ text }: typeof owner): number => {
      counts.length += 1;
      return text.length;
    };
    const missingIn = ({ text }: typeof owner): string | undefined => {
      counts.nothing += 1;
      return text.split("x")[1];
    };
    assert.deepEqual([derive(owner, lengthOf), derive(owner, lengthOf)], [3, 3]);
    assert.deepEqual([derive(owner, missingIn), derive(owner, missingIn)], [undefined, undefined]);
    assert.deepEqual(counts, { length: 1, nothing: 1 });
  });

  it("belongs to its owner alone", () => {
    const textOf = ({ text }: typeof owner): string => text;
    const other = { text: "other", derived: new Map<unknown, unknown>() };
    assert.deepEqual([derive(owner, textOf), derive(other, textOf)], ["abc", "other"]);
  });
});
