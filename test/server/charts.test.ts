import assert from "node:assert/strict";
import { type RegistrationParams, RegistrationRequest } from "vscode-languageserver";
import { type Editor, startEditor } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";

const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: prod
spec:
  destination: {namespace: prod}
  source:
    path: chart
    repoURL: https://example.com/shop.git
    helm:
      valueFiles: [/env/prod.yaml]
      valuesObject: {b: object}
      parameters: [{name: c, value: given}]
`;

const files: Readonly<Record<string, string>> = {
  "/w/.git/HEAD": "ref: refs/heads/main\n",
  "/w/apps/prod.yaml": application,
  "/w/env/prod.yaml": "a: file\n",
  "/w/chart/.helmignore": "",
  "/w/chart/Chart.yaml":
    "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - {name: cache, version: 1.0.0, repository: x, condition: cache.enabled}\n",
  "/w/chart/values.yaml": "a: own\nd: own\ncache: {enabled: true}\n",
  "/w/chart/text.txt": "text",
  "/w/chart/charts/cache-1.0.0.tgz": "",
  "/w/chart/templates/_helpers.tpl": '{{ define "name" }}named{{ end }}',
  "/w/chart/templates/a.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Values.a }}-{{ .Values.b }}-{{ .Values.c }}-{{ .Values.d }}-{{ include "name" . }}-{{ .Files.Get "text.txt" }}
`,
};

const cache = {
  "Chart.yaml": "apiVersion: v2\nname: cache\nversion: 1.0.0\n",
  "templates/a.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: cache}\n",
};

/** What is changed, the new text, and the names of the resources then. */
const edits: readonly (readonly [what: string, path: string, from: string, to: string, names: readonly string[]])[] = [
  ["the values of the chart", "chart/values.yaml", "d: own", "d: new", ["cache", "file-object-given-new-named-text"]],
  [
    "a file that an Application names",
    "env/prod.yaml",
    "a: file",
    "a: new",
    ["cache", "new-object-given-own-named-text"],
  ],
  ["the values in an Application", "apps/prod.yaml", "b: object", "b: new", ["cache", "file-new-given-own-named-text"]],
  ["a parameter", "apps/prod.yaml", "value: given", "value: new", ["cache", "file-object-new-own-named-text"]],
  ["a file that is named", "apps/prod.yaml", "/env/prod.yaml", "", ["cache", "own-object-given-own-named-text"]],
  ["a helper", "chart/templates/_helpers.tpl", "}named", "}new", ["cache", "file-object-given-own-new-text"]],
  [
    "what switches a chart on",
    "chart/values.yaml",
    "enabled: true",
    "enabled: false",
    ["file-object-given-own-named-text"],
  ],
  ["a condition", "chart/Chart.yaml", ", condition: cache.enabled", "", ["cache", "file-object-given-own-named-text"]],
  [
    "the condition and its value",
    "chart/Chart.yaml",
    "cache.enabled",
    "a",
    ["cache", "file-object-given-own-named-text"],
  ],
  ["a template", "chart/templates/a.yaml", "{{ .Values.a }}", "x", ["cache", "x-object-given-own-named-text"]],
];

/** What other programs do to the files. */
const changes: readonly (readonly [what: string, path: string, text: string | undefined, names: readonly string[]])[] =
  [
    [
      "a new template",
      "chart/templates/b.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n",
      ["b", "cache", "file-object-given-own-named-text"],
    ],
    ["a template that is gone", "chart/templates/_helpers.tpl", undefined, ["(not rendered)", "cache"]],
    ["a text that a template reads", "chart/text.txt", "new", ["cache", "file-object-given-own-named-new"]],
    ["a packed chart that is gone", "chart/charts/cache-1.0.0.tgz", undefined, ["file-object-given-own-named-text"]],
    ["rules for ignored files", "chart/.helmignore", "charts\n", ["file-object-given-own-named-text"]],
    ["a value file", "env/prod.yaml", "a: new\n", ["cache", "new-object-given-own-named-text"]],
  ];

