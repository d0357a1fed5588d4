import assert from "node:assert/strict";
import fc from "fast-check";
import { characterAt, columnAt, type ColumnUnit } from "../../../server/core/manifest/columns.ts";
import { openFile } from "../../../server/core/manifest/file.ts";

const lengths: Readonly<Record<ColumnUnit, (text: string) => number>> = {
  "utf-8": (text) => Buffer.from(text).length,
  "utf-32": (text) => Array.from(text).length,
};

/** Letters of one to four bytes; now and then a line that is long enough to be counted from marks. */
const line = fc
  .array(fc.constantFrom("a", "é", "漢", "😀", "e\u0301"), { maxLength: 12 })
  .chain((letters) => fc.constantFrom(1, 300).map((times) => letters.join("").repeat(times)));

describe("columns", () => {
  for (const unit of ["utf-8", "utf-32"] as const) {
    it(`in ${unit} are those of the characters in all lines, and lead back to them`, () => {
      fc.assert(
        fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom("\n", "\r\n", "\n---\n"), (lines, end) => {
          const file = openFile(lines.join(end));
          for (const [index, text] of lines.join(end).split(/\r?\n/).entries()) {
            const letters = Array.from(text);
            for (let count = 0; count <= letters.length; count += 1 + Math.floor(letters.length / 40)) {
              const before = letters.slice(0, count).join("");
              const column = lengths[unit](before);
              assert.equal(columnAt(file, index, before.length, unit), column);
              assert.equal(characterAt(file, index, column, unit), before.length);
            }
          }
        }),
        { numRuns: 60 },
      );
    });
  }

  it("inside of a character are where it begins, and behind a line at its end", () => {
    const file = openFile("é😀\r\nb");
    assert.deepEqual(
      [0, 1, 2, 3, 5, 6, 7, 99].map((column) => characterAt(file, 0, column, "utf-8")),
      [0, 0, 1, 1, 1, 3, 3, 3],
    );
    assert.deepEqual(
      [3, 4, 99].map((character) => columnAt(file, 0, character, "utf-8")),
      [6, 6, 6],
    );
    assert.deepEqual([columnAt(file, 9, 1, "utf-8"), characterAt(file, 9, 1, "utf-32")], [0, 0]);
  });

  it("count one half of a pair as the replacement character that is written for it", () => {
    const file = openFile("\ud83dx");
    assert.equal(columnAt(file, 0, 1, "utf-8"), 3);
    assert.equal(characterAt(file, 0, 3, "utf-8"), 1);
  });
});
