import assert from "node:assert/strict";
import { hasTooManyAlternatives, matchesGlob, matchesPath } from "../../server/core/glob.ts";

describe("a glob pattern of paths", () => {
  const cases: readonly (readonly [pattern: string, matching: readonly string[], others: readonly string[]])[] = [
    ["*.yaml", ["a.yaml", "a.yaml/b"], ["a/b.yaml", "a.yml"]],
    ["**/*.gen.yaml", ["a.gen.yaml", "a/b/c.gen.yaml"], ["a.yaml", "agen.yaml"]],
    ["charts/**", ["charts/a.yaml", "charts/a/b.yaml"], ["x/charts/a.yaml", "charts2/a.yaml"]],
    ["**/templates/**", ["templates/a.yaml", "a/templates/b/c.yaml"], ["mytemplates/a.yaml"]],
    ["a/**/b.yaml", ["a/b.yaml", "a/c/d/b.yaml"], ["b.yaml", "a/cb.yaml"]],
    ["vendor", ["vendor/a.yaml", "vendor"], ["a/vendor/a.yaml"]],
    ["./vendor/", ["vendor/a.yaml"], ["vendors/a.yaml"]],
    ["{a,b}/?.y[a-c]ml", ["a/x.yaml", "b/x.ybml"], ["c/x.yaml", "a/xy.yaml", "a//.yaml"]],
    ["a[!b]c", ["adc"], ["abc", "a/c"]],
    ["a**b", ["ab", "axyb"], ["a/b"]],
    ["a**/b", ["a/b", "ax/b"], ["a/c/b"]],
    ["x/**/**/y", ["x/y", "x/a/b/y"], ["xy"]],
    ["a/*/c", ["a/b/c", "a/b/c/d"], ["a/b/d", "a/c"]],
    ["[!a]", ["b"], ["a", "/"]],
    ["[a/]b", ["ab"], ["/b"]],
    ["\\*", ["*"], ["a"]],
    ["**", ["a", "a/b"], []],
    ["", [], ["a", "a/b"]],
  ];
  for (const [pattern, matching, others] of cases) {
    it(JSON.stringify(pattern), () => {
      for (const path of matching) assert.ok(matchesPath(pattern, path), path);
      for (const path of others) assert.ok(!matchesPath(pattern, path), path);
    });
  }

  it("has at most two hundred alternatives in braces, and a length that paths have", () => {
    const patterns = ["{a,b}".repeat(7), "a".repeat(4096), "{a,b}".repeat(8), "a".repeat(4097)];
    assert.deepEqual(patterns.map(hasTooManyAlternatives), [false, false, true, true]);
  });

  const hostile: readonly (readonly [what: string, pattern: string, path: string, matches: boolean])[] = [
    ["brackets that are not closed", "[".repeat(300_000), "a", false],
    ["brackets behind the last one that is closed", `[a]${"[".repeat(4000)}`, "a", false],
    ["endless braces", "{a}".repeat(100_000), "a", false],
  ];
  for (const [what, pattern, path, matches] of hostile) {
    it(`is answered with ${what}`, () => {
      assert.equal(matchesPath(pattern, path), matches);
    });
  }
});

describe("a pattern of Argo CD", () => {
  const cases: readonly (readonly [pattern: string, matching: readonly string[], others: readonly string[]])[] = [
    ["*.yaml", ["a.yaml", "a/b.yaml", ".yaml"], ["a.yml", "a.yaml/b"]],
    ["a?c", ["abc", "a/c"], ["ac", "abbc"]],
    ["[a-c]x", ["ax", "bx", "cx"], ["dx", "x", "-x"]],
    ["[!a-c]x", ["dx", "/x"], ["bx", "x"]],
    ["[abc]", ["a", "c"], ["d", "ab"]],
    ["[a-]", ["a", "-"], ["b"]],
    ["[]", ["[]"], [""]],
    ["\\[a]", ["[a]"], ["a"]],
    ["a\\*b", ["a*b"], ["axb"]],
    ["{a,b{c,d}}", ["a", "bc", "bd"], ["b", "ac"]],
    ["{}a", ["a"], []],
    ["a{", ["a{"], ["a"]],
    ["**/a", ["x/a", "x/y/a"], ["a"]],
    ["", [""], ["a"]],
  ];
  for (const [pattern, matching, others] of cases) {
    it(JSON.stringify(pattern), () => {
      for (const text of matching) assert.ok(matchesGlob(pattern, text), text);
      for (const text of others) assert.ok(!matchesGlob(pattern, text), text);
    });
  }
});
