import assert from "node:assert/strict";
import { matchesGoPattern } from "../../../server/core/go-pattern/match.ts";
import { readGoPattern } from "../../../server/core/go-pattern/read.ts";

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
    ["\\bweb\\b", ["a web b", "web"], ["webs", "_web"]],
    ["\\Bb", ["ab"], ["b", "-b"]],
    ["\\Aa\\z", ["a"], ["a\n", "ba"]],
    ["(?i)straße|WEB", ["STRAßE", "web"], ["strasse"]],
    ["(?i:a)b", ["Ab"], ["AB"]],
    ["(?m)^b$", ["a\nb\nc"], ["ab"]],
    ["a(?s).b", ["a\nb"], ["ab"]],
    ["(?-s)a.b", ["axb"], ["a\nb"]],
    ["^\\pL\\p{Nd}\\P{L}\\p{^L}$", ["é1--"], ["11--", "éé--"]],
    ["^[\\pL[:digit:][:^ascii:]]+$", ["aé1☃"], ["-"]],
    ["^\\x41\\x{1F600}\\101\\012$", ["A😀A\n"], ["a😀A\n"]],
    ["^\\Qa.*\\E+$", ["a.**"], ["abb"]],
    ["^(?P<first>a)(?<second>b)$", ["ab"], ["ba"]],
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
    "\\1",
    "\\pQ",
    "\\p{Klingon}",
    "\\x{110000}",
    "\\xg0",
    "(?<n>a)(?P<n>b)",
    "(?P<>a)",
    "(?P<n",
    "(?=a)",
    "(?z)",
    "(?i",
    "[[:klingon:]]",
    "a{1001}",
  ];
  for (const pattern of [
    ...unknown,
    "(?:a{1000}){6}",
    "(a{1000}|b{1000}|c{1000}|d{1000}|e{1000}|f{1000})",
    "(a{100}){60}",
    "a{0}".repeat(2501),
    "a{2,1}",
    `${"(".repeat(102)}${")".repeat(102)}`,
    "(".repeat(100_000),
  ]) {
    it(`is not known: ${pattern.slice(0, 20)}`, () => {
      assert.equal(readGoPattern(pattern), undefined);
    });
  }

  it("may have groups a hundred deep", () => {
    assert.ok(readGoPattern(`${"(".repeat(100)}a${")".repeat(100)}`) !== undefined);
  });
});
