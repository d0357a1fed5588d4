import assert from "node:assert/strict";
import { type RenderedText, sliceText, stretchAt } from "../../../server/core/helm/value/rendered-text.ts";
import { renderedChart } from "../../support/charts.ts";

function textOf(files: Readonly<Record<string, string>>): RenderedText {
  const { failures, outputs } = renderedChart(files);
  assert.deepEqual(failures, []);
  const [output] = outputs;
  assert.ok(output);
  return output.text;
}

/** The line of the source that a word of a rendered text comes from, with the file. */
function lineOf(text: RenderedText, word: string): string {
  const at = text.text.indexOf(word);
  const stretch = stretchAt(text, at);
  assert.ok(at >= 0 && stretch);
  const { source } = stretch.origin;
  const place = stretch.from + (stretch.how === "copied" ? at - stretch.at : 0);
  const start = source.text.lastIndexOf("\n", place - 1) + 1;
  return `${source.name}: ${source.text.slice(start).split("\n")[0] ?? ""}`;
}

describe("a rendered text knows where it comes from", () => {
  const text = textOf({
    "values.yaml": "name: web\nport: 80\nlabels:\n  team: blue\nnote: 'hi {{ .Release.Name }}'\n",
    "templates/_h.tpl": '{{ define "meta" }}\nname: {{ .Values.name }}\nowner: someone\n{{ end }}',
    "templates/a.yaml":
      'kind: Service\nmetadata:\n  {{- include "meta" . | nindent 2 }}\n  labels: {{- toYaml .Values.labels | nindent 4 }}\nport: {{ .Values.port }}\nnote: {{ tpl .Values.note . }}\n',
  });

  it("where it stands in the template", () => {
    assert.equal(lineOf(text, "Service"), "templates/a.yaml: kind: Service");
  });

  it("where an action made it", () => {
    assert.equal(lineOf(text, "80"), "templates/a.yaml: port: {{ .Values.port }}");
  });

  it("where it stands in a template that was included and indented", () => {
    assert.equal(lineOf(text, "someone"), "templates/_h.tpl: owner: someone");
    const stretch = stretchAt(text, text.text.indexOf("someone"));
    const via = stretch?.origin.via;
    assert.ok(via?.source.text.slice(via.at).startsWith("include"));
  });

  it("which values were read for it", () => {
    const values = stretchAt(text, text.text.indexOf("web"))?.origin.values ?? [];
    const places = values.map(({ source, start, end }) => `${source.name}: ${source.text.slice(start, end)}`);
    assert.ok(places.includes("values.yaml: web"), places.join());
  });

  it("which value each line of a printed map is", () => {
    const [value] = stretchAt(text, text.text.indexOf("team: blue"))?.origin.values ?? [];
    assert.equal(value?.source.text.slice(value.start, value.end), "blue");
  });

  it("in a part of it too", () => {
    const start = text.text.indexOf("someone");
    const part = sliceText(text, start, start + 7);
    assert.equal(part.text, "someone");
    assert.equal(lineOf(part, "one"), "templates/_h.tpl: owner: someone");
  });
});

