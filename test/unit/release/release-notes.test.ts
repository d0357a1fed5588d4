import assert from "node:assert/strict";
import { releaseNotes } from "../../../scripts/release/release-notes.ts";

const changelog =
  "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.0 - 2026-01-31\n\n### Added\n\n- One.\n\n## 1.1.0 - 2025-12-01\n\n- Old.\n";

describe("the notes of a release", () => {
  it("are what the changelog says about its version", () => {
    assert.equal(releaseNotes({ tag: "v1.2.0", version: "1.2.0", changelog }), "### Added\n\n- One.\n");
    assert.equal(releaseNotes({ tag: "v1.1.0", version: "1.1.0", changelog }), "- Old.\n");
  });

  it("are refused where the tag is another version, and where the changelog says nothing about it", () => {
    for (const tag of ["", "1.2.0", "v1.2.1", "v1.2.0 "])
      assert.throws(() => releaseNotes({ tag, version: "1.2.0", changelog }), /Tag it "v1\.2\.0"\./);
    const texts = ["", "## 1.2.0\n\n- No day.\n", "## 1.2.0 - 2026-01-31\n\n## 1.1.0 - 2025-12-01\n\n- Old.\n"];
    for (const text of texts)
      assert.throws(
        () => releaseNotes({ tag: "v1.2.0", version: "1.2.0", changelog: text }),
        /CHANGELOG\.md says nothing about version 1\.2\.0/,
      );
  });
});
