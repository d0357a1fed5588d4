import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packedFiles, packExtension } from "../../scripts/package.ts";

describe("the packed extension", () => {
  it("consists of the files in vsix-files.txt and of no others", async () => {
    const listed = readFileSync(join(import.meta.dirname, "vsix-files.txt"), "utf8")
      .trim()
      .split("\n");
    assert.deepEqual(await packedFiles(), listed);
  }).timeout(60_000);

  it("is smaller than 600 kB", async () => {
    const folder = mkdtempSync(join(tmpdir(), "vsix-"));
    try {
      const vsix = join(folder, "extension.vsix");
      await packExtension(vsix);
      const { size } = statSync(vsix);
      assert.ok(size < 600_000, `It has ${size} bytes.`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(60_000);
});
