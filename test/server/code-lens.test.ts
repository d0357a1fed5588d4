import assert from "node:assert/strict";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import { type Editor, type EditorOptions, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const refresh = CodeLensRefreshRequest.method;

describe("code lenses", () => {
  let texts: Record<string, string>;
  let editor: Editor;

  async function start(options: EditorOptions = {}): Promise<void> {
    editor = await startEditor({ files: memoryFiles(texts), ...options });
  }

  beforeEach(() => {
    texts = {
      "/shop/db.yaml": manifest("Job", "migrate", hook("PreSync")),
      "/shop/web.yaml": manifest("Service", "web"),
      "/shop/values.yaml": "replicas: 1\n",
      "/other/own.yaml": manifest("Secret", "own"),
    };
  });
  afterEach(() => editor.quit());

  /** Opens a file of the disk. */
  function open(path: string): string {
    const text = texts[path] ?? "";
    editor.open(`file://${path}`, text);
    return `file://${path}`;
  }

  const origin = "Argo CD Annotations computed when a sync applies this resource.";
  const click = "Click to see the whole sync in its order.";
  const setting = "The setting argocdAnnotations.codeLens turns these lines off.";

  it("give every manifest its code lens", async () => {
    await start();
    const lenses = await editor.lenses(open("/shop/web.yaml"));
    assert.deepEqual(lenses, [
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 10 } },
        command: {
          title: "Argo CD: Sync · wave 0",
          tooltip: `${origin}\n${click}\n${setting}`,
          ...{ command: "argocdAnnotations.showSyncPlan", arguments: [{ uri: "file:///shop/web.yaml" }] },
        },
      },
    ]);
  });

  it("name each resource that a template prints, and how the applications of its chart differ", async () => {
    const application = (name: string, wave: number): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name} }\nspec:\n  source: { path: chart, repoURL: https://git.example.com/a, helm: { values: "wave: ${wave}" } }\n  destination: { namespace: a }\n`;
    const template = (names: string): string =>
      `{{- range list ${names} }}\n---\n${manifest("Secret", "{{ . }}", wave("{{ $.Values.wave }}"))}{{- end }}\n`;
    texts = {
      "/repo/apps/dev.yaml": application("dev", 1),
      "/repo/apps/prod.yaml": application("prod", 3),
      "/repo/chart/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n",
      "/repo/chart/templates/a.yaml": template('"x" "y"'),
    };
    await start({ workspaceFolders: [{ uri: "file:///repo", name: "repo" }] });
    await editor.next("workspace/codeLens/refresh");
    const uri = open("/repo/chart/templates/a.yaml");
    const [lens] = await editor.lenses(uri);
    const said = ["dev: 2 resources · Sync · wave 1", "prod: 2 resources · Sync · wave 3", origin, click, setting];
    assert.deepEqual(lens?.command, {
      title: "Argo CD: 2 resources · Sync · wave 1 in dev, 3 in prod",
      tooltip: said.join("\n"),
      ...{ command: "argocdAnnotations.showSyncPlan", arguments: [{ uri }] },
    });
  });

  it("are shown by the command that the editor has", async () => {
    await start({ initializationOptions: { showSyncOrderCommand: "show" } });
    const uri = open("/shop/web.yaml");
    const [lens] = await editor.lenses(uri);
    assert.deepEqual(lens?.command, {
      title: "Argo CD: Sync · wave 0",
      tooltip: `${origin}\n${click}\n${setting}`,
      command: "show",
      arguments: [uri, 0],
    });
  });

  it("leave alone what is not a manifest, and folders that have nothing to do with Argo CD", async () => {
    texts["/shop/kustomization.yaml"] =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\ncommonAnnotations:\n  argocd.argoproj.io/sync-wave: '1'\n";
    texts["/shop/Chart.yaml"] = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";
    await start();
    for (const path of ["/shop/values.yaml", "/shop/kustomization.yaml", "/shop/Chart.yaml", "/other/own.yaml"]) {
      assert.deepEqual(await editor.lenses(open(path)), [], path);
    }
  });

  describe("while a key is half typed", () => {
    const titles = async (uri: string): Promise<readonly string[]> =>
      (await editor.lenses(uri)).map(({ command, range }) => `${range.start.line} ${command?.title ?? ""}`);

    it("stay as they were at the places of their resources, and say what it costs once nobody types any more", async () => {
      await start({ initializationOptions: { staysCalm: true } });
      const uri = "untitled:Untitled-1";
      const [first, second] = [manifest("ConfigMap", "a", wave("1")), manifest("ConfigMap", "b", wave("2"))];
      editor.open(uri, `${first}---\n${second}`);
      const before = await titles(uri);
      editor.change(uri, 2, { text: `${first}    argo\n---\n${second}` });
      const shift = (line: string): string => line.replace(/^\d+/, (it) => (it === "0" ? it : String(Number(it) + 1)));
      assert.deepEqual(await titles(uri), before.map(shift));
      await editor.next(refresh);
      for (const title of await titles(uri)) assert.match(title, /stops the whole application/);
      editor.change(uri, 3, { text: `${first}    argocd.argoproj.io/sync-options: Prune=false\n---\n${second}` });
      assert.deepEqual(await titles(uri), before.map(shift));
    });

    it("say at once what it costs where they were not shown before", async () => {
      await start({ initializationOptions: { staysCalm: true } });
      const uri = "untitled:Untitled-1";
      editor.open(uri, `${manifest("ConfigMap", "a", wave("1"))}    argo\n`);
      for (const title of await titles(uri)) assert.match(title, /stops the whole application/);
    });
  });

  describe("in several open files", () => {
    it("have the code lenses of the others asked for again after an edit, once for a burst", async () => {
      await start();
      const db = open("/shop/db.yaml");
      open("/shop/web.yaml");
      for (let version = 2; version < 20; version++) {
        editor.change(db, version, { text: manifest("Job", "migrate", wave(`${version}`)) });
      }
      await editor.next(refresh);
      await editor.plan(db);
      assert.equal(editor.received.filter((method) => method === refresh).length, 1);
    });
  });

  for (const [mode, count] of [
    ["off", 0],
    ["auto", 0],
    ["always", 1],
  ] as const) {
    it(`show ${count} code lenses with "${mode}" where nothing has to do with Argo CD`, async () => {
      await start({ settings: () => ({ codeLens: mode }) });
      const uri = "untitled:Untitled-1";
      editor.open(uri, manifest("Secret", "a"));
      assert.equal((await editor.lenses(uri)).length, count);
    });
  }
});
