import assert from "node:assert/strict";
import { isBadChart, loadChart } from "../../../server/core/helm/chart/chart.ts";
import { type RenderedChart, renderChart } from "../../../server/core/helm/chart/render-chart.ts";
import { type Source, sourceOf } from "../../../server/core/helm/template/node.ts";

type Texts = Readonly<Record<string, string>>;

const chartFile = "apiVersion: v2\nname: app\nversion: 1.0.0\n";

/** Files as they are read: a text that is the same as before is the same source. */
function sources(texts: Texts, before: ReadonlyMap<string, Source> = new Map()): ReadonlyMap<string, Source> {
  const all = Object.entries({ "Chart.yaml": chartFile, ...texts });
  return new Map(
    all.map(([path, text]) => {
      const known = before.get(path);
      return [path, known?.text === text ? known : sourceOf(path, text)];
    }),
  );
}

function rendered(files: ReadonlyMap<string, Source>, before?: RenderedChart): RenderedChart {
  const chart = loadChart(files);
  if (isBadChart(chart)) throw new Error(chart.problem);
  const cluster = { apiVersions: [], known: "some" } as const;
  const rest = { release: "rel", namespace: "ns", values: [], cluster };
  return renderChart({ chart, ...rest, before: before?.run });
}

/** What people can tell two renderings apart by. */
function shown({ outputs, failures, unknowns, steps }: RenderedChart): unknown {
  return {
    outputs: outputs.map(({ source, text }) => [
      source.name,
      text.text,
      text.stretches.map(({ at, from, how, origin }) => [at, from, how, origin.source.name, origin.at]),
    ]),
    failures: failures.map(({ message, source, at }) => [message, source?.name, at]),
    unknowns,
    steps: Math.round(steps),
  };
}

/** The templates whose outputs are those of before. */
function kept(before: RenderedChart, after: RenderedChart): readonly string[] {
  return after.outputs.filter((output) => before.outputs.includes(output)).map(({ source }) => source.name);
}

const plain: Texts = {
  "values.yaml": "name: a\nlist: {}\n",
  "templates/_helpers.tpl": '{{ define "name" }}{{ .Values.name }}{{ end }}{{ define "other" }}b{{ end }}',
  "templates/a.yaml": 'a: {{ include "name" . }}',
  "templates/b.yaml": 'b: {{ set (dict "x" 1) "y" 2 | toYaml | nindent 2 }}',
  "templates/c.yaml": 'c: {{ tpl "{{ .Values.name }}" . }}',
};

/** Charts with one edit each, and the templates that need not be rendered again. */
const edits: Readonly<
  Record<string, { readonly from: Texts; readonly edit: Texts; readonly kept: readonly string[] }>
> = {
  "one template": {
    from: plain,
    edit: { "templates/a.yaml": "a: changed" },
    kept: ["templates/b.yaml", "templates/c.yaml"],
  },
  "what one of them includes": {
    from: plain,
    edit: { "templates/_helpers.tpl": '{{ define "name" }}changed{{ end }}' },
    kept: ["templates/b.yaml", "templates/c.yaml"],
  },
  "a template that is new": {
    from: plain,
    edit: { "templates/A.yaml": '{{ define "name" }}another{{ end }}' },
    kept: ["templates/b.yaml", "templates/c.yaml"],
  },
  "a template that begins to change the values": {
    from: plain,
    edit: { "templates/b.yaml": '{{ $_ := set .Values "name" "changed" }}' },
    kept: [],
  },
  "a template that changes a value inside of another": {
    from: { ...plain, "templates/b.yaml": '{{ $_ := merge (dict "l" .Values.list) (dict "l" (dict "x" 1)) }}' },
    edit: { "templates/a.yaml": "a: {{ toYaml .Values.list | nindent 2 }}" },
    kept: [],
  },
  "a template that changes the values no longer": {
    from: { ...plain, "templates/b.yaml": '{{ $_ := unset .Values "name" }}' },
    edit: { "templates/b.yaml": "b: 1" },
    kept: [],
  },
  "a template before others with something unknown": {
    from: { ...plain, "templates/a.yaml": "a: {{ now }}", "templates/c.yaml": "c: 1" },
    edit: { "templates/c.yaml": "c: {{ uuidv4 }}" },
    kept: ["templates/b.yaml"],
  },
  "a template behind others with something unknown": {
    from: { ...plain, "templates/c.yaml": "c: {{ now }}" },
    edit: { "templates/a.yaml": "a: {{ uuidv4 }}" },
    kept: ["templates/b.yaml", "templates/c.yaml"],
  },
  "a template that is defined for a moment": {
    from: {
      ...plain,
      "templates/c.yaml": `c: {{ tpl "{{ define \\"name\\" }}x{{ end }}{{ include \\"name\\" . }}" . }}`,
    },
    edit: { "templates/a.yaml": "a: changed" },
    kept: ["templates/b.yaml"],
  },
  "a template that fails": {
    from: { ...plain, "templates/a.yaml": 'a: {{ fail "no" }}' },
    edit: { "templates/b.yaml": 'b: {{ fail "no, too" }}' },
    kept: ["templates/c.yaml"],
  },
};

describe("a chart that is rendered again", () => {
  for (const [name, { from, edit, kept: expected }] of Object.entries(edits)) {
    it(`is what it is when it is rendered for the first time after an edit: ${name}`, () => {
      const first = sources(from);
      const before = rendered(first);
      const second = sources({ ...from, ...edit }, first);
      const after = rendered(second, before);
      assert.deepEqual(shown(after), shown(rendered(second)));
      assert.deepEqual(kept(before, after), expected);
      // The edit is taken back.
      const third = sources(from, second);
      assert.deepEqual(shown(rendered(third, after)), shown(before));
    });
  }
});
