import assert from "node:assert/strict";
import { readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { failureLines } from "../../support/failures.ts";
import { manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

type Texts = Readonly<Record<string, string>>;

const settings = manifest("ConfigMap", "settings");
const base = { "base/kustomization.yaml": "resources: [all.yaml]\n", "base/all.yaml": settings };

/** What makes the folder `app` fail: a kustomization with this text, besides other files. */
function failuresOf(kustomization: string, others: Texts = {}): readonly string[] {
  const files = { "app/kustomization.yaml": kustomization, ...others };
  const { application } = readFolderApplication("app", { name: "app", namespace: "default" }, treeOf(files));
  return failureLines(application, files);
}

/** Each with the kustomization, the other files, and the failures. */
const cases: Readonly<Record<string, readonly [kustomization: string, others: Texts, failures: readonly string[]]>> = {
  "a resource that does not exist": [
    "resources:\n  - a.yaml\n  - ../gone\n",
    {},
    [
      'app/kustomization.yaml:2 a.yaml | "a.yaml" does not exist.',
      'app/kustomization.yaml:3 ../gone | "../gone" does not exist.',
    ],
  ],
  "a folder without a kustomization": [
    "resources: [../base]\n",
    { "base/all.yaml": settings },
    ['app/kustomization.yaml:1 ../base | There is no kustomization in the folder "base".'],
  ],
  "two kustomizations in one folder": [
    "resources: [a.yaml]\n",
    { "app/a.yaml": settings, "app/Kustomization": "\nresources: [a.yaml]\n" },
    [
      'app/Kustomization:2 resources: [a.yaml] | "kustomization.yaml" stands in this folder too, but kustomize accepts only one kustomization.',
    ],
  ],
  "an empty kustomization": [
    "# later\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
    {},
    [
      "app/kustomization.yaml:2 apiVersion: kustomize.config.k8s.io/v1beta1 | The kustomization is empty, and kustomize refuses to build an empty one.",
    ],
  ],
  "unknown fields": [
    "resources: [a.yaml]\nresource: []\nnamesuffix: -a\nimage: []\n",
    { "app/a.yaml": settings },
    [
      'app/kustomization.yaml:2 resource | A kustomization has no field "resource".',
      'app/kustomization.yaml:4 image | A kustomization has no field "image".',
    ],
  ],
  "another kind or version": [
    "kind: Kustomisation\nresources: [../base]\n",
    { ...base, "base/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1\nresources: [all.yaml]\n" },
    [
      'app/kustomization.yaml:1 Kustomisation | The kind of a kustomization is "Kustomization" or "Component", not "Kustomisation".',
      'base/kustomization.yaml:1 kustomize.config.k8s.io/v1 | The apiVersion of a Kustomization must be "kustomize.config.k8s.io/v1beta1".',
    ],
  ],
  "the tag of an image that is not a string": [
    "resources: [a.yaml]\nimages:\n  - name: web\n    newTag: 1.10\n",
    { "app/a.yaml": settings },
    ['app/kustomization.yaml:4 newTag | The value of "newTag" in images is not a string: put it in quotes.'],
  ],
  "a common annotation that is not a string": [
    "resources: [a.yaml]\ncommonAnnotations:\n  argocd.argoproj.io/sync-wave: 5\n",
    { "app/a.yaml": settings },
    [
      'app/kustomization.yaml:3 argocd.argoproj.io/sync-wave | The value of "argocd.argoproj.io/sync-wave" in commonAnnotations is not a string: put it in quotes.',
    ],
  ],
  "YAML that is not valid in a base, once for two overlays": [
    "resources: [../a, ../b]\n",
    {
      "a/kustomization.yaml": "namePrefix: a-\nresources: [../base]\n",
      "b/kustomization.yaml": "namePrefix: b-\nresources: [../base]\n",
      "base/kustomization.yaml": "resources: [all.yaml]\n",
      "base/all.yaml": `${settings}data: { a: "b" c }\n`,
    },
    ["base/all.yaml:5 c } | This is not valid YAML: something follows the end of the value. Put all of it in quotes."],
  ],
  "resources without a name": [
    "resources: [a.yaml]\n",
    { "app/a.yaml": "kind: Job\nmetadata:\n  generateName: a-\n---\nkind: Job\nmetadata: {}\n---\nkind: Job\n" },
    [
      "app/a.yaml:3 generateName | This Job has a generateName only, but kustomize requires a name.",
      "app/a.yaml:6 metadata | This Job has no name, and kustomize requires one.",
      "app/a.yaml:8 kind: Job | This Job has no name, and kustomize requires one.",
    ],
  ],
  "a kind that only begins like a list, without a name": [
    "resources: [a.yaml]\n",
    { "app/a.yaml": "kind: Listener\n---\nkind: JobList\n" },
    ["app/a.yaml:1 kind: Listener | This Listener has no name, and kustomize requires one."],
  ],
  "annotations that are a text": [
    "resources: [a.yaml]\n",
    { "app/a.yaml": "kind: Job\nmetadata:\n  name: a\n  annotations: PreSync\n" },
    ['app/a.yaml:4 annotations | The annotations of Job "a" are not a mapping.'],
  ],
  "the same object in two files": [
    "resources: [a.yaml, b.yaml]\n",
    { "app/a.yaml": settings, "app/b.yaml": `# again\n${settings}` },
    ['app/b.yaml:5 settings | ConfigMap "settings" is defined twice here and in "app/a.yaml".'],
  ],
  "one name generated in two bases": [
    "resources: [../a, ../b]\n",
    {
      "a/kustomization.yaml": "configMapGenerator: [{ name: settings }]\n",
      "b/kustomization.yaml": "configMapGenerator:\n  - name: settings\n",
    },
    [
      'b/kustomization.yaml:2 name: settings | ConfigMap "settings" is defined twice here and in "a/kustomization.yaml".',
    ],
  ],
  "the same object twice in one file": [
    "resources: [a.yaml]\n",
    { "app/a.yaml": `${settings}---\n${settings}` },
    ['app/a.yaml:9 settings | ConfigMap "settings" is defined twice in this file.'],
  ],
  "a base that comes in twice": [
    "resources:\n  - ../base\n  - ../base\n",
    base,
    ['app/kustomization.yaml:3 ../base | ConfigMap "settings" is defined twice: "../base" brings it in again.'],
  ],
  "a circle of bases": [
    "resources: [../base]\n",
    { "base/kustomization.yaml": "resources: [../app]\n" },
    ['base/kustomization.yaml:1 ../app | "../app" leads back to a kustomization that includes this one.'],
  ],
  "a component among the resources, and the other way round": [
    "resources: [../part]\ncomponents: [../base]\n",
    { ...base, "part/kustomization.yaml": "kind: Component\nnamePrefix: a-\n" },
    [
      'app/kustomization.yaml:1 ../part | "../part" is a component: list it under components.',
      'app/kustomization.yaml:2 ../base | "../base" is not a component: its kind is "Kustomization".',
    ],
  ],
  generators: [
    `resources: [../base]
configMapGenerator:
  - files: [gone.txt]
    name: a
  - literals: [a=b]
  - name: settings
  - behavior: merge
    name: other
`,
    base,
    [
      'app/kustomization.yaml:3 gone.txt | "gone.txt" does not exist, so the ConfigMap cannot be generated.',
      "app/kustomization.yaml:5 literals: [a=b] | This generator must give its ConfigMap a name.",
      'app/kustomization.yaml:6 settings | This generator makes ConfigMap "settings", which exists already: set "behavior: merge" or "behavior: replace" to change it.',
      'app/kustomization.yaml:8 other | There is no ConfigMap "other" for this generator to merge.',
    ],
  ],
  "patches for objects that are not there": [
    `resources: [../base]
patches:
  - path: patch.yaml
  - patch: |-
      apiVersion: v1
      kind: Secret
      metadata: { name: keys }
`,
    { ...base, "app/patch.yaml": manifest("ConfigMap", "setting") },
    [
      'app/patch.yaml:4 setting | There is no ConfigMap "setting" for this patch to change.',
      'app/kustomization.yaml:7 keys | There is no Secret "keys" for this patch to change.',
    ],
  ],
  "patches that are wrong in themselves": [
    `resources: [../base]
patches:
  - path: gone.yaml
  - target: { kind: ConfigMap }
  - path: list.yaml
  - path: number.yaml
    target: { kind: ConfigMap }
  - path: list.yaml
    target: { kind: ConfigMap }
`,
    {
      ...base,
      "app/list.yaml":
        "# none\n- op: add\n  path: /data\n  value: {}\n- { op: remove, path: /metadata/annotations/team }\n",
      "app/number.yaml": "5\n",
    },
    [
      'app/kustomization.yaml:3 gone.yaml | "gone.yaml" does not exist.',
      'app/kustomization.yaml:4 target: { kind: ConfigMap } | A patch must have a "patch" or a "path".',
      "app/kustomization.yaml:5 path: list.yaml | A JSON patch must have a target.",
      "app/number.yaml:1 5 | This is neither a strategic merge patch nor a JSON patch.",
      'app/list.yaml:5 { op: remove, path: /metadata/annotations/team } | This patch removes the annotation "team" from ConfigMap "settings", which does not have it.',
    ],
  ],
  "a namespace that makes two objects the same": [
    "resources: [a.yaml]\nnamespace: prod\n",
    {
      "app/a.yaml":
        "kind: ConfigMap\nmetadata: { name: a, namespace: b }\n---\nkind: ConfigMap\nmetadata: { name: a, namespace: c }\n",
    },
    [
      'app/kustomization.yaml:2 prod | The namespace "prod" makes two objects the same: ConfigMap "a" in the namespace "prod".',
    ],
  ],
  "a replacement without its source": [
    `resources: [../base]
replacements:
  - path: replacement.yaml
`,
    { ...base, "app/replacement.yaml": "source: { kind: Secret, name: keys }\ntargets: []\n" },
    [
      'app/replacement.yaml:1 { kind: Secret, name: keys } | There is no Secret "keys" for this replacement to take its value from.',
    ],
  ],
};

describe("a kustomization that kustomize refuses", () => {
  for (const [what, [kustomization, others, failures]] of Object.entries(cases)) {
    it(`for ${what} fails in the right place`, () => {
      assert.deepEqual(failuresOf(kustomization, others), failures);
    });
  }
});

describe("what is missing in a kustomization", () => {
  const patch = "patches:\n  - path: patch.yaml\n";
  const others = { ...base, "app/patch.yaml": manifest("ConfigMap", "other") };

  it("is no failure where it may be on another machine or in a chart", () => {
    const remote = "https://example.com/remote.yaml";
    assert.deepEqual(failuresOf(`resources: [${remote}, ../base]\n${patch}`, others), []);
    assert.deepEqual(
      failuresOf(`helmCharts: [{ name: redis, repo: https://x.invalid }]\nresources: [../base]\n${patch}`, others),
      [],
    );
    assert.equal(failuresOf(`resources: [../base]\n${patch}`, others).length, 1);
  });

  it("is no failure where it is elsewhere altogether", () => {
    const base = "resources: [../base, ../../outside, /absolute]\ncomponents: [https://example.com/part, ../../part]\n";
    const more = "patches: [{ path: ../../patch.yaml }]\nconfigMapGenerator: [{ name: a, files: [../../a.txt] }]\n";
    assert.deepEqual(failuresOf(base + more, others), []);
  });

  it("is no failure of a kustomization that a template writes", () => {
    assert.deepEqual(failuresOf("{{- if .x }}\nunknown: 5\n{{- end }}\ncommonLabels: { a: {{ .b }} }\n"), []);
  });

  it("is no failure where a replacement gives the object a name that is not known", () => {
    const inner = `resources: [../base]
replacements:
  - sourceValue: "\${NAME}"
    targets: [{ select: { kind: ConfigMap }, fieldPaths: [metadata.name] }]
`;
    assert.deepEqual(
      failuresOf(`resources: [../inner]\n${patch}`, { ...others, "inner/kustomization.yaml": inner }),
      [],
    );
  });
});
