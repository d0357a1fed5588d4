import assert from "node:assert/strict";
import { splitActions } from "../../../server/core/helm/template/lex.ts";
import { sourceOf } from "../../../server/core/helm/template/node.ts";
import { parseTemplate } from "../../../server/core/helm/template/parse.ts";

/** What is wrong with a template, each with the text that begins where it is. */
function problemsIn(text: string): readonly string[] {
  return parseTemplate(sourceOf("a", text)).problems.map(
    ({ message, at }) => `${message} at ${text.slice(at, at + 8)}`,
  );
}

describe("a template is split into text and actions", () => {
  const cases: readonly (readonly [text: string, parts: readonly string[]])[] = [
    ["", []],
    ["text", ["text"]],
    ["a{{ .x }}b", ["a", "{ .x }", "b"]],
    ["a {{- .x -}} b", ["a", "{.x }", "b"]],
    ["a {{-.x}} b", ["a ", "{-.x}", " b"]],
    ["a\n\n{{- .x }}\n", ["a", "{.x }", "\n"]],
    ['{{ "}}" }}', ['{ "}}" }']],
    ["{{ `}}\n}}` }}", ["{ `}}\n}}` }"]],
    ["{{ '}' }}", ["{ '}' }"]],
    ["a {{/* b */}} c", ["a ", " c"]],
    ["a {{- /* b */ -}} c", ["a", "c"]],
    ["{{ .a }}{{ .b }}", ["{ .a }", "{ .b }"]],
    ["a {{ .b\nc", ["a ", "{ .b}", "\nc"]],
    ["{{ .a {{ .b }}", ["{ .a }", "{ .b }"]],
    ['{{ "open }}\nnext', ['{ "open }}}', "\nnext"]],
    ["{{/* open\nnext", ["\nnext"]],
    ["}} {{", ["}} ", "{}"]],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => {
      const parts = splitActions(text).parts.map((part) =>
        part.type === "text" ? part.text : `{${text.slice(part.start, part.end)}}`,
      );
      assert.deepEqual(parts, expected);
    });
  }
});

describe("what is wrong with a template", () => {
  const cases: readonly (readonly [text: string, problems: readonly string[]])[] = [
    ["{{ .a }}{{ with $x := 1 }}{{ $x.y }}{{ end }}", []],
    ["a: {{ .b", ["unclosed action at "]],
    ["a: {{/* b", ["unclosed comment at "]],
    ["{{/* a */ b }}", ["comment ends before closing delimiter at  b }}"]],
    ["{{ if .a }}b", ["unexpected EOF at {{ if .a"]],
    ["{{ if }}{{ end }}", ["missing value for command at }}{{ end"]],
    ["a{{ end }}", ["unexpected {{end}} at {{ end }"]],
    ["{{ else }}", ["unexpected {{else}} at {{ else "]],
    ["{{ }}", ["missing value for command at }}"]],
    ["{{ .a | | .b }}", ["missing value for command at | .b }}"]],
    ["{{ (.a }}", ["unclosed left paren at (.a }}"]],
    ["{{ .a) }}", ['unexpected ")" in command at ) }}']],
    ['{{ "a }}\n', ['unterminated quoted string at "a }}\n']],
    ["{{ 'ab' }}", ["invalid syntax: 'ab' at 'ab' }}"]],
    ['{{ "\\q" }}', ['invalid syntax: "\\q" at "\\q" }}']],
    ["{{ 1a }}", ["bad number syntax: 1a at 1a }}"]],
    ["{{ .a.b! }}", ['unrecognized character in action: "!" at ! }}']],
    ["{{ 1 | 2 }}", ["non executable command in pipeline stage 2 at 2 }}"]],
    ["{{ break }}", ["{{break}} outside {{range}} at {{ break"]],
    ["{{ range .a }}{{ continue }}{{ end }}", []],
    ["{{ range .a }}{{ else }}{{ continue }}{{ end }}", ["{{continue}} outside {{range}} at {{ conti"]],
    ["{{ define x }}{{ end }}", ['unexpected "x" in define clause at x }}{{ e']],
    ["{{ template }}", ["unexpected end of action in template clause at }}"]],
    ['{{ if 1 }}{{ define "x" }}x{{ end }}{{ end }}', ["unexpected <define> in command at {{ defin"]],
    ["{{ .a if }}", ["unexpected <if> in operand at if }}"]],
    ["{{ nil.a }}", ["unexpected . after term at nil.a }}"]],
    [`{{ ${"(".repeat(101)}1${")".repeat(101)} }}`, ["parentheses are nested too deeply at (1))))))"]],
    ["{{ if 1 }}".repeat(201), ["unexpected EOF at {{ if 1 "]],
  ];
  for (const [text, expected] of cases) {
    it(text.slice(0, 40), () => {
      assert.deepEqual(problemsIn(text).slice(0, 1), expected);
    });
  }
});

describe("a template that is being typed", () => {
  const whole =
    "a: {{ .Values.a | quote }}\n{{- range $i, $x := .Values.list }}\nb{{ $i }}: {{ $x }}\n{{- end }}\nc: 1\n";

  it("is read as far as it can be, wherever it ends", () => {
    for (let end = 0; end <= whole.length; end++) {
      const { main, problems } = parseTemplate(sourceOf("a", whole.slice(0, end)));
      assert.ok(main.body.length > 0 || end === 0);
      for (const { at } of problems) assert.ok(at >= 0 && at <= end);
    }
  });

  it("keeps what stands behind an unfinished action", () => {
    const { main } = parseTemplate(sourceOf("a", "a: {{ .Values.\nb: {{ .Values.b }}\n"));
    assert.deepEqual(
      main.body.map(({ type }) => type),
      ["text", "broken", "text", "action", "text"],
    );
  });

  it("keeps the block whose condition is not finished", () => {
    const { main } = parseTemplate(sourceOf("a", "{{ if }}a{{ else }}b{{ end }}c"));
    const [branch, rest] = main.body;
    assert.ok(branch?.type === "if" && branch.body.length === 1 && branch.otherwise.length === 1);
    assert.equal(rest?.type, "text");
  });
});