describe("a chart", () => {
  let disk: Record<string, string>;
  let archives: Record<string, Record<string, string>>;
  let editor: Editor;
  const template = "file:///w/chart/templates/a.yaml";

  beforeEach(async () => {
    disk = { ...files };
    archives = { "/w/chart/charts/cache-1.0.0.tgz": { ...cache } };
    editor = await startEditor({
      files: memoryFiles(disk, archives),
      workspaceFolders: [{ uri: "file:///w", name: "w" }],
    });
    await editor.next("workspace/codeLens/refresh");
    editor.open(template, disk["/w/chart/templates/a.yaml"] ?? "");
  });
  afterEach(() => editor.quit());

  async function names(): Promise<readonly string[]> {
    const plan = await editor.plan(template);
    const all = (plan?.steps ?? []).flatMap(({ tasks }) =>
      tasks.map(({ name }) => (name.includes("{{") ? "(not rendered)" : name)),
    );
    return all.sort();
  }

  async function changeOnDisk(path: string): Promise<void> {
    editor.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: `file://${path}`, type: path in disk ? 2 : 3 }],
    });
    await editor.next("workspace/codeLens/refresh");
  }

  for (const [what, path, from, to, expected] of edits) {
    it(`follows what is typed: ${what}`, async () => {
      const before = ["cache", "file-object-given-own-named-text"];
      assert.deepEqual(await names(), before);
      const [uri, text] = [`file:///w/${path}`, disk[`/w/${path}`] ?? ""];
      if (uri !== template) editor.open(uri, text);
      editor.change(uri, 2, { text: text.replace(from, to) });
      assert.deepEqual(await names(), expected);
      editor.change(uri, 3, { text });
      assert.deepEqual(await names(), before);
    });
  }

  for (const [what, path, text, expected] of changes) {
    it(`follows what changes on disk: ${what}`, async () => {
      await names();
      if (text === undefined) Reflect.deleteProperty(disk, `/w/${path}`);
      else disk[`/w/${path}`] = text;
      await changeOnDisk(`/w/${path}`);
      assert.deepEqual(await names(), expected);
      disk[`/w/${path}`] = files[`/w/${path}`] ?? "";
      await changeOnDisk(`/w/${path}`);
      assert.deepEqual(await names(), ["cache", "file-object-given-own-named-text"]);
    });
  }

  it("has the editor watch files of each kind that templates read, and follows them", async () => {
    disk["/w/chart/conf/main.toml"] = "toml";
    disk["/w/chart/conf/a{b},c"] = "other";
    disk["/w/chart/templates/a.yaml"] = (disk["/w/chart/templates/a.yaml"] ?? "").replace("text.txt", "conf/main.toml");
    editor.change(template, 2, { text: disk["/w/chart/templates/a.yaml"] });
    await changeOnDisk("/w/chart/conf");
    const read = async (): Promise<string | undefined> => (await names()).at(1)?.split("-").at(-1);
    assert.equal(await read(), "toml");
    const { registrations } = await editor.next<RegistrationParams>(RegistrationRequest.method, (params) =>
      JSON.stringify(params).includes('"**/*.toml"'),
    );
    assert.deepEqual(
      registrations.map(({ registerOptions }) => registerOptions as unknown),
      [{ watchers: [{ globPattern: "**/a?b??c" }, { globPattern: "**/*.toml" }] }],
    );
    disk["/w/chart/conf/main.toml"] = "new";
    await changeOnDisk("/w/chart/conf/main.toml");
    assert.equal(await read(), "new");
  });

  it("follows a packed chart that is replaced", async () => {
    await names();
    archives["/w/chart/charts/cache-1.0.0.tgz"] = {
      ...cache,
      "templates/a.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: other}\n",
    };
    await changeOnDisk("/w/chart/charts/cache-1.0.0.tgz");
    assert.deepEqual(await names(), ["file-object-given-own-named-text", "other"]);
  });
});
