import assert from "node:assert/strict";
import { placeInBlock } from "../../../server/core/application/kustomize/patch-places.ts";
import { documentLocation } from "../../../server/core/application/location.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { nodeAt } from "../../../server/core/manifest/node.ts";

/** What stands in the file where each line of a patch is said to be. */
function placesOfLines(text: string): readonly string[] | undefined {
  const file = openFile(text);
  const node = nodeAt(file.documents[0]?.parsed.root, "patch");
  assert.equal(node?.type, "scalar");
  const place = placeInBlock(documentLocation("kustomization.yaml", file, 0), node);
  let start = 0;
  return (
    place &&
    node.text
      .trim()
      .split("\n")
      .map((line) => {
        const { offset, end } = place({ start, end: start + line.length });
        start += line.length + 1;
        return text.slice(offset, end);
      })
  );
}

describe("the places in a patch that stands in a kustomization", () => {
  it("are those of its own lines", () => {
    assert.deepEqual(placesOfLines("patch: |-\n  kind: Job\n  metadata:\n    name: x\nother: 1\n"), [
      "kind: Job",
      "metadata:",
      "  name: x",
    ]);
  });

  it("allow for blank lines, other line ends, and indentation that the block names", () => {
    assert.deepEqual(placesOfLines("patch: |\n\n  kind: Job\n\n  spec: {}\n"), ["kind: Job", "", "spec: {}"]);
    assert.deepEqual(placesOfLines("patch: |\r\n  kind: Job\r\n  spec: {}\r\n"), ["kind: Job", "spec: {}"]);
    assert.deepEqual(placesOfLines("patch: |1\n  - op: add\n    path: /a\n"), ["- op: add", "   path: /a"]);
  });

  it("are not known in a text whose lines are not those of the file", () => {
    assert.equal(placesOfLines("patch: >-\n  kind: Job\n  metadata: {}\n"), undefined);
    assert.equal(placesOfLines('patch: "kind: Job"\n'), undefined);
  });
});
