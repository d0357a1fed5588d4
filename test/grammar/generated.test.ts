import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { grammars } from "../../scripts/generate/grammar.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the files in syntaxes", () => {
  it("are those that the catalogue makes", () => {
    const paths = grammars().map(([path]) => path);
    assert.deepEqual(
      readdirSync(join(root, "syntaxes"))
        .map((name) => `syntaxes/${name}`)
        .sort(),
      paths.toSorted(),
    );
  });

  for (const [path, text] of grammars()) {
    it(`say in ${path} what the catalogue says`, () => {
      assert.deepEqual(JSON.parse(readFileSync(join(root, path), "utf8")), JSON.parse(text), 'Run "npm run generate".');
    });
  }
});
