import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits, difference, joinEdits, lineBreak, lineStart, nextLineStart } from "../../../server/core/text.ts";

describe("texts", () => {
  it("know the lines of an offset", () => {
    const text = "\nab\r\nc";
    assert.deepEqual(
      [0, 1, 3, 5, 6].map((offset) => lineStart(text, offset)),
      [0, 1, 1, 5, 5],
    );
    assert.deepEqual(
      [0, 1, 4, 5].map((offset) => nextLineStart(text, offset)),
      [1, 5, 5, 6],
    );
    assert.deepEqual(["a\r\nb\n", "a\nb\r\n", "a"].map(lineBreak), ["\r\n", "\n", "\n"]);
  });

  it("differ by the smallest edit", () => {
    assert.deepEqual(difference("wave: 1 # x", "wave: 12 # x"), [{ span: { start: 7, end: 7 }, text: "2" }]);
    assert.deepEqual(difference("\nab", "\nab\r"), [{ span: { start: 3, end: 3 }, text: "\r" }]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const edits = difference(before, after);
        assert.equal(applyEdits(before, edits), after);
        assert.equal(edits.length, before === after ? 0 : 1);
      }),
    );
  });

  it("are not edited twice in one place", () => {
    const edit = { span: { start: 1, end: 2 }, text: "x" };
    assert.equal(applyEdits("abc", [edit, edit]), "axc", "equal edits are made once");
    assert.equal(applyEdits("abc", [edit, { ...edit, text: "y" }]), undefined);
  });

  it("are edited by neighbours as one", () => {
    const edits = joinEdits([
      { span: { start: 2, end: 3 }, text: "z" },
      { span: { start: 0, end: 2 }, text: "x" },
    ]);
    assert.deepEqual(edits, [{ span: { start: 0, end: 3 }, text: "xz" }]);
  });
});
