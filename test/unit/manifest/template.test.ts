import assert from "node:assert/strict";
import fc from "fast-check";
import { openFile } from "../../../server/core/manifest/file.ts";
import {
  depthAt,
  holdsAction,
  inSameBranch,
  isPlaceholder,
  maskTemplate,
} from "../../../server/core/manifest/template.ts";
import { nastyText } from "../../support/texts.ts";

describe("template actions", () => {
  it("are masked in place", () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const masked = maskTemplate(text);
        assert.equal(masked.text.length, text.length);
        assert.equal(masked.text.replace(/[^\r\n]/g, ""), text.replace(/[^\r\n]/g, ""));
        let end = 0;
        for (const { span } of masked.actions) {
          assert.ok(span.start >= end && text.startsWith("{{", span.start) && text.startsWith("}}", span.end - 2));
          end = span.end;
        }
      }),
      { numRuns: 200 },
    );
  });

  const masked: readonly (readonly [what: string, text: string, masked: string])[] = [
    ["a value", "wave: {{ .x }}", "wave: ________"],
    ["a value in quotes", 'wave: "{{ .x }}"', 'wave: "________"'],
    ["part of a value", "name: {{ .x }}-db", "name: ________-db"],
    ["two parts of a value", "name: {{ a }}{{ b }}", "name: ______________"],
    ["a key", "{{ .x }}: 1", "________: 1"],
    ["a line of its own", "a:\n  {{- toYaml .x | nindent 2 }}\nb: 1", "a:\n                              \nb: 1"],
    ["a line with CRLF", "{{ end }}\r\nb: 1", "         \r\nb: 1"],
    ["a block before a value", "a: {{ if .x }}1{{ else }}2{{ end }}", "a:            1          2         "],
    ["an action over lines", 'a: {{ include "x"\n  . }}', "a: ______________\n      "],
    ["a comment", "a: 1 {{/* }} */}}", "a: 1             "],
    ["braces in quotes", 'a: {{ "}}" }}', "a: __________"],
    ["braces in back quotes", "a: {{ `{{}}` }}", "a: ____________"],
    ["an assignment", "{{ $x := 1 }}a: 1", "             a: 1"],
    ["an action that is never closed", "a: {{ .x\nb: 1", "a: {{ .x\nb: 1"],
    ["one that opens in another", "a: {{ .x {{ .y }}", "a: {{ .x ________"],
    ["quotes that stay open", 'a: {{ "b }} c', "a: ________ c"],
    ["quotes that stay open in their line", 'a: {{ "b\n}} " }}', 'a: _____\n   " }}'],
    ["escaped quotes", 'a: {{ "\\"}}" }}', "a: ____________"],
    ["back quotes that stay open", "a: {{ `b }} c", "a: ________ c"],
    ["a comment that stays open", "a: {{/* b }} c", "a: {{/* b }} c"],
    ["a comment that is not closed by braces", "a: {{/* b */ c", "a: {{/* b */ c"],
    ["a comment whose beginning is not its end", "a: {{/*/ }} b", "a: {{/*/ }} b"],
    ["a comment behind blanks", "a: {{-  /* b }} */ -}} c", "a:                     c"],
    ["two on a line of their own", "\t{{ a }} {{ b }}\t\nc: 1", "\t               \t\nc: 1"],
    ["a silent one beside one that prints", "a: {{ $b := 1 }} {{ c }}", "a: _____________________"],
    ["one at the end of the text", "a:\n{{ b }}", "a:\n       "],
    ["one behind text at the end of a line", "a: b {{ c }}\n", "a: b _______\n"],
    ["one behind the first character", "b{{ a }}\n", "b_______\n"],
    ["one before text at the beginning", "{{ a }} b", "_______ b"],
  ];
  for (const [what, text, expected] of masked) {
    it(`are masked as ${what}`, () => {
      assert.equal(maskTemplate(text).text, expected);
    });
  }

  const kinds: readonly (readonly [action: string, kind: string])[] = [
    ...["if .a", "- if .a", "range .a", "with .a", 'define "a"', 'block "a" .', "-  if .a"].map(
      (it) => [it, "open"] as const,
    ),
    ...["else", "- else if .a -"].map((it) => [it, "middle"] as const),
    ...["end", "- end -"].map((it) => [it, "close"] as const),
    ...["/* a */", "- /* a */ -", "$a := 1", "$a = 1", "$ = 1", "break", "continue", 'fail "a"'].map(
      (it) => [it, "silent"] as const,
    ),
    ...[".a", "$a", "iffy", "ender", "failing", "breaks", "-1"].map((it) => [it, "output"] as const),
  ];
  for (const [action, kind] of kinds) {
    it(`are ${kind} as {{${action}}}`, () => {
      assert.deepEqual(
        maskTemplate(`a {{${action}}} b`).actions.map((it) => [it.kind, it.span]),
        [[kind, { start: 2, end: 6 + action.length }]],
      );
    });
  }

  it("bound branches", () => {
    const text = "0{{if a}}1{{if b}}2{{else}}3{{end}}4{{else}}5{{end}}6";
    const { actions } = maskTemplate(text);
    const at = (digit: string): number => text.indexOf(digit);
    assert.deepEqual(
      Array.from("0123456", (digit) => depthAt(actions, at(digit))),
      [0, 1, 2, 2, 1, 1, 0],
    );
    assert.deepEqual(
      ["06", "01", "14", "12", "23", "15", "25"].filter((pair) =>
        inSameBranch(actions, at(pair.charAt(0)), at(pair.charAt(1))),
      ),
      ["06", "14"],
    );
  });

  it("are known to lie in a span, or not", () => {
    const { actions } = maskTemplate("ab{{c}}de{{f}}g{{h}}");
    const holding = [
      [0, 2],
      [0, 3],
      [1, 20],
      [6, 7],
      [7, 9],
      [7, 10],
      [14, 15],
      [14, 16],
      [19, 30],
      [20, 30],
    ].filter(([start = 0, end = 0]) => holdsAction(actions, { start, end }));
    assert.deepEqual(holding.join("; "), "0,3; 1,20; 6,7; 7,10; 14,16; 19,30");
    assert.ok(!holdsAction([], { start: 0, end: 9 }));
  });

  it("of any number are masked in one walk", () => {
    const text = "a: {{ if x }}b{{/* ".repeat(20_000);
    assert.equal(maskTemplate(text).text.length, text.length);
  });
});

