import assert from "node:assert/strict";
import { matchesGoPattern } from "../../../server/core/application/kustomize/go-pattern.ts";
import { readGoPattern } from "../../../server/core/application/kustomize/read-go-pattern.ts";

describe("a pattern of Go", () => {
  const cases: readonly (readonly [pattern: string, matching: readonly string[], others: readonly string[]])[] = [
    ["^(?:.*)$", ["", "a"], ["a\nb"]],
    ["^(?:web|db-[0-9]+)$", ["web", "db-12"], ["webs", "db-", "xdb-1"]],
    ["^(?:a)|(b)$", ["ax", "xb"], ["xax"]],
    ["^(?:a{2,3})$", ["aa", "aaa"], ["a", "aaaa"]],
    ["^(?:a{,2})$", ["a{,2}"], ["a", "aa"]],
    ["^(?:a{02})$", ["a{02}"], ["aa"]],
    ["^(?:[]a]+)$", ["]a"], ["", "b"]],
    ["^(?:[^]a])$", ["b", "\n"], ["]", "a"]],
    ["^(?:[a-])$", ["a", "-"], ["b"]],
    ["^(?:[\\w-]+)$", ["a-1_B"], ["a b"]],
    ["^(?:\\s)$", [" ", "\t"], ["\v", "\u00a0"]],
    ["^(?:(a|b|)*c)$", ["c", "abac"], ["ab"]],
    ["^(?:😀.)$", ["😀😀"], ["😀"]],
  ];
  for (const [pattern, matching, others] of cases) {
    it(pattern, () => {
      const steps = readGoPattern(pattern);
      assert.ok(steps);
      for (const text of matching) assert.ok(matchesGoPattern(steps, text), text);
      for (const text of others) assert.ok(!matchesGoPattern(steps, text), text);
    });
  }

  const unknown = ["(", ")", "a**", "a{2}{3}", "*", "[a", "[b-a]", "[a-\\d]", "\\", "\\b", "\\pL", "(?i)a", "(?P<n>a)"];
  for (const pattern of [...unknown, "[[:alpha:]]", "a{1001}", "(a{30}){30}", "a{2,1}", "(".repeat(100_000)]) {
    it(`is not known: ${pattern.slice(0, 20)}`, () => {
      assert.equal(readGoPattern(pattern), undefined);
    });
  }

  it("never goes back in a text", () => {
    const steps = readGoPattern("^(?:((a+)+|(a|a)*)*b)$");
    assert.ok(steps);
    assert.ok(!matchesGoPattern(steps, "a".repeat(100_000)));
  });
});
