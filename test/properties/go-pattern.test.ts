import assert from "node:assert/strict";
import fc from "fast-check";
import { matchesGoPattern } from "../../server/core/go-pattern/match.ts";
import { readGoPattern } from "../../server/core/go-pattern/read.ts";

/** What Go and JavaScript read alike. */
const atom = fc.constantFrom("a", "b", "-", ".", "[ab]", "[^a]", "[a-c-]", "\\d", "\\W", "\\.", "^", "$", "é", "😀");
const { pattern } = fc.letrec<{ readonly pattern: string; readonly item: string }>((tie) => ({
  pattern: fc.array(tie("item"), { maxLength: 4 }).map((items) => items.join("")),
  item: fc.oneof(
    { maxDepth: 4 },
    atom,
    fc.tuple(atom, fc.constantFrom("*", "+", "?", "{2}", "{1,}", "{0,2}", "*?")).map((parts) => parts.join("")),
    fc.tuple(tie("pattern"), fc.constantFrom("", "|b", "|")).map((parts) => `(${parts.join("")})`),
    fc
      .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{0,1}"))
      .map(([inside, count]) => `(?:${inside})${count}`),
  ),
}));
const text = fc.array(fc.constantFrom("a", "b", "-", "c", "1", "é", "😀", "\n"), { maxLength: 8 });

describe("a pattern of Go", () => {
  it("matches what JavaScript matches where both mean the same", () => {
    fc.assert(
      fc.property(pattern, text, (source, characters) => {
        // A character alone and an anchor cannot be repeated in JavaScript.
        fc.pre(!/[$^][*+?{]/.test(source));
        const written = characters.join("");
        const steps = readGoPattern(source);
        assert.ok(steps);
        assert.equal(matchesGoPattern(steps, written), new RegExp(source, "u").test(written));
      }),
      { numRuns: 3000 },
    );
  });

  it("is not known where it is none, and never throws", () => {
    const piece = fc.constantFrom(
      ...Array.from("ab(|)[]^$.*+?{}\\-:,12"),
      "(?:",
      "[[:alpha:]]",
      "\\pL",
      "\\b",
      "(?i)",
      "{2,1}",
      "{1001}",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), text, (pieces, characters) => {
        const steps = readGoPattern(pieces.join(""));
        if (steps !== undefined) assert.equal(typeof matchesGoPattern(steps, characters.join("")), "boolean");
      }),
      { numRuns: 3000 },
    );
  });
});
