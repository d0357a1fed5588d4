import assert from "node:assert/strict";
import { isRemote, type KustomizeHolds, kustomizeInputs } from "../../../server/core/application/kustomize/inputs.ts";
import { kustomizationReferences } from "../../../server/core/application/kustomize/references.ts";
import { openFile } from "../../../server/core/manifest/file.ts";

type Cases = readonly (readonly [text: string, ...inputs: string[]])[];

function tryEach(holds: KustomizeHolds, cases: Cases): void {
  for (const [text, ...inputs] of cases) {
    it(`is ${inputs.length === 0 ? "nothing" : inputs.join(", ")} of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        kustomizeInputs(text, holds).map((it) => `${it.use} ${it.text}`),
        inputs,
      );
    });
  }
}

describe("what kustomize takes in", () => {
  it("is nothing that only looks like an address", () => {
    const text = `commonAnnotations: {docs: "https://example.com"}
images: [{name: a, newName: "example.com/a:1"}]
configMapGenerator: [{name: x, literals: ["URL=https://example.com"], files: [a.txt]}]
patches: [{patch: "- op: replace", target: {kind: Job}}]
replacements: [{source: {kind: Job, options: {delimiter: ":"}}, targets: []}]
resources: [web.yaml, ../base]
`;
    assert.deepEqual(
      kustomizeInputs(text, "a kustomization").map((it) => `${it.use} ${it.text}`),
      ["read a.txt", "build web.yaml", "build ../base"],
    );
  });

  tryEach("a kustomization", [
    ["RESOURCES: [a.yaml, https://x/y]", "build a.yaml", "build https://x/y"],
    ["bases: [../b]\ncomponents: [c]", "build ../b", "build c"],
    ["crds: [a.yaml]\nconfigurations: b.yaml", "read a.yaml", "read b.yaml"],
    ["patchesStrategicMerge:\n- a.yaml\n- |-\n  a: b\n  c: d\n", "read a.yaml"],
    ["patches: [{ path: a.yaml, target: { kind: Job } }, { patch: 'x: y' }]", "read a.yaml"],
    ["patchesJson6902: [{ Path: a.yaml }]\nreplacements: [{ path: b.yaml }]", "read a.yaml", "read b.yaml"],
    [
      "configMapGenerator: [{ name: x, files: [k=b.txt, ''], envs: [c], env: d }]",
      "read k=b.txt",
      "read b.txt",
      "read c",
      "read d",
    ],
    ["openapi: { path: schema.json }", "read schema.json"],
    ["generators: [a.yaml]\nvalidators: [b]", "configure a.yaml", "configure b"],
    ["transformers:\n- |-\n  apiVersion: builtin\n  kind: PatchTransformer\n  path: a.yaml\n", "read a.yaml"],
    ["transformers:\n- |-\n  apiVersion: example.com/v1\n  kind: Exec\n", "run Exec"],
    ['transformers: [\'{ "apiVersion": "builtin", "path": "a" }\', { path: b }]', "read a"],
    ["helmCharts: [{ name: redis, repo: https://x }]\nhelmGlobals: { chartHome: x }", "run redis"],
    ["helmChartInflationGenerator: [{ chartName: redis }, {}]", "run redis", "run "],
    ["new: field", "read field"],
    [
      "namespace: a\nnamePrefix: b\nlabels: [{ pairs: { files: c } }]\nvars: [{ name: d, files: [e] }]\nmetadata: { path: f }",
    ],
    ["kind: a\nnameSuffix: b\ncommonLabels: { path: c }\nimageTags: [{ path: d }]\nreplicas: [{ path: e }]"],
    ["apiVersion: a\ngeneratorOptions: { path: b }\nbuildMetadata: [c]\nsortOptions: { path: d }"],
    ["# nothing"],
    ["re\u017Fources: [a]\nconfigMapGenerator: [{ file\u017F: [b] }]", "build a", "read b"],
    ['resources: ["a ", "b\\nc"]', "build a", "build a ", "build b\nc"],
    ['generators: [\'--- {"apiVersion":"builtin","files":["a"]}\']', "read a"],
    ["a: !!binary Yg==", "unknown a: !!binary Yg=="],
    ["generators: ['a: !x b']", "unknown a: !x b"],
  ]);
});

describe("what a folder with settings of plugins takes in", () => {
  tryEach("a kustomization of settings", [
    ["kind: Kustomization\nresources: [a.yaml]\nbases: [b]", "build a.yaml", "build b"],
    ["resources: [a.yaml]\npatches: [{ path: b }]\nvars: []", "build a.yaml", "change patches", "change vars"],
  ]);
});

describe("what the settings of plugins take in", () => {
  tryEach("settings", [
    ["apiVersion: builtin\nkind: ConfigMapGenerator\nfiles: [a, b=c]\n", "read a", "read b=c", "read c"],
    ["APIVERSION: builtin\nx: { resources: [d], paths: [{ path: e }] }\ncrds: f", "read d", "read e", "read f"],
    ["apiVersion: builtin\nkind: HelmChartInflationGenerator\nname: x", "run HelmChartInflationGenerator"],
    ["kind: Exec\npath: a", "run Exec"],
    ["apiVersion: x\nAPIVERSION: builtin\nkind: Exec\npath: a", "run Exec"],
    ["- a", "run "],
  ]);
});

describe("an entry of a kustomization", () => {
  const remote = [
    "https://a/b",
    "SSH://a",
    "git::x",
    "git@github.com:a/b",
    "user@host/x",
    "github.com/a",
    "www.github.com:a",
    "a?ref=x",
    "file:///x",
  ];
  const local = ["../a", "a/b@c", "gitlab.com/a", "a.yaml", "githubxcom/a", "github.comx/a", "a?b"];
  it("is on another machine if it looks like an address", () => {
    for (const text of remote) assert.ok(isRemote(text), text);
    for (const text of local) assert.ok(!isRemote(text), text);
  });

  it("is a reference in every list of paths", () => {
    const lists = [
      "resources",
      "bases",
      "components",
      "crds",
      "generators",
      "transformers",
      "validators",
      "configurations",
    ];
    for (const list of [...lists, "patchesStrategicMerge"])
      assert.deepEqual(kustomizationReferences(openFile(`${list}: [a, "b: c\\n", 5, [d]]\n`)), ["a"], list);
    for (const list of ["patches", "patchesJson6902", "replacements"])
      assert.deepEqual(kustomizationReferences(openFile(`${list}: [{ path: a }, { patch: b }, c]\n`)), ["a"], list);
    assert.deepEqual(kustomizationReferences(openFile("namespace: a\nimages: [{ path: b }]\n---\nresources: [c]\n")), [
      "c",
    ]);
  });
});
