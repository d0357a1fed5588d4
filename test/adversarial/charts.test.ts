import assert from "node:assert/strict";
import { renderedChart } from "../support/charts.ts";

/** Maps in maps, so that all that is in them doubles sixty times. */
const doubled = '{{ $x := dict "a" 1 }}{{ range until 60 }}{{ $x = dict "a" $x "b" $x }}{{ end }}';
const cycle = '{{ $x := dict "a" 1 }}{{ $_ := set $x "x" $x }}';

/** Templates that would never end, or would take all of the memory: each has to end as a failure that is told to be a limit. */
const endless: Readonly<Record<string, string>> = {
  "a list of numbers": "{{ range until 1000000000 }}x{{ end }}",
  "loops in loops": "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}",
  "a loop to a number": "{{ range 1000000000000 }}{{ end }}",
  "a sequence": "{{ seq 1 1000000000 }}",
  "numbers by steps": "{{ untilStep 0 1000000000 1 }}",
  "a repeated text": '{{ repeat 1000000000 "x" }}',
  "a text that doubles": '{{ $x := "xx" }}{{ range until 100 }}{{ $x = printf "%s%s" $x $x }}{{ end }}{{ $x }}',
  "a width": '{{ range until 1000 }}{{ printf "%999999d%999999d%999999d" 1 2 3 }}{{ end }}',
  "a template of itself": '{{ define "a" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
  "a tree of templates":
    '{{ define "a" }}{{ if lt (len .) 190 }}{{ include "a" (append . 1) }}{{ include "a" (append . 1) }}{{ end }}{{ end }}{{ include "a" (list) }}',
  "two ways, and nobody knows which":
    '{{ define "a" }}{{ if now }}{{ include "a" . }}{{ else }}{{ include "a" . }}{{ end }}{{ end }}{{ include "a" . }}',
  "a text that is a template of itself": '{{ $t := "{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t) }}',
  "parentheses in a template of itself": `{{ define "a" }}{{ ${"(".repeat(90)}include "a" .${")".repeat(90)} }}{{ end }}{{ include "a" . }}`,
  "blocks in a template of itself": `{{ define "a" }}${"{{ if true }}".repeat(90)}{{ include "a" . }}${"{{ end }}".repeat(90)}{{ end }}{{ include "a" . }}`,
  "loops in a template of itself": `{{ define "a" }}${"{{ range list 1 }}".repeat(90)}{{ include "a" . }}${"{{ end }}".repeat(90)}{{ end }}{{ include "a" . }}`,
  "doubled values as YAML": `${doubled}{{ toYaml $x }}`,
  "doubled values as JSON": `${doubled}{{ toJson $x }}`,
  "doubled values that are printed": `${doubled}{{ $x }}`,
  "doubled values as a text": `${doubled}{{ printf "%s" $x }}`,
  "a copy of doubled values": `${doubled}{{ deepCopy $x | len }}`,
  "doubled values that are compared": `${doubled}{{ deepEqual $x (dict "b" $x "a" $x) }}`,
  "doubled values that are merged": `${doubled}{{ merge $x $x | len }}`,
  "a map in itself": `${cycle}{{ $x }}`,
  "a map in itself as YAML": `${cycle}{{ toYaml $x }}`,
  "values in themselves": '{{ $_ := set .Values "x" . }}{{ toYaml .Values }}',
  "values in themselves that are merged": "{{ merge .Values $ . | len }}",
  "a replacement": '{{ replace "a" (repeat 1000000 "b") (repeat 1000000 "a") }}',
  "a replacement of nothing": '{{ regexReplaceAll "" (repeat 10000 "a") (repeat 10000 "b") }}',
  "texts that are joined": '{{ join (repeat 1000000 "b") (until 100000) }}',
  "lines that are indented": '{{ indent 1000000 (repeat 1000000 "\\n") }}',
  "a deep indentation": '{{ indent 1000000000 "a" }}',
  "words that are wrapped": '{{ wrapWith 1 (repeat 100000 "b") (repeat 500000 "a ") }}',
  "a list that grows": "{{ $l := list }}{{ range until 100000 }}{{ $l = append $l . }}{{ end }}",
  "a list in which all are different":
    "{{ $l := list }}{{ range until 10000 }}{{ $l = append $l (list .) }}{{ end }}{{ uniq $l | len }}",
  "a pattern that goes back": '{{ regexReplaceAll ".*b|a" (repeat 100000 "a") "x" }}',
  "many patterns": '{{ range until 100000 }}{{ regexMatch "(a{100}){40}" "aaaa" }}{{ end }}',
  "many names of files": '{{ range until 100000 }}{{ $.Files.Glob "**a**b**c**d**e**f" }}{{ end }}',
  "many files": "{{ range until 100000 }}{{ $.Files.AsConfig | len }}{{ end }}",
  "keys that are put in order":
    '{{ $x := split "," (repeat 100000 "a,") }}{{ range until 100000 }}{{ range $x }}{{ break }}{{ end }}{{ end }}',
  "values in flow style": '{{ range until 1000 }}{{ $_ := fromYaml (repeat 100000 "{a: [") }}{{ end }}',
  "texts that are no YAML": '{{ range until 1000 }}{{ $_ := fromYaml (repeat 100000 "a: b: c\\n? ") }}{{ end }}',
  "texts of YAML":
    '{{ $s := repeat 20000 "- {a: b, c: [d, e]}\\n" }}{{ range until 100000 }}{{ $_ := fromYamlArray $s }}{{ end }}',
  "texts of JSON":
    '{{ $s := printf "[%s1]" (repeat 200000 "1,") }}{{ $l := list }}{{ range until 1000 }}{{ $l = append $l (fromJsonArray $s) }}{{ end }}',
  "aliases of aliases":
    '{{ $s := "a0: &a0 [x,x,x,x]\\n" }}{{ range until 20 }}{{ $s = printf "%sa%d: &a%d [*a%d,*a%d,*a%d,*a%d]\\n" $s (add1 .) (add1 .) . . . . }}{{ end }}{{ fromYaml $s | toYaml }}',
  "patterns that are too long":
    '{{ range until 100000 }}{{ $_ := regexMatch (printf "(a{1000}){%d}" .) "a" }}{{ end }}',
  "copies of copies":
    '{{ $x := dict "a" 1 }}{{ range until 14 }}{{ $x = dict "a" $x "b" $x }}{{ end }}{{ $l := list }}{{ range until 1000 }}{{ $l = append $l (deepCopy $x) }}{{ end }}',
  "variables in front of others": `${Array.from({ length: 20_000 }, (_, index) => `{{ $v${index} := 1 }}`).join("")}{{ range until 30000 }}{{ $v0 }}{{ end }}`,
  "values that are read": `{{ range until 20000 }}{{ print ${"$.Values.a ".repeat(500)}}}{{ end }}`,
  "texts that are templates":
    "{{ range until 10000 }}{{ $_ := tpl (printf `%s%d` (repeat 100000 `{{ 1 }}`) .) 1 }}{{ end }}",
  "what chance decides": "{{ range until 1000 }}{{ range until 1000 }}{{ $_ := randAlpha 5 }}{{ end }}{{ end }}",
  "hashes of long texts": '{{ $x := repeat 1000000 "a" }}{{ range until 100000 }}{{ $_ := sha512sum $x }}{{ end }}',
  "a product of large numbers": `{{ mulf ${"1.7976931348623157e308 ".repeat(20_000)}}}`,
  "a range of versions": '{{ semverCompare (repeat 100000 "1 ") "1.2.3" }}',
};