describe("what nobody can know", () => {
  it("is a mark in the text, and told why", () => {
    const { outputs, unknowns } = renderedChart({
      "templates/a.yaml": 'a: {{ randAlphaNum 5 | quote }}\nb: {{ .Capabilities.APIVersions.Has "x/v1" }}\n',
    });
    assert.match(outputs[0]?.text.text ?? "", /^a: "\ue000\d+\ue001"\nb: \ue000\d+\ue001\n$/);
    assert.deepEqual(
      unknowns.map(({ reason }) => reason),
      ["randAlphaNum is different each time", "whether the cluster has x/v1"],
    );
  });

  it("is not that what the cluster has, where that is given", () => {
    const files = {
      "templates/a.yaml": '{{ .Capabilities.APIVersions.Has "x/v1" }}{{ lookup "v1" "Secret" "ns" "x" }}',
    };
    assert.equal(renderedChart(files, { known: "all" }).outputs[0]?.text.text, "falsemap[]");
    // Argo CD renders without a cluster: whatever there is, nothing is found.
    assert.match(renderedChart(files).outputs[0]?.text.text ?? "", /^\ue000\d+\ue001map\[\]$/);
  });

  it("has both branches rendered, each with what it depends on", () => {
    const template = '{{ if .Capabilities.APIVersions.Has "x/v1" }}kind: A{{ else }}kind: B{{ end }}';
    const text = textOf({ "templates/a.yaml": template });
    assert.equal(text.text, "kind: Akind: B");
    const branches = [0, 7].map((at) => stretchAt(text, at)?.origin.condition);
    assert.deepEqual(
      branches.map((condition) => condition?.branch),
      ["taken", "otherwise"],
    );
    assert.equal(branches[0]?.unknown.reason, "whether the cluster has x/v1");
  });

  it("makes a variable unknown that the branches leave with different values", () => {
    const template = "{{ $x := 1 }}{{ $y := 2 }}{{ if now }}{{ $x = 5 }}{{ end }}x: {{ $x }} y: {{ $y }}";
    assert.match(textOf({ "templates/a.yaml": template }).text, /^x: \ue000\d+\ue001 y: 2$/);
  });

  it("may fail in a branch that may not be taken", () => {
    assert.equal(textOf({ "templates/a.yaml": '{{ if now }}{{ fail "no" }}{{ else }}b{{ end }}' }).text, "b");
  });

  it("has a loop over it run once", () => {
    const template = "{{ range now }}name: {{ .metadata.name }}{{ end }}";
    assert.match(textOf({ "templates/a.yaml": template }).text, /^name: \ue000\d+\ue001$/);
  });

  it("decides nothing where another argument does", () => {
    const template = "{{ if or now true }}a{{ else }}b{{ end }}{{ if and now false }}c{{ else }}d{{ end }}";
    assert.equal(textOf({ "templates/a.yaml": template }).text, "ad");
  });

  it("goes through what makes a text of it", () => {
    const template = '{{ printf "a-%s" (randNumeric 3) | upper | indent 2 }} {{ list (randNumeric 3) "x" | join "-" }}';
    assert.match(textOf({ "templates/a.yaml": template }).text, /^ {2}A-\ue000\d+\ue001 \ue000\d+\ue001-x$/);
  });

  it("stays in a text whatever becomes of that", () => {
    const template =
      '{{ $x := printf "1%s" (randNumeric 3) }}{{ replace "0" "x" $x }} {{ urlquery $x }} {{ printf "%.2s %x" $x $x }}';
    const mark = "\ue000\\d+\ue001";
    const { text } = textOf({ "templates/a.yaml": template });
    assert.match(text, new RegExp(`^1${mark} 1${mark} 1${mark} 1${mark}$`));
  });

  it("is not what looks like the beginning of a mark", () => {
    const { text } = textOf({ "templates/a.yaml": 'a: {{ "\ue000" | trunc 3 | quote }} \ue000' });
    assert.equal(text, 'a: "\ue000" \ue000');
  });

  it("is an action that is not finished", () => {
    const { failures, outputs } = renderedChart({ "templates/a.yaml": "a: {{ .Values. }}\nb: {{ .Release.Name }}\n" });
    assert.equal(failures.length, 1);
    assert.match(outputs[0]?.text.text ?? "", /^a: \ue000\d+\ue001\nb: rel\n$/);
  });
});

describe("a failure of a chart", () => {
  it("stands where the template fails, in the file that has it", () => {
    const helper = '{{ define "x" }}\n{{ required "Write a name." .Values.name }}{{ end }}';
    const { failures } = renderedChart({ "templates/_h.tpl": helper, "templates/a.yaml": '{{ include "x" . }}' });
    const [failure] = failures;
    assert.equal(failure?.source?.name, "templates/_h.tpl");
    assert.match(failure.message, /Write a name\./);
    assert.ok(helper.slice(failure.at).startsWith("required"));
  });

  it("names the charts that are not there", () => {
    const { missing } = renderedChart({
      "Chart.yaml":
        "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies: [{name: db, version: 1.x, repository: https://x.io, condition: db.on}]\n",
    });
    const [{ place, ...chart } = assert.fail(), ...others] = missing;
    const named = { name: "db", chart: "db", version: "1.x", repository: "https://x.io", folder: "" };
    assert.deepEqual(chart, { why: "absent", ...named });
    assert.equal(place?.source.text.slice(place.start, place.end), "db");
    assert.deepEqual(others, []);
  });
});
