// Every promise of SECURITY.md is held by a test that is there.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const rows = readFileSync(join(root, "SECURITY.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| Promise"));

describe("the promise of SECURITY.md", () => {
  it("is one of several", () => {
    assert.ok(rows.length > 10);
  });

  for (const row of rows) {
    const [, promise = "", tests = ""] = row.split("|").map((cell) => cell.trim());
    it(`"${promise}" is held by a test`, () => {
      const named = [...tests.matchAll(/`([^`]+)`: "([^"]+)"/g)];
      assert.ok(named.length > 0, "It names no test.");
      for (const [, file = "", title = ""] of named) {
        assert.ok(file.endsWith(".test.ts") && existsSync(join(root, file)), `There is no test file "${file}".`);
        const text = readFileSync(join(root, file), "utf8");
        assert.ok(text.includes(title), `"${file}" contains no test "${title}".`);
      }
    });
  }
});
