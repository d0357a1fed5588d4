import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { configuredApplications } from "../../../server/core/configuration/configured-applications.ts";
import { buildApplication } from "../../../server/core/application/application.ts";
import { readDeclared, readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { withRender } from "../../../server/core/application/rendered-application.ts";
import type { SourceTree } from "../../../server/core/application/source-tree.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { invalidByte } from "../../../server/core/text.ts";
import { failureLines } from "../../support/failures.ts";
import { manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

type Texts = Readonly<Record<string, string>>;

/** What makes the folder `app` fail, without an Application. */
function failuresOf(files: Texts): readonly string[] {
  const { application } = readFolderApplication("app", { name: "app", namespace: "default" }, treeOf(files));
  return failureLines(application, files);
}

/** What makes an Application fail, whose source is a text in flow style; it is called `app.yaml`. */
function declaredFailures(source: string, files: Texts): readonly string[] {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  source: ${source}\n`;
  const [declared] = readDeclaredApplications(openFile(text), "app.yaml");
  assert.ok(declared);
  return failureLines(readDeclared(declared, treeOf(files)).application, { ...files, "app.yaml": text });
}

const configMap = manifest("ConfigMap", "settings");

describe("a directory that Argo CD cannot generate", () => {
  it("fails where the YAML is wrong, and says so before anything else", () => {
    const files = {
      "app/a.yaml": manifest("ConfigMap", "a", { x: "5" }),
      "app/b.yaml": `# first\n---\n${configMap}data:\n  a: "b" c\n  d: e\n`,
    };
    assert.deepEqual(failuresOf(files), [
      "app/b.yaml:8 c | This is not valid YAML: something follows the end of the value. Put all of it in quotes.",
      'app/a.yaml:6 x | The annotation "x" of ConfigMap "a" is not a string.',
    ]);
  });

  it("fails at the last line of what does not end", () => {
    const files = { "app/a.yaml": `${configMap}data: [\n\n  a\n\n` };
    const [failure] = failuresOf(files);
    assert.match(failure ?? "", /^app\/a\.yaml:7 a \| This is not valid YAML: the closing \]/);
  });

  it("fails at each document that is not a Kubernetes object", () => {
    const files = { "app/a.yaml": `${configMap}---\n- a\n- b\n---\nmetadata: { name: b }\nspec: {}\n---\n# nothing\n` };
    assert.deepEqual(failuresOf(files), [
      "app/a.yaml:6 - a | A manifest must be a mapping.",
      'app/a.yaml:9 metadata: { name: b } | A manifest must have a "kind".',
    ]);
  });

  it("does not fail at documents that are null, or that are filled in later", () => {
    assert.deepEqual(failuresOf({ "app/a.yaml": `${configMap}---\nnull\n---\n~\n---\n\${EXTRA}\n` }), []);
  });

  it("fails at every annotation that is not a string", () => {
    const files = {
      "app/a.yaml": manifest("Job", "both", { "argocd.argoproj.io/hook": "[PreSync, PostSync]", x: "5" }),
    };
    assert.deepEqual(failuresOf(files), [
      'app/a.yaml:6 argocd.argoproj.io/hook | The annotation "argocd.argoproj.io/hook" of Job "both" is not a string.',
      'app/a.yaml:7 x | The annotation "x" of Job "both" is not a string.',
    ]);
  });

  it("fails at annotations that are a text", () => {
    const files = { "app/a.yaml": "kind: Job\nmetadata:\n  generateName: migrate-\n  annotations: PreSync\n" };
    assert.deepEqual(failuresOf(files), [
      'app/a.yaml:4 annotations | The annotations of Job "migrate-" are not a mapping.',
    ]);
  });

  it("fails at JSON that is meant for Kubernetes and broken, but not at other JSON", () => {
    const files = {
      "app/a.json": '{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "a" }, }}\n',
      "app/package.json": '{ "name": "a" }\n',
    };
    assert.deepEqual(
      failuresOf(files).map((line) => line.split(" | ")[0]),
      ["app/a.json:1 }"],
    );
  });

  it("fails at any JSON that is not one object with a kind, where an Application deploys the folder", () => {
    const object = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a\\\\"}}';
    const files = {
      "app/a.json": `\uFEFF\n${object}\n`,
      "app/b.json": '{ "dashboard": { "kind": "x" } }\n',
      "app/c.json": `${object}\n${object}\n`,
      "app/d.json": `${object}\n---\n${object}\n`,
      "app/e.json": "\n",
      "app/f.json": `[${object}]\n`,
      "app/g.json": `// why\n${object}\n`,
      "app/h.json": '{"kind":"ConfigMap",}\n',
      "app/i.json": "kind: ConfigMap\n",
      "app/j.json": "null\n",
      "app/k.json": '{"kind":"Job","a":"\n',
    };
    const why = (line: string): string => /more here|is empty|no "kind"|not valid JSON/.exec(line)?.[0] ?? line;
    const lines = declaredFailures("{ path: app }", files).map((line) => `${line.split(" ")[0]} ${why(line)}`);
    assert.deepEqual(lines, [
      'app/b.json:1 no "kind"',
      "app/c.json:2 more here",
      "app/d.json:2 more here",
      "app/e.json:2 is empty",
      'app/f.json:1 no "kind"',
      "app/g.json:1 not valid JSON",
      "app/h.json:1 not valid JSON",
      "app/i.json:1 not valid JSON",
      'app/j.json:1 no "kind"',
      "app/k.json:1 not valid JSON",
    ]);
    assert.deepEqual(failuresOf({ "app/a.json": object, "app/b.json": "{}", "app/package.json": "{}" }), []);
    assert.deepEqual(declaredFailures("{ path: . }", { "package.json": "{}" }), []);
    const [listed] = configuredApplications(
      openFile("applications: [{ name: a, path: . }]"),
      ".argocd-annotations.yaml",
      "",
    );
    assert.ok(listed);
    assert.equal(readDeclared(listed, treeOf({ "package.json": "{}" })).application.failures.length, 1);
    assert.deepEqual(declaredFailures("{ path: app, directory: { exclude: b.json } }", { "app/b.json": "{}" }), []);
  });

  it("does not fail at JSON that Argo CD reads although it is unusual, or that is filled in later", () => {
    const files = {
      "app/a.json": '{"items":[{"kind":"Job","metadata":{"name":"a"}}]}\n',
      "app/b.json": '{"kind":"Job","kind":"Job","a":"\\u007b{["}\n}\n',
      "app/c.json": '{"kind":"Job","spec":${SPEC}}\n',
      "app/d.yaml": "- [\n",
      "app/.hidden.yaml": "rules: {}\n",
    };
    assert.deepEqual(declaredFailures("{ path: app }", files), []);
  });

  it("fails at a control character, even in a comment, but not before Helm has rendered it", () => {
    const files = { "app/a.yaml": `${configMap}# bell: \u0007\n`, "app/b.yaml": `${configMap}a: {{ "\u0007" }}\n` };
    assert.deepEqual(failuresOf(files), [
      "app/a.yaml:5 \u0007 | The control character 0x07 is not allowed in YAML: remove it.",
    ]);
  });

  it("does not fail at a byte that is not UTF-8, unlike kustomize and Helm", () => {
    const latin = `${configMap}# caf${invalidByte(0xe9)}\n`;
    const message = "The byte 0xE9 is not valid UTF-8: save the file as UTF-8.";
    assert.deepEqual(failuresOf({ "app/a.yaml": latin }), []);
    const kustomized = { "app/kustomization.yaml": "resources: [a.yaml]\npatches: [{ path: b.yaml }]\n" };
    assert.deepEqual(failuresOf({ ...kustomized, "app/a.yaml": latin, "app/b.yaml": latin }), [
      `app/a.yaml:5 ${invalidByte(0xe9)} | ${message}`,
      `app/b.yaml:5 ${invalidByte(0xe9)} | ${message}`,
    ]);
    const json = `[{ "op": "add", "path": "/data", "value": { "a": "caf${invalidByte(0xe9)}" } }]`;
    const patches = "resources: [a.yaml]\npatches: [{ path: b.yaml, target: { kind: ConfigMap } }]\n";
    const patched = { "app/kustomization.yaml": patches, "app/a.yaml": configMap, "app/b.yaml": json };
    assert.deepEqual(failuresOf(patched), []);
    const chart = `apiVersion: v2\nname: a # caf${invalidByte(0xe9)}\nversion: 1.0.0\n`;
    assert.deepEqual(failuresOf({ "app/Chart.yaml": chart, "app/templates/a.yaml": configMap }), [
      `app/Chart.yaml:2 ${invalidByte(0xe9)} | ${message}`,
    ]);
  });

  it("fails at a file that cannot be read", () => {
    const tree = treeOf({ "app/a.yaml": configMap, "app/b.yaml": "" });
    const file: SourceTree["file"] = (path) => (path === "app/b.yaml" ? "unreadable" : tree.file(path));
    const { application } = readFolderApplication("app", { name: "app", namespace: "" }, { ...tree, file });
    assert.equal(application.members.length, 1);
    assert.equal(application.error, "app/b.yaml: This file is larger than 128 MB.");
  });

  it("tells the first fifty of many failures, and how many more there are", () => {
    const text = Array.from({ length: 62 }, (_, index) => manifest("ConfigMap", `a${index}`, { x: "5" })).join("---\n");
    const source = { type: "directory", path: "app" } as const;
    const files = [{ name: "app/a.yaml", file: openFile(text) }];
    const { failures } = buildApplication(files, { name: "app", source, namespace: "" });
    assert.equal(failures.length, 50);
    assert.equal(
      failures.at(-1)?.message,
      'The annotation "x" of ConfigMap "a49" is not a string. 12 more problems make the application fail.',
    );
  });
});