/** What is known of the annotations of the one resource in a template: `key: value`, with `?` for what only rendering tells. */
function annotationsIn(text: string): string[] {
  const [manifest] = openFile(text).documents.flatMap(({ manifests }) => manifests);
  assert.ok(manifest !== undefined);
  const lines = manifest.annotations.map(({ key, value, conditional, effective }) => {
    const known = value.type === "scalar" && value.scalarType !== "unknown" ? value.text : "?";
    return `${key.text}: ${known}${conditional ? " if" : ""}${effective ? "" : " lost"}`;
  });
  return manifest.moreAnnotations ? [...lines, "more"] : lines;
}

const head = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {{ include "app.name" . }}-migrate\n';

describe("a placeholder", () => {
  it("is what another tool fills in", () => {
    const placeholders = [
      "${A}",
      "a${A}b",
      "$A",
      "$(A)",
      " $a_1 ",
      "<path:a#b>",
      "x <path:a>",
      "<A B>",
      "[[ a ]]",
      "{% a %}",
      "%{ a ~}",
      "<% a %>",
      "__A__",
      "@A@",
      "@@A@@",
    ];
    assert.deepEqual(
      placeholders.filter((text) => !isPlaceholder(text)),
      [],
    );
    const others = [
      "",
      "A",
      "$",
      "$1",
      "a $A",
      "<>",
      "<a",
      "a<b>",
      "<a<b>>",
      "[a]",
      "{a}",
      "_A_",
      "____",
      "__A",
      "@A",
      "A@",
      "a@b",
      "a@b@c",
      "$A b",
    ];
    assert.deepEqual(others.filter(isPlaceholder), []);
  });
});

