import assert from "node:assert/strict";
import { differences } from "../../../server/core/features/differences.ts";
import { editFile, openFile, textOf } from "../../../server/core/manifest/file.ts";

describe("the differences between two texts", () => {
  const cases: readonly (readonly [what: string, before: string, after: string, edits: number])[] = [
    ["none", "a\n---\nb\n", "a\n---\nb\n", 0],
    ["one document", "a: 1\n---\nb: 2\n", "a: 1\n---\nb: 3\n", 1],
    ["every document", "a: 1\n---\nb: 2\n", "a: 2\n---\nb: 3\n", 2],
    ["another number of documents", "a: 1\n---\nb: 2\n", "a: 1\nb: 2\n", 1],
    ["repetitions", "aaa", "aaaa", 1],
    ["all of it", "abc", "", 1],
  ];
  for (const [what, before, after, count] of cases) {
    it(`are ${count} edits for ${what}`, () => {
      const file = openFile(before);
      const edits = differences(file, after);
      assert.equal(edits.length, count);
      assert.equal(textOf(edits.toReversed().reduce(editFile, file)), after);
    });
  }
});