describe("an Application that Argo CD cannot generate", () => {
  it("fails at the second tool for which it has options", () => {
    assert.deepEqual(
      declaredFailures("{ path: app, kustomize: { namePrefix: a }, directory: { recurse: true } }", {
        "app/a.yaml": "",
      }),
      [
        'app.yaml:5 directory | The source has options for "kustomize" and "directory", but Argo CD accepts those of one tool only.',
      ],
    );
  });

  it("does not fail at options of a second tool that are all empty", () => {
    for (const empty of ["directory: {}", "directory: { recurse: false, jsonnet: {} }", "helm: { valueFiles: [] }"]) {
      const source = `{ path: app, kustomize: { namePrefix: a }, ${empty} }`;
      assert.deepEqual(declaredFailures(source, { "app/kustomization.yaml": "nameSuffix: b\n" }), [], empty);
    }
  });

  it("does not fail where its tool has no files in the root, as the source may be another repository", () => {
    const files = { "a.yaml": configMap };
    assert.deepEqual(declaredFailures("{ path: ., helm: { releaseName: a } }", files), []);
    assert.deepEqual(declaredFailures("{ path: ., kustomize: { namePrefix: a } }", files), []);
  });

  it("fails at values of a chart that hold manifests, which nobody says of a mere folder", () => {
    const values = "extra:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: a }\n";
    const files = { "app/a.yaml": configMap, "app/values.yaml": values };
    assert.deepEqual(failuresOf(files), []);
    assert.deepEqual(declaredFailures("{ path: app }", files), [
      'app/values.yaml:1 extra: | A manifest must have a "kind".',
    ]);
  });

  it("does not fail at a file that holds no manifest before its first fault, and lacks what they all have", () => {
    const file = (...documents: readonly string[]) => ({ "app/a.yaml": documents.join("---\n") });
    assert.deepEqual(declaredFailures("{ path: app }", file("- a\n", "kind: A\n", "- b\n")), []);
    assert.equal(declaredFailures("{ path: app }", file("kind: A\n", "- a\n")).length, 1);
    assert.equal(declaredFailures("{ path: app }", file("- a\n", configMap)).length, 1);
  });

  it("fails at the file beside its manifests that adds a second tool", () => {
    const files = { "app/a.yaml": "", "app/.argocd-source.yaml": "kustomize: { namePrefix: a }\n" };
    const [failure] = declaredFailures("{ path: app, helm: { releaseName: a } }", files);
    assert.match(failure ?? "", /^app\/\.argocd-source\.yaml:1 kustomize \|/);
  });

  it("fails at the options of a tool for which its folder has no files", () => {
    const files = { "app/a.yaml": configMap };
    assert.deepEqual(declaredFailures("{ path: app, kustomize: { namePrefix: a } }", files), [
      'app.yaml:5 { namePrefix: a } | There is no kustomization in the folder "app".',
    ]);
    assert.deepEqual(declaredFailures("{ path: app, helm: { releaseName: a } }", files), [
      'app.yaml:5 helm | The source has options for Helm, but there is no "app/Chart.yaml", which every chart has.',
    ]);
  });

  it("fails at an annotation that its kustomization sets already", () => {
    const files = { "app/kustomization.yaml": "commonAnnotations: { team: a }\n" };
    assert.deepEqual(declaredFailures("{ path: app, kustomize: { commonAnnotations: { team: b } } }", files), [
      'app.yaml:5 team | The kustomization sets the annotation "team" already: set forceCommonAnnotations to replace it.',
    ]);
  });
});

