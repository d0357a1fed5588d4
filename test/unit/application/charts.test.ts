import assert from "node:assert/strict";
import { readSource } from "../../../server/core/application/source.ts";
import type { SourceReading } from "../../../server/core/application/source-member.ts";
import { documentLocation } from "../../../server/core/application/location.ts";
import { plainSource, readSourceSpec } from "../../../server/core/application/source-spec.ts";
import { openFile } from "../../../server/core/index.ts";
import { treeOf } from "../../support/source-tree.ts";

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
}

function namesIn({ members }: SourceReading): string[] {
  return members.map(({ resource }) => resource.name);
}

describe("the values of a chart", () => {
  it("are those that its Application names, and those beside its own, but none outside of the repository", () => {
    const names = ["values.yaml", "values-prod.yaml", "values.txt", "env/prod.yaml", "env/other.yaml", "Chart.yaml"];
    const files = Object.fromEntries(names.map((name) => [`chart/${name}`, "a: b\n"]));
    const application = `path: chart
helm: {valueFiles: [env/prod.yaml, /shared.yaml, ../../out.yaml, absent.yaml, $values/a.yaml, https://example.com/b.yaml]}
`;
    const tree = treeOf({ ...files, "shared.yaml": "a: b\n", "app.yaml": application });
    const file = openFile(application);
    const node = file.documents[0]?.parsed.root ?? assert.fail();
    const source = readSourceSpec(node, documentLocation("app.yaml", file, 0));
    assert.deepEqual(
      readSource(source, "", tree).files.map(({ name }) => name),
      ["chart/values.yaml", "chart/values-prod.yaml", "chart/env/prod.yaml", "shared.yaml"],
    );
  });
});

