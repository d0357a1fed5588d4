// Every feature of the language server is tested as an editor uses it: server/lsp/features/hover.ts by test/server/hover.test.ts.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const tests = readdirSync(join(root, "test", "server"));
const features = readdirSync(join(root, "server", "lsp", "features"))
  .map((file) => basename(file, ".ts"))
  .filter((name) => name !== "feature" && name !== "index");

describe("the feature", () => {
  for (const name of features) {
    it(`${name} has a test in test/server that starts an editor`, () => {
      const own = tests.filter((file) => featureOf(file) === name);
      assert.ok(own.length > 0, `Write test/server/${name}.test.ts, or ${name}-SOMETHING.test.ts.`);
      for (const file of own) {
        const text = readFileSync(join(root, "test", "server", file), "utf8");
        assert.match(text, /\bstartEditor\(/, `${file} starts no editor.`);
      }
    });
  }
});

/** The feature with the longest name that a file of tests begins with: plan-change.test.ts is not about plan. */
function featureOf(file: string): string | undefined {
  const name = basename(file, ".test.ts");
  return features
    .filter((feature) => name === feature || name.startsWith(`${feature}-`))
    .toSorted((one, other) => other.length - one.length)[0];
}
