import assert from "node:assert/strict";
import type { Application } from "../../../server/core/application/application.ts";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { readDeclared } from "../../../server/core/application/deployed-application.ts";
import { definitionAt } from "../../../server/core/features/template/definition.ts";
import { renderedManifest } from "../../../server/core/features/template/rendered-manifest.ts";
import { templateHover, templateHoverText } from "../../../server/core/features/template/template-hover.ts";
import { openFile } from "../../../server/core/index.ts";
import { textOf } from "../../../server/core/manifest/file.ts";
import { manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

const chartFile = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
const path = "chart/templates/a.yaml";

/** The application `shop`, whose chart has these files; `helm` are the options of its Application, in one line. */
function shop(files: Readonly<Record<string, string>>, helm = "{}"): Application {
  const text = applicationText(helm);
  const [declared] = readDeclaredApplications(openFile(text), "apps/shop.yaml");
  assert.ok(declared);
  return readDeclared(declared, treeOf({ "chart/Chart.yaml": chartFile, ...files, "apps/shop.yaml": text }))
    .application;
}

function applicationText(helm: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec:
  destination: { namespace: web }
  source:
    path: chart
    helm: ${helm}
`;
}

/** What a template prints, without the two lines that say for whom. */
function printed(template: string, values = "", more: Readonly<Record<string, string>> = {}): readonly string[] {
  const application = shop({ [path]: template, "chart/values.yaml": values, ...more });
  const lines = renderedManifest(application, path)?.text.trimEnd().split("\n") ?? [];
  return lines.slice(lines.indexOf("") + 1);
}

describe("what a template prints", () => {
  it("says for whom and with which values", () => {
    const files = { [path]: manifest("Secret", "a"), "chart/values.yaml": "", "chart/prod.yaml": "", "all.yaml": "" };
    const text = (helm: string): string => renderedManifest(shop(files, helm), path)?.text ?? "";
    assert.equal(
      text("{ valueFiles: [/all.yaml, prod.yaml], parameters: [{ name: a, value: b }] }"),
      [
        '# What templates/a.yaml prints for the Application "shop", in the namespace "web".',
        "# Its values are what the Application itself says, then prod.yaml, then all.yaml, then those of the chart.",
        "",
        manifest("Secret", "a"),
      ].join("\n"),
    );
    assert.match(text('{ valueFiles: ["https://example.com/b.yaml"] }'), /^# Some values are not known: "https:/m);
    assert.equal(renderedManifest(shop(files), "apps/shop.yaml"), undefined);
  });

  it("names the line of the template that each line comes from", () => {
    const template = "{{- range .Values.names }}\na: {{ . }}\nb: {{ toYaml $.Values.map | nindent 2 }}\n{{- end }}\n";
    const application = shop({ [path]: template, "chart/values.yaml": "names: [p, q]\nmap: { c: 1, d: 2 }\n" });
    const { text = "", lines = [] } = renderedManifest(application, path) ?? {};
    assert.deepEqual(
      text
        .trimEnd()
        .split("\n")
        .map((line, index) => `${lines[index] ?? "?"} ${line}`)
        .filter((line) => !line.startsWith("-1")),
      ["1 a: p", "2 b: ", "2   c: 1", "2   d: 2", "1 a: q", "2 b: ", "2   c: 1", "2   d: 2"],
    );
    assert.equal(lines.length, text.split("\n").length - 1);
  });

  it("says what is not known, and what depends on it", () => {
    const has = '.Capabilities.APIVersions.Has "x/v1"';
    assert.deepEqual(
      printed(
        `a: {{ randAlpha 3 }}\n{{- if ${has} }}\nb: 1\n{{- else }}\nb: 2\n{{- end }}\nc: 3\nd: {{ if ${has} }}yes{{ else }}no{{ end }}\n`,
      ),
      [
        "a: <unknown: randAlpha is different each time>",
        `# Only if ${has} holds, which is not known here: whether the cluster has x/v1.`,
        "b: 1",
        `# Only if ${has} does not hold, which is not known here: whether the cluster has x/v1.`,
        "b: 2",
        "# In any case:",
        "c: 3",
        `d: <Only if ${has} holds, which is not known here: whether the cluster has x/v1 → yes><Only if ${has} does not hold, which is not known here: whether the cluster has x/v1 → no>`,
      ],
    );
  });

  const silent: readonly (readonly [what: string, path: string, text: string, words: RegExp])[] = [
    [
      "that has nothing to print",
      path,
      "{{ if .Values.on }}a: 1{{ end }}\n",
      /^# With these values, it prints nothing\.$/m,
    ],
    [
      "that only defines",
      "chart/templates/_a.tpl",
      '{{ define "a" }}{{ end }}',
      /^# It prints nothing itself: it defines/m,
    ],
    ["of notes", "chart/templates/NOTES.txt", "Thanks", /^# Helm shows it to people/m],
    [
      "of a definition",
      "chart/crds/a.yaml",
      "a: 1",
      /^# This file is not a template: Argo CD applies it as it is written\.$/m,
    ],
    ["of values", "chart/values.yaml", "a: 1", /^# This file is not a template, so it prints nothing\.$/m],
    [
      "that fails",
      path,
      "a: 1\nb: {{ .Values.a.b.c }}\n",
      /deploys it|\n# Helm stops here: nil pointer[^\n]* \(templates\/a\.yaml, line 2\)\.$/m,
    ],
    [
      "that is not finished",
      path,
      "a: 1\nb: {{ .Values.\n",
      /\n# Argo CD applies nothing[^\n]*parse error[^\n]*\n\na: 1\nb: <unknown: an action that is not finished>/,
    ],
  ];
  for (const [what, file, text, words] of silent) {
    it(`says why there is nothing, or not all, for a file ${what}`, () => {
      assert.match(renderedManifest(shop({ "chart/values.yaml": "", [file]: text }), file)?.text ?? "", words);
    });
  }

  it("says that Helm cannot load the chart", () => {
    const files = { [path]: "a: 1\n", "chart/Chart.yaml": "apiVersion: v2\nname: [\n" };
    const { text = "", lines = [] } = renderedManifest(shop(files), path) ?? {};
    assert.match(text, /^# What templates\/a\.yaml prints is not known: [^\n]*\(Chart\.yaml, line \d\)\n$/);
    assert.deepEqual(lines, [-1]);
    const unnamed = { ...files, "chart/Chart.yaml": "apiVersion: v2\n" };
    assert.match(
      renderedManifest(shop(unnamed), path)?.text ?? "",
      /chart\.metadata\.name is required\. \(Chart\.yaml, line 1\)\n$/,
    );
  });

  it("says that the chart of a template is switched off", () => {
    const inner = "chart/charts/db/templates/b.yaml";
    const files = {
      "chart/Chart.yaml": `${chartFile}dependencies: [{ name: db, version: 1.0.0, condition: db.enabled }]\n`,
      "chart/values.yaml": "db: { enabled: false }\n",
      "chart/charts/db/Chart.yaml": chartFile.replace("shop", "db"),
      [inner]: "a: 1\n",
    };
    assert.match(renderedManifest(shop(files), inner)?.text ?? "", /^# With these values, its chart is switched off/m);
  });
});

/** The application with a cursor at `$0` in its template, and the offset of that. */
function atCursor(marked: string, files: Readonly<Record<string, string>>, helm?: string, name = path) {
  const application = shop({ ...files, [name]: marked.replace("$0", "") }, helm);
  const file = application.files.find((it) => it.name === name)?.file ?? assert.fail();
  return { application, file, offset: marked.indexOf("$0"), name };
}

describe("the hover on an action of a template", () => {
  function hover(
    marked: string,
    files: Readonly<Record<string, string>>,
    helm?: string,
    name?: string,
  ): string | undefined {
    const at = atCursor(marked, files, helm, name);
    const found = templateHover(at.application, at.name, at.file, at.offset);
    const show = ({ fileName, span }: { fileName: string; span: { start: number } }) => ({
      words: `${fileName} at ${span.start}`,
      uri: "file:///x",
      line: "written",
    });
    if (found === undefined) return undefined;
    const [first, ...lines] = templateHoverText([found], show, 0).replaceAll("\n\n", "\n").split("\n");
    assert.equal(first, "For the Application shop:");
    return lines.join("\n");
  }
  const values = { "chart/values.yaml": "a: one\nlist: [p, q, r, p]\nmap: { b: 1 }\n" };

  it("shows what it prints and where its values are written", () => {
    assert.equal(
      hover("a: {{ .Values.$0a }}\n", values),
      "Prints `one`.\nIt reads `written` in [chart/values.yaml at 3](file:///x).",
    );
  });

  it("shows the first of what it prints several times, and equal ones once", () => {
    assert.match(
      hover("{{ range .Values.list }}{{ $0. }} {{ end }}\n", values) ?? "",
      /^Prints 4 times\n```yaml\np\n```\n```yaml\nq\n```\n```yaml\nr\n```\nIt reads `.*$/,
    );
    assert.match(
      hover("{{ range .Values.list }}{{ $.Values.$0a }}{{ end }}\n", values) ?? "",
      /^Prints `one` 4 times\.\nIt reads/,
    );
  });

  it("shows what a template that it includes prints and reads, and who prints what is in one", () => {
    const name = "chart/templates/_b.tpl";
    const define = '{{ define "b" }}{{ .Values.map | toYaml }}{{ end }}';
    const all = { ...values, [name]: define };
    assert.match(
      hover('a: {{ include "b" $0. | nindent 2 }}\n', all) ?? "",
      /^Prints `b: 1`\.\nIt reads [^\n]* at 36\(?/,
    );
    const user = { ...values, [path]: 'a: {{ include "b" . }}\n' };
    assert.match(hover(define.replace(".Values", "$0.Values"), user, "{}", name) ?? "", /^Prints `b: 1`\.\n/);
  });

  it("says why there is nothing to show", () => {
    assert.equal(
      hover("a: {{ .Values.$0no }}\n", values),
      "Prints nothing with these values.\nIt reads `.Values.no`, which is not set.",
    );
    assert.match(hover("a: {{ randAlpha $03 }}\n", values) ?? "", /<unknown: randAlpha is different each time>/);
    assert.match(
      hover("a: {{ .Values.$0a }}\nb: {{ .Values.no.no }}\n", values) ?? "",
      /^Helm stops here: nil pointer/,
    );
    assert.match(
      hover('{{ if .Capabilities.APIVersions.$0Has "x/v1" }}a: 1{{ end }}\n', values) ?? "",
      /^Whether this holds is not known here: whether the cluster has x\/v1/,
    );
    assert.match(
      hover("{{ if .Values.no }}a: {{ .Values.$0a }}{{ else }}b{{ end }}\n", values) ?? "",
      /^With these values, nothing is printed of the block that this is in\.\nIt reads/,
    );
    assert.match(
      hover('a: {{ include "b" $0. }}\n', {
        ...values,
        "chart/templates/_b.tpl": '{{ define "b" }}x{{ if .Capabilities.APIVersions.Has "y" }}z{{ end }}{{ end }}',
      }) ?? "",
      /^Prints\nA part of it: Only if [^\n]*: whether the cluster has y\.\n```yaml\nxz\n```/,
    );
    for (const marked of ["a: $01 {{ .Values.a }}\n", "{{ if true }}{{ en$0d }}\n", "{{/* $0 */}}\n"])
      assert.equal(hover(marked, values), undefined);
  });
});

describe("the definition of what a template names", () => {
  const helper = "chart/templates/_b.tpl";
  const files = {
    "chart/values.yaml": "a: one\nlist: [p, q]\nmap: { b: 1 }\n",
    "chart/prod.yaml": "a: prod\n",
    [helper]: '{{- define "b" -}}\n{{ .Values.a }}{{ end }}',
  };
  function definition(marked: string, helm?: string): string | undefined {
    const { application, file, offset, name } = atCursor(marked, files, helm);
    const found = definitionAt(application, name, file, offset);
    if (found === undefined) return undefined;
    const text = textOf(file).slice(found.from.start, found.from.end);
    return `${text} → ${found.fileName}: ${found.span.start}-${found.span.end}`;
  }

  it("is the place that counts", () => {
    assert.equal(definition("{{ .Values.$0a }}\n"), ".Values.a → chart/values.yaml: 3-6");
    assert.equal(definition("{{ .Values.$0a }}\n", "{ valueFiles: [prod.yaml] }"), ".Values.a → chart/prod.yaml: 3-7");
    assert.match(definition("{{ .Values.$0a }}\n", "{ valuesObject: { a: x } }") ?? "", /→ apps\/shop\.yaml: /);
    const text = "\n      values: |\n        # Of ours\n        a: x\n        map:\n          b: y\n";
    const inText = atCursor("{{ .Values.map.$0b }}\n", files, text);
    const found = definitionAt(inText.application, path, inText.file, inText.offset);
    assert.equal(found?.fileName, "apps/shop.yaml");
    assert.equal(applicationText(text).slice(found.span.start, found.span.end), "y");
    assert.equal(definition("{{ .Values.map.$0b }}\n"), ".Values.map.b → chart/values.yaml: 30-31");
    assert.equal(definition("{{ .Values.ma$0p.b }}\n"), ".Values.map → chart/values.yaml: 25-33");
    assert.equal(definition("{{ if .Values.$0a }}{{ end }}\n"), ".Values.a → chart/values.yaml: 3-6");
  });

  it("is that of a template which is included", () => {
    for (const call of ['include "$0b" .', 'template "b$0" .'])
      assert.equal(definition(`a: {{ ${call} }}\n`), `b → ${helper}: 12-13`);
    assert.equal(definition('a: {{ include "n$0o" . }}\n'), undefined);
  });

  it("is the only value that an action reads", () => {
    assert.equal(definition("{{ with .Values.map }}{{ .$0b }}{{ end }}\n"), "{{ .b }} → chart/values.yaml: 30-31");
    assert.equal(definition("{{ .Values.$0no }}\n"), undefined);
    assert.equal(definition("a: $01 {{ .Values.a }}\n"), undefined);
  });
});