describe("a chart that Helm cannot load", () => {
  it("fails at its Chart.yaml", () => {
    assert.deepEqual(failuresOf({ "app/Chart.yaml": 'name: "a" b\n', "app/templates/a.yaml": configMap }), [
      "app/Chart.yaml:1 b | This is not valid YAML: something follows the end of the value. Put all of it in quotes.",
    ]);
  });
});

describe("what a tool printed and Argo CD cannot use", () => {
  it("fails where the resource is written", () => {
    const files = {
      "app/Chart.yaml": "name: a\nversion: 1.0.0\n",
      "app/templates/a.yaml": `kind: ConfigMap
apiVersion: v1
metadata:
  name: {{ .Release.Name }}
  annotations:
    size: {{ .Values.size }}
`,
    };
    const { application } = readFolderApplication("app", { name: "app", namespace: "" }, treeOf(files));
    const printed = `---
# Source: a/templates/a.yaml
kind: ConfigMap
apiVersion: v1
metadata: { name: app, annotations: { size: 5 } }
---
# Source: a/templates/a.yaml
- a
`;
    assert.deepEqual(failureLines(withRender(application, printed), files), [
      "app/templates/a.yaml:1  | A manifest must be a mapping.",
      'app/templates/a.yaml:6 size | The annotation "size" of ConfigMap "app" is not a string.',
    ]);
  });
});
