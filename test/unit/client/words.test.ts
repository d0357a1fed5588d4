import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { problemWords } from "../../../client/src/words.ts";

const root = join(import.meta.dirname, "..", "..", "..");

interface Step {
  readonly media: { readonly svg: string; readonly altText: string };
}

describe("the words of the client", () => {
  it("count errors and warnings", () => {
    assert.equal(problemWords(0, 1), "1 warning");
    assert.equal(problemWords(2, 1), "2 errors, 1 warning");
    assert.equal(problemWords(0, 0), "");
  });

  it("quote a picture of the walkthrough as it is", () => {
    const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      contributes: { walkthroughs: readonly { readonly steps: readonly Step[] }[] };
    };
    const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media));
    const quoted = pictures.flatMap(({ svg, altText }) =>
      [...altText.matchAll(/"([^"]+)"/g)].map(([, text]) => ({ svg, text })),
    );
    assert.notEqual(quoted.length, 0);
    for (const { svg, text = "" } of quoted) assert.ok(readFileSync(join(root, svg), "utf8").includes(text), text);
  });
});
