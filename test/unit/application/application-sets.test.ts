import assert from "node:assert/strict";
import { readApplicationSets } from "../../../server/core/application/applicationset.ts";
import type { SourceTree } from "../../../server/core/application/source-tree.ts";
import { nodeAt } from "../../../server/core/manifest/node.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { treeOf } from "../../support/source-tree.ts";

const tree = treeOf({
  "apps/web/a.yaml": "",
  "apps/api/a.yaml": "",
  "components/hooks/a.yaml": "",
  "root/a.yaml": "",
});

/** The names and paths of the Applications of one ApplicationSet, and the reasons for what is unknown. */
function madeBy(
  generators: string,
  template: string,
  goTemplate: "true" | "false" = "false",
  files: SourceTree = tree,
): unknown {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: set }
spec:
  goTemplate: ${goTemplate}
  generators:
    ${generators.replaceAll("\n", "\n    ")}
  template:
    ${template.replaceAll("\n", "\n    ")}
`;
  const { sets, missing } = readApplicationSets(openFile(text), "set.yaml", files);
  assert.deepEqual(missing, { files: [], folders: [] });
  return sets.map(({ applications, unknown }) => [
    ...applications.map(({ name, paths, sources }) => `${name} ${paths[0] ?? sources[0]?.unknownPath ?? "?"}`),
    ...unknown.map(({ reason }) => reason),
  ]);
}

describe("an ApplicationSet", () => {
  it("says what becomes of an Application that it makes no more", () => {
    const fate = (rest: string, metadata = ""): unknown => {
      const text = `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: set }\nspec:\n  generators: [{ list: { elements: [{ a: b }] } }]\n  template: { metadata: { name: one, ${metadata} } }\n  ${rest}\n`;
      const [made] = readApplicationSets(openFile(text), "set.yaml", tree).sets.flatMap((it) => it.applications);
      return made && [made.cascade, made.isKept ?? false];
    };
    const preserving = "syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: create-update }";
    assert.deepEqual(fate(""), ["foreground", false]);
    assert.deepEqual(fate("syncPolicy: { applicationsSync: create-delete }"), ["foreground", false]);
    assert.deepEqual(fate(preserving), ["none", true]);
    assert.deepEqual(fate(preserving, "finalizers: [resources-finalizer.argocd.argoproj.io/background]"), [
      "background",
      true,
    ]);
    assert.deepEqual(fate("", "finalizers: [example.com/own]"), ["none", false]);
    assert.deepEqual(fate("templatePatch: '{}'"), [undefined, false]);
  });

  it("makes an Application of each element of a list", () => {
    const template = "metadata: { name: 'app-{{name}}' }\nspec: { source: { path: 'apps/{{ values.folder }}' } }";
    const list =
      "- list: { elements: [{ name: one, values: { folder: web } }, { name: two, values: { folder: api } }] }";
    assert.deepEqual(madeBy(list, template), [["app-one apps/web", "app-two apps/api"]]);
  });

  it("makes an Application of each folder of this repository", () => {
    const git = "- git: { directories: [{ path: apps/* }, { path: apps/web, exclude: true }] }";
    const template = "metadata:\n  name: {{path.basename}}-{{path[0]}}\nspec:\n  source:\n    path: {{path}}";
    assert.deepEqual(madeBy(git, template), [["api-apps apps/api"]]);
  });

  it("reads Go templates as far as they only name parameters", () => {
    const git = "- git: { directories: [{ path: apps/* }] }";
    const template =
      "metadata: { name: '{{ index .path.segments 1 }}' }\nspec: { source: { path: '{{.path.path}}', targetRevision: '{{ .x | upper }}' } }";
    assert.deepEqual(madeBy(git, template, "true"), [["api apps/api", "web apps/web"]]);
    const function_ = "metadata: { name: x }\nspec: { source: { path: '{{ .path.path | lower }}' } }";
    assert.deepEqual(madeBy(git, function_, "true"), [["x {{ .path.path | lower }}", "x {{ .path.path | lower }}"]]);
  });

  it("fills in texts as YAML reads them, not as they are written", () => {
    const text = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: set }
spec:
  generators:
    - list: { elements: [{ a: one }] }
  template:
    metadata: { name: "\\x61-{{a}}" }
    spec:
      source:
        path: 'it''s-{{a}}'
        targetRevision: >
          {{a}}
          two
        helm:
          values: |
            # of {{a}}
            name: "{{a}}"
              deeper
`;
    const [set] = readApplicationSets(openFile(text), "set.yaml", tree).sets;
    const [application] = set?.applications ?? [];
    const [source] = application?.sources ?? [];
    assert.deepEqual([application?.name, source?.path, source?.targetRevision], ["a-one", "it's-one", "one two\n"]);
    const values = source?.options.map(({ node }) => nodeAt(node, "helm", "values"));
    assert.deepEqual(
      values?.map((it) => (it?.type === "scalar" ? it.text : undefined)),
      ['# of one\nname: "one"\n  deeper\n'],
    );
  });

  it("makes Applications without a name of a template that has none", () => {
    assert.deepEqual(madeBy("- list: { elements: [{ a: b }] }", "spec: { source: { path: apps/web } }"), [
      [" apps/web"],
    ]);
  });

  it("makes nothing of an element that holds no parameters", () => {
    const template = "metadata: { name: '{{name}}' }\nspec: { source: { path: apps/web } }";
    assert.deepEqual(madeBy("- list: { elements: [placeholder, { name: one }] }", template), [["one apps/web"]]);
  });

  const folders: readonly (readonly [generator: string, made: readonly string[]])[] = [
    ["directories: [{ path: '*' }]", ["apps", "components", "root"]],
    ["directories: [{ path: 'apps/*' }, { path: components/hooks }]", ["apps/api", "apps/web", "components/hooks"]],
    ["directories: [{ path: './*/h?oks' }]", []],
    ["directories: [{ path: '*/h?oks/' }]", ["components/hooks"]],
    ["directories: [{ path: 'apps/*' }, { path: 'apps/w*', exclude: true }]", ["apps/api"]],
    ["directories: [{ path: 'apps/*' }, { path: 'apps', exclude: true }]", ["apps/api", "apps/web"]],
    ["directories: [{ path: 'apps/*' }, { path: 'apps/web', exclude: false }]", ["apps/api", "apps/web"]],
    ["directories: [{ path: '' }]", []],
    ["directories: [{ path: gone/* }]", []],
    ["directories: []", []],
  ];
  for (const [generator, made] of folders) {
    it(`makes ${made.length} Applications of ${generator}`, () => {
      const template = "metadata: { name: '{{path.basename}}' }\nspec: { source: { path: '{{path}}' } }";
      const expected = made.map((path) => `${path.split("/").at(-1) ?? ""} ${path}`);
      assert.deepEqual(madeBy(`- git: { ${generator} }`, template), [expected]);
    });
  }

  it("gives its template the parts of a path under any name", () => {
    const list = "directories: [{ path: components/hooks }]";
    const template = (name: string) => `metadata: { name: '${name}' }\nspec: { source: { path: x } }`;
    const prefixed = `- git: { ${list}, pathParamPrefix: my }`;
    assert.deepEqual(madeBy(prefixed, template("{{my.path.basename}}-{{my.path[0]}}-{{my.path}}")), [
      ["hooks-components-components/hooks x"],
    ]);
    const inGo = template("{{.my.path.basenameNormalized}}-{{index .my.path.segments 0}}-{{.my.path.path}}");
    assert.deepEqual(madeBy(prefixed, inGo, "true"), [["hooks-components-components/hooks x"]]);
    assert.deepEqual(madeBy(prefixed, template("{{path}}")), [["{{path}} x"]]);
  });

  it("makes names of folders that Kubernetes takes", () => {
    const git = "- git: { directories: [{ path: '*' }] }";
    const template = "metadata: { name: '{{path.basenameNormalized}}' }\nspec: { source: { path: x } }";
    const odd = treeOf({ "Web_App.v2-/a.yaml": "", "__x y/a.yaml": "", ".hidden/a.yaml": "" });
    assert.deepEqual(madeBy(git, template, "false", odd), [["web-app.v2 x", "x-y x"]]);
  });

  const elements: readonly (readonly [element: string, text: string, filled: string, inGo?: "true"])[] = [
    ["{ a: 5, b: yes }", "{{a}}-{{b}}", "5-yes"],
    ["{ a: { b: c } }", "{{a.b}}", "{{a.b}}"],
    ["{ values: { b: c } }", "{{values.b}}", "c"],
    ["{ a: { b: { c: d } } }", "{{.a.b.c}}", "d", "true"],
    ["{ a: [b] }", "{{.a}}", "{{.a}}", "true"],
    ["{ a: b }", "{{- .a }}", "{{- .a }}", "true"],
    ["{ a: b }", "{{ .a -}}", "{{ .a -}}", "true"],
    ["{ a: b }", "{{a}", "{{a}"],
    ["{ a: b }", "{{a}}{{c}}", "{{a}}{{c}}"],
    ["{ a: '{{b}}' }", "{{a}}", "{{a}}"],
    ["{ a: '${X}' }", "{{a}}", "{{a}}"],
    ["{ a: b }", "{{a b}}", "{{a b}}"],
    ["{ a: b }", "{{ .a.b }}", "{{ .a.b }}", "true"],
  ];
  for (const [element, text, filled, inGo] of elements) {
    it(`fills ${element} into ${text}`, () => {
      const template = `metadata: { name: '${text}' }\nspec: { sources: [{ path: x }] }`;
      assert.deepEqual(madeBy(`- list: { elements: [${element}] }`, template, inGo), [[`${filled} x`]]);
    });
  }

  it("does not fill in what would be very long", () => {
    const element = `{ a: '${"x".repeat(50_000)}' }`;
    const names = ["{{a}}{{a}}", "{{a}}{{a}}{{a}}"].map((text) => {
      const template = `metadata: { name: '${text}' }\nspec: { source: { path: x } }`;
      return (madeBy(`- list: { elements: [${element}] }`, template) as [readonly string[]])[0][0];
    });
    assert.deepEqual(
      names.map((name) => name?.length),
      [100_002, 17],
    );
  });

  it("is one of that kind and group only", () => {
    const generators =
      "spec: { generators: [{ list: { elements: [{ a: b }] } }], template: { metadata: { name: x } } }\n";
    const sets = (apiVersion: string, kind: string): number =>
      readApplicationSets(openFile(`apiVersion: ${apiVersion}\nkind: ${kind}\n${generators}`), "set.yaml", tree).sets
        .length;
    assert.equal(sets("argoproj.io/v1alpha1", "ApplicationSet"), 1);
    assert.equal(sets("argoproj.io/v1alpha1", "ApplicationSets"), 0);
    assert.equal(sets("example.com/v1", "ApplicationSet"), 0);
  });

  const guarded = [
    "selector: { matchLabels: { a: b } }, list: { elements: [{ a: b }] }",
    "list: { elements: [{ a: b }], template: { metadata: { name: y } } }",
    "list: { elementsYaml: x }",
    "git: { directories: [{ path: apps/* }], files: [{ path: a }] }",
    "git: { directories: [{ path: 'apps/[aw]*' }] }",
    "git: { directories: [{ path: 'apps/{a,w}*' }] }",
  ];
  for (const generator of guarded) {
    it(`says what only Argo CD can tell of ${generator}`, () => {
      const type = generator.includes("git:") ? "git" : "list";
      const template = "metadata: { name: x }\nspec: { source: { path: apps/web } }";
      assert.deepEqual(madeBy(`- { ${generator} }`, template), [
        [`What the generator "${type}" makes is only known to Argo CD.`],
      ]);
    });
  }

  it("says what only Argo CD can tell", () => {
    const template = "metadata: { name: x }\nspec: { source: { path: apps/web } }";
    assert.deepEqual(madeBy("- clusters: {}", template), [
      ['What the generator "clusters" makes is only known to Argo CD.'],
    ]);
    assert.deepEqual(madeBy("- git: { files: [{ path: '**/config.json' }] }", template), [
      ['What the generator "git" makes is only known to Argo CD.'],
    ]);
  });
});
