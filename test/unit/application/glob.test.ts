import assert from "node:assert/strict";
import { matchesPath } from "../../../server/core/application/glob.ts";

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
    ["**", ["a", "a/b"], []],
    ["", [], ["a", "a/b"]],
  ];
  for (const [pattern, matching, others] of cases) {
    it(JSON.stringify(pattern), () => {
      for (const path of matching) assert.ok(matchesPath(pattern, path), path);
      for (const path of others) assert.ok(!matchesPath(pattern, path), path);
    });
  }

  const hostile: readonly (readonly [what: string, pattern: string, path: string, matches: boolean])[] = [
    ["brackets that are not closed", "[".repeat(300_000), "a", false],
    ["brackets behind the last one that is closed", `[a]${"[".repeat(4000)}`, "a", false],
    ["endless braces", "{a}".repeat(100_000), "a", false],
    ["stars that match in many ways", "*?".repeat(900), "a".repeat(1500), true],
  ];
  for (const [what, pattern, path, matches] of hostile) {
    it(`is answered with ${what}`, () => {
      assert.equal(matchesPath(pattern, path), matches);
    });
  }
});
