import assert from "node:assert/strict";
import { compareVersions, isKnownIn, latestVersion, parseVersion, sinceWords } from "../../../server/core/versions.ts";

describe("a version of Argo CD", () => {
  const readable: readonly (readonly [text: string, major: number, minor: number])[] = [
    ["2.10", 2, 10],
    ["v3.5.1", 3, 5],
    ["V3.0", 3, 0],
    [" 2.14.3 ", 2, 14],
    ["3.5.0-rc2", 3, 5],
    ["latest", 3, 5],
    [" Latest ", 3, 5],
  ];
  for (const [text, major, minor] of readable) {
    it(`is read from ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parseVersion(text), { major, minor });
    });
  }

  it("is read from nothing else", () => {
    for (const text of ["", "3", "three", "3.x", "3.5.", "v", "stable", "1.2.3.4", "99999.1"])
      assert.equal(parseVersion(text), undefined, text);
  });

  it("knows what came with it or before, counting numbers and not letters", () => {
    const version = { major: 2, minor: 10 };
    assert.ok(isKnownIn("2.10", version) && isKnownIn("2.9", version) && isKnownIn("1.14", version));
    assert.ok(!isKnownIn("2.11", version) && !isKnownIn("3.0", version));
    assert.ok(isKnownIn(undefined, version), "what another tool reads has nothing to do with it");
  });

  it("is older than the next one", () => {
    const order = ["1.8", "2.9", "2.10", "3.0", "3.5"];
    const sorted = ["3.0", "2.10", "1.8", "latest", "2.9"].flatMap((text) => parseVersion(text) ?? []);
    sorted.sort(compareVersions);
    assert.deepEqual(
      sorted.map(({ major, minor }) => `${major}.${minor}`),
      order,
    );
    assert.equal(compareVersions({ major: 3, minor: 5 }, latestVersion), 0);
  });

  it("says of what the newest release does not know that it is not yet released", () => {
    assert.equal(sinceWords("2.10"), "Argo CD 2.10");
    assert.equal(sinceWords("3.6"), "Argo CD 3.6, which is not yet released");
    assert.equal(sinceWords(undefined), undefined);
    assert.deepEqual(latestVersion, { major: 3, minor: 5 });
  });
});