/** Texts that are no templates, as long as they are. */
const broken: Readonly<Record<string, string>> = {
  parentheses: `{{ ${"(".repeat(100_000)}1${")".repeat(100_000)} }}`,
  "branches of branches": `{{ if false }}${"{{ else if false }}x".repeat(50_000)}{{ end }}`,
  comments: "{{/*\n".repeat(300_000),
  braces: "{{ ".repeat(300_000),
  quotes: '{{ "\n'.repeat(300_000),
  backquotes: "{{ `".repeat(300_000),
  "a number": `{{ ${"9".repeat(1_000_000)} }}`,
};

describe("a hostile chart", () => {
  const files = { "values.yaml": "a: 1\n", "big.txt": "a\n".repeat(500_000) };

  for (const [name, template] of Object.entries(endless)) {
    it(`has a limit: ${name}`, () => {
      const { failures } = renderedChart({ ...files, "templates/a.yaml": template });
      assert.equal(failures[0]?.reason, "limit", failures[0]?.message);
    });
  }

  for (const [name, template] of Object.entries(broken)) {
    it(`is no template: ${name}`, () => {
      const { failures } = renderedChart({ "templates/a.yaml": template });
      assert.match(failures[0]?.message ?? "", /^parse error: /);
    });
  }

  it("may have texts of JSON and YAML that are nested deeply", () => {
    const json = '{{ fromJson (repeat 1000000 "[") | toJson }}';
    const yaml = '{{ fromYaml (printf "a: %s1%s" (repeat 5000 "[") (repeat 5000 "]")) | toJson }}';
    assert.deepEqual(renderedChart({ "templates/a.yaml": json }).failures, []);
    assert.deepEqual(
      renderedChart({ "templates/a.yaml": yaml }).failures.map(({ message }) => message),
      ["error calling fromYaml: A text is not read: it is nested more than 200 levels deep."],
    );
  });

  it("may set a value below many keys", () => {
    const deep = Array.from({ length: 20_000 }, () => "a").join(".");
    const { failures } = renderedChart({ "values.yaml": "a: 1", "templates/a.yaml": `{{ .Values.${deep} }}` });
    assert.equal(failures[0]?.reason, "template");
  });
});
