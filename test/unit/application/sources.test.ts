import assert from "node:assert/strict";
import { readSource } from "../../../server/core/application/source.ts";
import type { SourceReading } from "../../../server/core/application/source-member.ts";
import { plainSource, readSourceSpec } from "../../../server/core/application/source-spec.ts";
import type { SourceTree } from "../../../server/core/application/source-tree.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { treeOf } from "../../support/source-tree.ts";

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
}

/** A source as an Application spells it. */
function sourceOf(text: string): ReturnType<typeof readSourceSpec> {
  const root = openFile(text).documents[0]?.parsed.root;
  assert.ok(root);
  return readSourceSpec(root, { path: "application.yaml", start: 0, text });
}

function namesIn({ members }: SourceReading): string[] {
  return members.map(({ resource }) => resource.name);
}

describe("a directory", () => {
  const tree = treeOf({
    "app/b.yaml": configMap("b"),
    "app/a.yml": configMap("a"),
    "app/c.json": '{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "c" } }',
    "app/notes.txt": "no manifest",
    "app/skipped.yaml": `# +argocd:skip-file-rendering\n${configMap("skipped")}`,
    "app/lib.jsonnet": "{}",
    "app/inner/d.yaml": configMap("d"),
    "app/inner/test/e.yaml": configMap("e"),
  });

  it("holds the manifests right in it, in the order of the files", () => {
    const reading = readSource(plainSource("app"), "", tree);
    assert.deepEqual([reading.type, namesIn(reading)], ["directory", ["a", "b", "c"]]);
    assert.deepEqual(
      reading.unread.map(({ text }) => text),
      ["app/lib.jsonnet"],
    );
  });

  it("is read to its depths where the Application says so", () => {
    const reading = readSource(sourceOf("path: app\ndirectory: { recurse: true }"), "", tree);
    assert.deepEqual(namesIn(reading), ["a", "b", "c", "d", "e"]);
  });

  it("is narrowed by include and exclude, whose stars go over slashes", () => {
    const included = sourceOf('path: app\ndirectory: { recurse: true, include: "{a,inner/*}.y*ml" }');
    assert.deepEqual(namesIn(readSource(included, "", tree)), ["a", "d", "e"]);
    const excluded = sourceOf('path: ./app/\ndirectory: { recurse: true, exclude: "*/test/*" }');
    assert.deepEqual(namesIn(readSource(excluded, "", tree)), ["a", "b", "c", "d"]);
  });
});

describe("a very large source", () => {
  it("says that a pattern cannot be spelt out", () => {
    const spec = sourceOf(`path: app\ndirectory: { include: '${"{a,b}".repeat(8)}' }`);
    assert.match(
      readSource(spec, "", treeOf({ "app/a.yaml": configMap("a") }))
        .unread.map(({ reason }) => reason)
        .join(),
      /^A pattern of this source has too many alternatives in braces/,
    );
  });

  it("is read however deep its folders are", () => {
    const deep = Array.from({ length: 60 }, () => "a").join("/");
    const tree = treeOf({ [`app/${deep}/deep.yaml`]: configMap("deep") });
    assert.deepEqual(namesIn(readSource(sourceOf("path: app\ndirectory: { recurse: true }"), "", tree)), ["deep"]);
  });
});

describe("a source of which nothing has been read yet", () => {
  it("says what has to be read, until nothing is missing", () => {
    const texts = {
      "app/kustomization.yaml": "resources: [a.yaml, ../base]\n",
      "app/a.yaml": configMap("a"),
      "base/kustomization.yaml": "namePrefix: b-\n",
    };
    const tree = treeOf(texts);
    const read = new Set<string>();
    const known: SourceTree = {
      file: (path) => (read.has(path) ? tree.file(path) : undefined),
      list: (folder) => (read.has(folder) ? tree.list(folder) : undefined),
    };
    const rounds: string[] = [];
    for (;;) {
      const { files, folders } = readSource(plainSource("app"), "", known).missing;
      if (files.length + folders.length === 0) break;
      rounds.push([...files, ...folders.map((folder) => `${folder}/`)].join(" "));
      for (const path of [...files, ...folders]) read.add(path);
    }
    assert.deepEqual(rounds, ["app/", "app/kustomization.yaml", "app/a.yaml /", "base/", "base/kustomization.yaml"]);
    assert.deepEqual(namesIn(readSource(plainSource("app"), "", known)), ["a"]);
  });
});

describe("a source that cannot be read", () => {
  const tree = treeOf({ "app/a.yaml": configMap("a") });
  const reasons = (text: string): string[] => readSource(sourceOf(text), "", tree).unread.map(({ reason }) => reason);

  it("is told to be unknown, with the reason", () => {
    assert.deepEqual(reasons("chart: redis"), ['The chart "redis" is in a registry, which is not read.']);
    assert.deepEqual(reasons("path: elsewhere"), [
      'The folder "elsewhere" is not in this workspace: it may be in another repository.',
    ]);
    assert.deepEqual(reasons("path: app\nplugin: { name: mine }"), [
      "What a plugin makes of this folder is not known.",
    ]);
    assert.deepEqual(reasons('path: "{{path}}"'), ['The path "{{path}}" is only known once it is filled in.']);
    assert.deepEqual(reasons("ref: values"), []);
  });

  it("is an error where it has options of several tools", () => {
    const { error } = readSource(
      sourceOf("path: app\nhelm: { releaseName: a }\nkustomize: { namePrefix: b }"),
      "",
      tree,
    );
    assert.match(error ?? "", /options for "kustomize" and "helm", but Argo CD accepts those of one tool only/);
  });
});
