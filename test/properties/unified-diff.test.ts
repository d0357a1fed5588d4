import assert from "node:assert/strict";
import fc from "fast-check";
import { unifiedDiff } from "../../server/cli/lint/unified-diff.ts";

/** Applies a unified diff, and checks that its numbers and the lines around its changes are right. */
function apply(before: string, diff: string): string {
  const old = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const fresh: string[] = [];
  let at = 0;
  for (const [, head = "", body = ""] of diff.matchAll(/^@@ (.*) @@\n((?:[ +\\-].*\n)*)/gm)) {
    const [start = 0, count = 0, freshStart = 0, freshCount = 0] = (head.match(/\d+/g) ?? []).map(Number);
    while (at < start - Number(count > 0)) fresh.push(old[at++] ?? "");
    assert.equal(fresh.length, freshStart - Number(freshCount > 0));
    const lines = body.replace(/\n\\ No newline at end of file\n/g, "\0").match(/[^\n\0]*[\n\0]/g) ?? [];
    const [from, freshFrom] = [at, fresh.length];
    for (const line of lines) {
      const text = line.slice(1).replace("\0", "");
      if (!line.startsWith("+")) assert.equal(old[at++], text);
      if (!line.startsWith("-")) fresh.push(text);
    }
    assert.deepEqual([at - from, fresh.length - freshFrom], [count, freshCount]);
  }
  return [...fresh, ...old.slice(at)].join("");
}

describe("a unified diff", () => {
  const text = fc
    .tuple(fc.array(fc.constantFrom("a\n", "b\n", "c\n", "\n"), { maxLength: 40 }), fc.constantFrom("", "a", "b"))
    .map(([lines, last]) => lines.join("") + last);

  it("makes one text of another", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(apply(before, unifiedDiff(before, after)), after);
      }),
      { numRuns: 2000 },
    );
  });

  it("shows only what changed, with three lines around it", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index + 1}\n`);
    const after = lines.with(9, "ten\n").with(24, "");
    assert.equal(
      unifiedDiff(lines.join(""), after.join("")),
      "@@ -7,7 +7,7 @@\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n@@ -22,7 +22,6 @@\n 22\n 23\n 24\n-25\n 26\n 27\n 28\n",
    );
    assert.equal(unifiedDiff("a\n", "a\n"), "");
  });

  it("takes no long time over texts that have nothing in common", () => {
    const [before, after] = ["a", "b"].map((letter) =>
      Array.from({ length: 20_000 }, (_, index) => `${letter}${index}\n`).join(""),
    ) as [string, string];
    assert.equal(apply(before, unifiedDiff(before, after)), after);
  }).timeout(20_000);
});
