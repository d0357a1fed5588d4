import assert from "node:assert/strict";
import { compare, type FoundThere, isClean, type Judged } from "./compare.ts";
import { readJudged, readRepositories, toJudged } from "./judged.ts";

const finding: FoundThere = {
  repository: "shop/deploy",
  path: "apps/web/pvc.yaml",
  line: 7,
  rule: "unknown-option",
  message: "Words.",
};

function row(change: Partial<Judged>): Judged {
  const { repository, path, line, rule } = finding;
  return { repository, path, line, count: 1, rule, verdict: "right", why: "No such option.", ...change };
}

describe("findings in public repositories and what was judged", () => {
  it("are the same", () => {
    const comparison = compare([finding], [row({})]);
    assert.deepEqual(comparison, { kept: [{ row: row({}), found: 1 }], unjudged: [] });
    assert.equal(isClean(comparison), true);
  });

  for (const [what, change] of [
    ["repository", { repository: "shop/other" }],
    ["path", { path: "apps/web" + "/other.yaml" }],
    ["line", { line: 8 }],
    ["rule", { rule: "wave-not-an-integer" }],
  ] as const) {
    it(`differ by their ${what}: one is new, the other is gone`, () => {
      const comparison = compare([finding], [row(change)]);
      assert.deepEqual(comparison, { kept: [{ row: row(change), found: 0 }], unjudged: [finding] });
      assert.equal(isClean(comparison), false);
    });
  }

  it("may share one row, by a pattern and for any line, but are no more than it says", () => {
    const found = [1, 2, 3].map((line) => ({ ...finding, line, path: `apps/${line}/pvc.yaml` }));
    const shared = row({ path: "apps/**/pvc.yaml", line: undefined, count: 2 });
    assert.deepEqual(compare(found, [shared]), { kept: [{ row: shared, found: 2 }], unjudged: found.slice(2) });
  });

  it("fail while what was judged wrong is still said, and not after that", () => {
    const wrong = row({ verdict: "wrong" });
    assert.equal(isClean(compare([finding], [wrong])), false);
    assert.equal(isClean(compare([], [wrong])), true);
    assert.equal(isClean(compare([finding], [row({ verdict: "arguable" })])), true);
  });
});

describe("the list of judged findings", () => {
  it("has rows that can be read, of repositories that are listed", () => {
    const names = new Set(readRepositories().map(({ name }) => name));
    for (const { repository } of readJudged()) assert.ok(names.has(repository), repository);
  });

  it("says which row has another form", () => {
    assert.throws(() => toJudged(["shop/deploy", "a.yaml", "1", "1", "unknown-option", "maybe", "Why."]), /a\.yaml/);
    assert.throws(
      () => toJudged(["shop/deploy", "a.yaml", "one", "1", "unknown-option", "right", "Why."]),
      /judged\.tsv/,
    );
  });
});
