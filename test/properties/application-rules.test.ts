import assert from "node:assert/strict";
import fc from "fast-check";

import { editedText } from "../support/texts.ts";
import { folderOf } from "../unit/findings/folder.ts";
import { diagnoseApplication } from "../support/diagnose.ts";

describe("what application rules find in any text", () => {
  it("stand in it, and so do their fixes", () => {
    fc.assert(
      fc.property(editedText, editedText, ({ text: one }, { text: other }) => {
        const texts = new Map([
          ["one.yaml", one],
          ["other.yaml", other],
        ]);
        for (const problem of diagnoseApplication(folderOf(Object.fromEntries(texts)))) {
          for (const { fileName, span } of [problem, ...problem.related, ...problem.fixes.flatMap((it) => it.edits)]) {
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= (texts.get(fileName) ?? "").length);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
