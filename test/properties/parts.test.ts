import assert from "node:assert/strict";
import fc from "fast-check";
import type { Node } from "../../server/core/manifest/node.ts";
import { parseDocumentText, parsePart } from "../../server/core/manifest/parse.ts";
import { nastyText } from "../support/texts.ts";

describe("a part of a document", () => {
  it("reads like a document of its own, with spans in the whole", () => {
    const plain = nastyText.filter((text) => !text.includes("{{"));
    fc.assert(
      fc.property(plain, nastyText, (text, before) => {
        const prefix = `${before.replaceAll("{{", "")}\n`;
        const part = parsePart(parseDocumentText(prefix + text), {
          start: prefix.length,
          end: prefix.length + text.length,
        });
        const alone = parseDocumentText(text);
        assert.equal(part.error, alone.error);
        assert.deepEqual(shifted(part.root, -prefix.length), alone.root);
      }),
      { numRuns: 200 },
    );
  });
});

function shifted(node: Node | undefined, by: number): unknown {
  return (
    JSON.parse(JSON.stringify(node ?? null), (key, value: unknown) =>
      (key === "start" || key === "end") && typeof value === "number" ? value + by : value,
    ) ?? undefined
  );
}
