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
    ["a", ["a", "bab"], ["", "b"]],
    ["^a|b$", ["ac", "cb"], ["ca", "bc"]],
    ["^(?:a+?b??c*?)$", ["a", "aab", "abcc"], ["b", "abbc"]],
    ["^(?:a{2}b{1,}c{0,1})$", ["aab", "aabbc"], ["ab", "aaab", "aabcc"]],
    ["^(?:(?:ab){2,3})$", ["abab", "ababab"], ["ab", "abababab"]],
    ["^(?:(ab)*)$", ["", "abab"], ["aba"]],
    ["^(?:a{0}b)$", ["b"], ["ab"]],
    ["^(?:a{x})$", ["a{x}"], ["a"]],
    ["^(?:{a})$", ["{a}"], ["a"]],
    ["^(?:\\.\\-\\[\\{)$", [".-[{"], ["a-[{"]],
    ["^(?:\\t\\n\\r\\f\\v\\a)$", ["\t\n\r\f\v\u0007"], ["tnrfva"]],
    ["^(?:\\d\\D\\w\\W\\S)$", ["5a_-x", "0-z x"], ["aa_-x", "55_-x", "5a--x", "5a__x", "5a_- "]],
    ["^(?:[\\D]\\s)$", ["a ", "-\f"], ["5 ", "a\u00a0"]],
    ["^(?:[^a-c\\d]+)$", ["xyz", "-"], ["a", "c", "5"]],
    ["^(?:[\\]\\-\\t]+)$", ["]-\t"], ["t", "\\"]],
    ["^(?:[a-c-e]+)$", ["abc-e"], ["d"]],
    ["^(?:[+--]+)$", ["+,-"], ["."]],
    ["^(?:[a^]+)$", ["a^"], ["b"]],
    ["^(?:[[a]+)$", ["[a"], ["]"]],
    ["^(?:||a)$", ["", "a"], ["b"]],
    ["^(?:a{498})$", ["a".repeat(498)], ["a".repeat(497)]],
  ];
  for (const [pattern, matching, others] of cases) {
    it(pattern, () => {
      const steps = readGoPattern(pattern);
      assert.ok(steps);
      for (const text of matching) assert.ok(matchesGoPattern(steps, text), text);
      for (const text of others) assert.ok(!matchesGoPattern(steps, text), text);
    });
  }

  const unknown = [
    "(",
    ")",
    "a**",
    "a{2}{3}",
    "*",
    "[a",
    "[b-a]",
    "[a-\\d]",
    "\\",
    "[a\\",
    "[\\q]",
    "\\q",
    "(a",
    "a)",
    "+a",
    "?",
    "a+*",
    "a??{2}",
    "\\b",
    "\\pL",
    "(?i)a",
    "(?P<n>a)",
  ];
  for (const pattern of [
    ...unknown,
    "[[:alpha:]]",
    "a{501}",
    "a{300}b{300}",
    "(a{300}|b{300})",
    "(a{30}){30}",

    "a{0}".repeat(251),
    "a{2,1}",
    `${"(".repeat(52)}${")".repeat(52)}`,
    "(".repeat(100_000),
  ]) {
    it(`is not known: ${pattern.slice(0, 20)}`, () => {
      assert.equal(readGoPattern(pattern), undefined);
    });
  }

  it("may have groups fifty deep", () => {
    assert.ok(readGoPattern(`${"(".repeat(50)}a${")".repeat(50)}`) !== undefined);
  });
});