describe("a chart", () => {
  const tree = treeOf({
    "chart/Chart.yaml":
      "name: web\ndependencies:\n  - { name: database, version: 1.0.0 }\n  - { name: cache, condition: cache.enabled }\n",
    "chart/values.yaml": "a: b\n",
    "chart/crds/widgets.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec: { group: example.com, names: { kind: Widget } }
`,
    "chart/templates/_helpers.tpl": '{{ define "web.name" }}web{{ end }}',
    "chart/templates/NOTES.txt": "Thank you",
    "chart/templates/all.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}
    argocd.argoproj.io/hook: PreSync
{{- if .Values.job }}
---
apiVersion: batch/v1
kind: Job
metadata: { name: migrate }
{{- end }}
---
apiVersion: v1
kind: Secret
metadata: { name: last }
`,
    "chart/templates/more/deep.yaml": `{{- if .Values.deep }}\n${configMap("deep")}{{- end }}\n`,
    "chart/charts/cache/Chart.yaml": "name: cache\n",
    "chart/charts/cache/templates/cache.yaml": configMap("cache"),
  });
  const reading = readSource(plainSource("chart"), "", tree);

  it("holds its definitions, its templates, and those of the charts inside it", () => {
    assert.equal(reading.type, "helm");
    assert.deepEqual(namesIn(reading), [
      "widgets.example.com",
      "{{ .Release.Name }}",
      "migrate",
      "last",
      "deep",
      "cache",
    ]);
  });

  it("marks what may not be there", () => {
    const conditional = reading.members.filter((member) => member.conditional).map(({ resource }) => resource.name);
    assert.deepEqual(conditional, ["migrate", "deep", "cache"]);
  });

  it("does not guess what values decide", () => {
    const settings = reading.members.find(({ resource }) => resource.name.includes("Release"));
    assert.equal(settings?.nameKnown, false);
    assert.equal(settings.resource.annotations.has("argocd.argoproj.io/sync-wave"), true);
    assert.equal(settings.resource.annotations.get("argocd.argoproj.io/sync-wave"), undefined);
    assert.equal(settings.resource.annotations.get("argocd.argoproj.io/hook"), "PreSync");
  });

  it("says which charts are not here", () => {
    assert.deepEqual(
      reading.unread.map(({ reason }) => reason),
      ['The chart "database" is not in this workspace.'],
    );
  });

  const conditions: readonly (readonly [
    what: string,
    templates: Readonly<Record<string, string>>,
    maybe: string[],
    sure: string[],
  ])[] = [
    [
      "between blocks that several documents share",
      { "a.yaml": `{{- range .x }}\n---\n${configMap("a")}---\n${configMap("b")}{{- end }}\n---\n${configMap("c")}` },
      ["a", "b"],
      ["c"],
    ],
    [
      "behind a block that is closed before it",
      { "a.yaml": `{{- if .x }}{{ else }}{{- end }}\n{{- with .y }}{{- end }}\n${configMap("a")}` },
      [],
      ["a"],
    ],
    [
      "behind a block too many that is closed",
      { "a.yaml": `{{ end }}\n---\n{{ if .x }}\n${configMap("a")}{{ end }}\n` },
      ["a"],
      [],
    ],
    [
      "inside of two blocks",
      { "a.yaml": `{{ if .x }}{{ if .y }}\n${configMap("a")}{{ end }}\n---\n${configMap("b")}{{ end }}\n` },
      ["a", "b"],
      [],
    ],
    [
      "with blocks in it",
      { "a.yaml": `${configMap("a")}{{ if .x }}\ndata: {}\n{{ end }}\n---\n${configMap("b")}` },
      [],
      ["a", "b"],
    ],
    ["in another file", { "a.yaml": `{{ if .x }}\n${configMap("a")}`, "b.yaml": configMap("b") }, ["a"], ["b"]],
  ];
  for (const [what, templates, maybe, sure] of conditions) {
    it(`marks what may not be there ${what}`, () => {
      const files = Object.entries(templates).map(([name, text]) => [`app/templates/${name}`, text]);
      const { members } = readSource(
        plainSource("app"),
        "",
        treeOf({ "app/Chart.yaml": "name: a\n", ...(Object.fromEntries(files) as object) }),
      );
      const named = (some: typeof members): string[] => some.map(({ resource }) => resource.name);
      assert.deepEqual(named(members.filter(({ conditional }) => conditional)), maybe);
      assert.deepEqual(named(members.filter(({ conditional }) => !conditional)), sure);
    });
  }

  it("asks what is inside it, and inside of that, under the conditions of both", () => {
    const inner = (name: string, text = "") => ({
      [`app/charts/${name}/Chart.yaml`]: `name: a\n${text}`,
      [`app/charts/${name}/templates/a.yaml`]: configMap(name.replaceAll("/", "-")),
    });
    const files: Readonly<Record<string, string>> = {
      "app/Chart.yaml":
        "# a chart\n---\nname: a\ndependencies: [{ name: one, tags: [x] }, { name: two }, { name: gone }]\n",
      ...inner("one"),
      ...inner("one/charts/three"),
      ...inner("two", "dependencies: [{ name: lost }]\n"),
      "app/charts/notes.txt": "",
    };
    const { members, unread, files: read } = readSource(plainSource("app"), "", treeOf(files));
    assert.deepEqual(
      members.map(({ resource, conditional }) => `${resource.name} ${conditional ? "maybe" : "surely"}`),
      ["one maybe", "one-charts-three maybe", "two surely"],
    );
    assert.deepEqual(
      unread.map(
        ({ text, location: { path, offset, end } }) => `${text} ${path}: ${files[path]?.slice(offset, end) ?? ""}`,
      ),
      ["gone app/Chart.yaml: { name: gone }", "lost app/charts/two/Chart.yaml: { name: lost }"],
    );
    assert.deepEqual(
      read.map(({ name }) => name),
      ["one", "one/charts/three", "two"].map((name) => `app/charts/${name}/templates/a.yaml`),
    );
  });

  it("may stand in the root", () => {
    const tree = treeOf({
      "Chart.yaml": "name: a\n",
      "templates/b/a.yaml": configMap("b"),
      "templates/z.yaml": configMap("z"),
      "crds/a.yaml": configMap("c"),
      "a.yaml": configMap("a"),
    });
    assert.deepEqual(namesIn(readSource(plainSource(""), "", tree)), ["c", "z", "b"]);
  });
});
