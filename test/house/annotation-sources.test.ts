// What is said of an annotation can be checked: the comment above it names what reads it, in the source of Argo CD or of another tool.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..", "..", "server", "core", "catalogue", "annotations");

describe("the file of the annotation", () => {
  for (const name of readdirSync(folder)) {
    it(`${name} names the source that it mirrors, above each export`, () => {
      const before = readFileSync(join(folder, name), "utf8").split("\nexport const ").slice(0, -1);
      assert.ok(before.length > 0);
      for (const text of before) {
        const comment = text.slice(text.lastIndexOf("/**"));
        assert.match(comment, /\bMirrors\b/, 'Write "Mirrors `FUNCTION` in FILE.go." above the annotation.');
        assert.match(comment, /\.(?:go|tsx?)\b/, `No file is named: ${comment}`);
      }
    });
  }
});
