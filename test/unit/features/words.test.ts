import assert from "node:assert/strict";
import { enumerate, ordinal } from "../../../server/core/features/words.ts";

describe("the words that features share", () => {
  it("count places", () => {
    assert.deepEqual(
      [1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24, 101, 111, 112, 113, 121].map(ordinal),
      "1st 2nd 3rd 4th 10th 11th 12th 13th 14th 20th 21st 22nd 23rd 24th 101st 111th 112th 113th 121st".split(" "),
    );
  });

  it("name a few and count the others, but never only one of them", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    assert.deepEqual(
      names.map((_, index) => enumerate(names.slice(0, index + 1))),
      ["a", "a and b", "a, b and c", "a, b, c and d", "a, b, c, d and e", "a, b, c, d and 2 more"],
    );
    assert.equal(enumerate(names, 1), "a and 5 more");
    assert.equal(enumerate([]), "");
  });
});