describe("a resource in a Helm template", () => {
  const idioms: readonly (readonly [what: string, annotations: string, read: readonly string[]])[] = [
    ["plain annotations", '  annotations:\n    wave: "1"\n', ["wave: 1"]],
    ["a value from an action", "  annotations:\n    wave: {{ .Values.wave | quote }}\n", ["wave: ?"]],
    ["a quoted value from an action", '  annotations:\n    wave: "{{ .Values.wave }}"\n', ["wave: ?"]],
    ["a value that holds an action", "  annotations:\n    hook: Pre{{ .Values.what }}\n", ["hook: ?"]],
    [
      "a key from an action",
      '  annotations:\n    {{ .Values.key }}: "1"\n    wave: "2"\n',
      ["{{ .Values.key }}: 1", "wave: 2", "more"],
    ],
    [
      "annotations in an if of their own",
      '  annotations:\n    {{- if .Values.hook }}\n    hook: PreSync\n    {{- end }}\n    wave: "1"\n',
      ["hook: PreSync if", "wave: 1"],
    ],
    [
      "annotations in if and else",
      '  annotations:\n    {{- if .x }}\n    wave: "1"\n    {{- else }}\n    wave: "2"\n    {{- end }}\n',
      ["wave: 1 if lost", "wave: 2 if"],
    ],
    [
      "the whole block in an if",
      "  {{- if .Values.hook }}\n  annotations:\n    hook: PreSync\n  {{- end }}\n",
      ["hook: PreSync if"],
    ],
    [
      "more annotations by with and toYaml",
      '  annotations:\n    wave: "1"\n    {{- with .Values.annotations }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}\n',
      ["wave: 1", "more"],
    ],
    ["all annotations by toYaml", "  annotations:\n    {{- toYaml .Values.annotations | nindent 4 }}\n", ["more"]],
    [
      "all annotations on the line of the key",
      "  annotations: {{ toYaml .Values.annotations | nindent 4 }}\n",
      ["more"],
    ],
    ["annotations by include", '  annotations:\n    {{ include "a" . | nindent 4 }}\n  labels:\n    a: b\n', ["more"]],
    [
      "annotations by range",
      "  annotations:\n    {{- range $key, $value := .Values.annotations }}\n    {{ $key }}: {{ $value | quote }}\n    {{- end }}\n",
      ["{{ $key }}: ? if", "more"],
    ],
    [
      "an action in another block",
      '  annotations:\n    wave: "1"\n  labels:\n    {{- include "l" . | nindent 4 }}\n',
      ["wave: 1"],
    ],
    ["a comment", '  annotations:\n    {{- /* first */}}\n    wave: "1" {{/* one */}}\n', ["wave: 1"]],
    [
      "an action by tpl",
      '  annotations:\n    {{- tpl (toYaml .Values.a) . | nindent 4 }}\n    wave: "1"\n',
      ["wave: 1", "more"],
    ],
    [
      "a value and a block closed on its line",
      '  annotations:\n    wave: "1"\n    {{- if .x -}}\n    hook: Sync\n    {{- end -}}\n',
      ["wave: 1", "hook: Sync if"],
    ],
    ["placeholders", "  annotations:\n    wave: ${WAVE}\n    hook: <path:a#b>\n", ["wave: ?", "hook: ?"]],
  ];
  for (const [what, annotations, read] of idioms) {
    it(`is read with ${what}`, () => {
      assert.deepEqual(annotationsIn(head + annotations), read);
    });
  }

  it("is as certain inside an if around all of it as outside", () => {
    const text = `{{- if .Values.job }}\n${head}  annotations:\n    wave: "1"\n{{- end }}\n`;
    assert.deepEqual(annotationsIn(text), ["wave: 1"]);
  });

  it("is as certain inside an if that also holds the document marker", () => {
    const text = `{{- if .Values.job }}\n---\n${head}  annotations:\n    wave: "1"\n{{- end }}\n`;
    assert.deepEqual(annotationsIn(text), ["wave: 1"]);
  });

  it("stands beside a define", () => {
    assert.deepEqual(annotationsIn(`{{- define "a" -}}\n{{- end -}}\n${head}  annotations:\n    wave: "1"\n`), [
      "wave: 1",
    ]);
  });
});
