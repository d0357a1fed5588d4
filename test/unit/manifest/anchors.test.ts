import assert from "node:assert/strict";
import { readAnchors } from "../../../server/core/manifest/anchors.ts";

/** Each anchor with what is written of its value, and the offsets of its aliases. */
function anchorsIn(text: string): string[] {
  return readAnchors({ masked: text }).map(
    ({ span, aliases }) =>
      `${text.slice(span.start, span.end)} < ${aliases.map(({ start, end }) => `${start} ${text.slice(start, end)}`).join(", ")}`,
  );
}

describe("the anchors of a document", () => {
  const cases: readonly (readonly [what: string, text: string, anchors: readonly string[]])[] = [
    ["are none without any", "a: b && c 2>&1\n", []],
    ["are none that nothing refers to", "a: &x 1\nb: 2\n", []],
    ["are those of scalars", "a: &x 1\nb: *x\nc: [*x]\n", ["&x 1 < 11 *x, 18 *x"]],
    ["end where their value is written", "a: &x\n  b: 1\n\n\nc: *x\n", ["&x\n  b: 1 < 18 *x"]],
    ["are known by merge keys", "a: &x {b: 1}\nc:\n  <<: *x\n", ["&x {b: 1} < 22 *x"]],
    ["mean the last one of a name", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n", ["&x 1 < 11 *x", "&x 2 < 25 *x"]],
    ["stand at keys and in brackets too", "{&x a: [&y b, *y], c: *x}\n", ["&x a < 22 *x", "&y b < 14 *y"]],
    ["may be at the beginning", "&x a: *x\n", ["&x a < 6 *x"]],
    [
      "are found inside of one another",
      "a: &x\n  b: &y 1\n  c: *y\nd: *x\n",
      ["&x\n  b: &y 1\n  c: *y < 27 *x", "&y 1 < 21 *y"],
    ],
    [
      "of a text belong to that text",
      "a: |\n  b: &x 1\n  c: *x\nd: >\n  e: &x 2\n  f: *x\n",
      ["&x 1 < 20 *x", "&x 2 < 43 *x"],
    ],
    ["of a text may stand for nothing outside of it", "a: &x 1\nb: |\n  c: *x\n", []],
    ["of other scalars are text", "a: \"&x b\"\nb: 'c: &x 1 d: *x'\n", []],
  ];
  for (const [what, text, anchors] of cases) {
    it(what, () => {
      assert.deepEqual(anchorsIn(text), anchors);
    });
  }
});
