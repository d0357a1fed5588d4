import assert from "node:assert/strict";
import { globMatcher, pathMatcher } from "../../../server/core/helm/chart/glob.ts";
import { sourceOf } from "../../../server/core/helm/template/node.ts";
import { readHelmIgnore } from "../../../server/core/helm/chart/ignored-files.ts";
import { printedJson } from "../../../server/core/helm/yaml/print-json.ts";
import { readYamlValues, valueOfNode } from "../../../server/core/helm/yaml/read-yaml.ts";
import { parsePlainText } from "../../../server/core/manifest/parse.ts";
import { printedBy } from "../../support/charts.ts";

describe("a pattern of file names in a chart", () => {
  const cases: readonly (readonly [pattern: string, matching: readonly string[], others: readonly string[]])[] = [
    ["*.txt", ["a.txt"], ["b/a.txt", "a.txtx"]],
    ["**.txt", ["a.txt", "b/a.txt"], ["a.yaml"]],
    ["c/?.txt", ["c/a.txt"], ["c/ab.txt", "c//.txt"]],
    ["{a,b}/*.y", ["a/x.y", "b/x.y"], ["c/x.y"]],
    ["[!a]b", ["cb"], ["ab"]],
    ["[a-c]", ["b"], ["d"]],
    ["a\\*b", ["a*b"], ["axb"]],
    ["a.b", ["a.b"], ["axb"]],
  ];
  for (const [pattern, matching, others] of cases) {
    it(pattern, () => {
      const matches = globMatcher(pattern);
      assert.ok(matches);
      for (const path of matching) assert.ok(matches(path), path);
      for (const path of others) assert.ok(!matches(path), path);
    });
  }

  it("may be none", () => {
    assert.equal(globMatcher("[a"), undefined);
    assert.equal(pathMatcher("a[b"), undefined);
  });
});

describe("a .helmignore", () => {
  const text = "\uFEFF# a comment\n\n.git/\n*.md\n/top.txt\nsub/*.log\n{a,b}\nnotes?\n";
  const cases: readonly (readonly [path: string, type: "file" | "folder", isIgnored: boolean])[] = [
    [".git", "folder", true],
    [".git", "file", false],
    ["README.md", "file", true],
    ["docs/x.md", "file", true],
    ["top.txt", "file", true],
    ["sub/top.txt", "file", false],
    ["sub/a.log", "file", true],
    ["sub/sub/a.log", "file", false],
    ["a", "file", false],
    ["{a,b}", "file", true],
    ["notes1", "file", true],
    ["templates/.swp", "file", true],
    ["templates/a.yaml", "file", false],
  ];
  for (const [path, type, isIgnored] of cases) {
    it(`${isIgnored ? "leaves out" : "keeps"} the ${type} ${path}`, () => {
      assert.equal(readHelmIgnore(text)?.(path, type), isIgnored);
    });
  }

  it("leaves out whatever a negative rule does not name", () => {
    const names = ["keep.txt", "other.txt"];
    assert.deepEqual(
      names.filter((name) => readHelmIgnore("!keep.txt\n")?.(name, "file") === true),
      ["other.txt"],
    );
  });

  it("is refused with a rule of two stars, or with half a class", () => {
    assert.equal(readHelmIgnore("a/**\n"), undefined);
    assert.equal(readHelmIgnore("[a\n"), undefined);
    assert.equal(readHelmIgnore("[]a]\n"), undefined);
    assert.equal(readHelmIgnore("a\\\n"), undefined);
  });
});

describe("YAML in a chart", () => {
  const cases: readonly (readonly [text: string, json: string])[] = [
    ["a: 1\nb: [x, null, true, 0x1f, 0b11, 0o17, 017, 1_000, 1e3]", '{"a":1,"b":["x",null,true,31,3,15,15,1000,1000]}'],
    ["1: a\ntrue: b\n~: c\n1.5: d\n1000000: e", '{"1":"a","1.5":"d","1000000":"e","null":"c","true":"b"}'],
    ["a: yes\nb: 'yes'\nc: 12:30\nd: 2024-01-01", '{"a":true,"b":"yes","c":"12:30","d":"2024-01-01"}'],
    ["a: 1\na: 2", '{"a":2}'],
    ["x: &x {a: 1}\nz: {<<: *x, b: 2}", '{"x":{"a":1},"z":{"a":1,"b":2}}'],
    ["a: ${VAR}\nb: <path:x#y>", '{"a":"${VAR}","b":"<path:x#y>"}'],
  ];
  for (const [text, json] of cases) {
    it(JSON.stringify(text), () => {
      const { root } = parsePlainText(text);
      assert.ok(root);
      assert.equal(printedJson(valueOfNode(root), { html: "as it is", indent: "" }), json);
    });
  }

  it("has several documents, and says what is wrong with one", () => {
    const values = readYamlValues(sourceOf("values.yaml", "a: 1\n---\n# nothing\n---\nb: 2\n"));
    assert.ok(Array.isArray(values) && values.length === 2);
    assert.ok("problem" in readYamlValues(sourceOf("values.yaml", "a: 1\n---\nb: [\n")));
  });
});

describe("what templates print", () => {
  const cases: readonly (readonly [pipeline: string, text: string])[] = [
    ['printf "%v|%s|%d|%q|%x|%t" nil "a" 5 "b" 255 true', '<nil>|a|5|"b"|ff|true'],
    ['printf "%d" "a"', "%!d(string=a)"],
    ['printf "%s %s" "a"', "a %!s(MISSING)"],
    ['printf "a" 1', "a%!(EXTRA int=1)"],
    ['printf "%5.2f|%-6d|%06d|%+d|% d" 1.005 42 -42 42 42', " 1.00|42    |-00042|+42| 42"],
    ['printf "%v %v" 1000000.0 0.00001', "1e+06 1e-05"],
    ['printf "%c%U" 233 233', "éU+00E9"],
    ['printf "%s" (list "a" 1)', "[a %!s(int=1)]"],
    ["print 1 2 `a` 3", "1 2a3"],
    ["println `a` 1", "a 1\n"],
    ['list 1 nil "a" 1.5 (dict "k" true)', "[1 <nil> a 1.5 map[k:true]]"],
  ];
  for (const [pipeline, text] of cases) {
    it(pipeline, () => {
      assert.equal(printedBy(`{{ ${pipeline} }}`), text);
    });
  }
});

describe("a number or a text at the edge of what Go can hold", () => {
  const cases: readonly (readonly [template: string, printed: string])[] = [
    ['atoi "99999999999999999999"', "9223372036854775807"],
    ['atoi "-99999999999999999999"', "-9223372036854775808"],
    ['atoi "-9223372036854775807"', "-9223372036854775807"],
    ['atoi "+007"', "7"],
    ['toDecimal "7777777777777777777777"', "0"],
    ['toDecimal "777777777777777777777"', "9223372036854775807"],
    ['toDecimal "-17"', "-15"],
    ['urlquery "a b/\u00e9~" (b64dec "/w==")', "a+b%2F%C3%A9~%FF"],
    ['len "\u00e9\u{1f600}x"', "7"],
    ['index "\u00e9" 1', "169"],
    ['b64enc "\u00e9\u{1f600}"', "w6nwn5iA"],
    ['printf "%x" "\u00e9"', "c3a9"],
    ["123456.0", "123456"],
  ];
  for (const [template, printed] of cases) {
    it(template, () => {
      assert.equal(printedBy(`{{ ${template} }}`), printed);
    });
  }

  it("is no version", () => {
    assert.throws(() => printedBy(`{{ semver "${"9".repeat(400)}.0.0" }}`), /invalid semantic version/);
  });
});
