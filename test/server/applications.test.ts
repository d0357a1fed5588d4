import assert from "node:assert/strict";
import { type CodeLens, CodeLensRefreshRequest } from "vscode-languageserver/node";
import { type Editor, type EditorOptions, startEditor, vscodeCapabilities } from "../support/editor.ts";
import type { PlanTask } from "../../server/protocol/index.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const refresh = CodeLensRefreshRequest.method;

function titlesOf(lenses: readonly CodeLens[]): (string | undefined)[] {
  return lenses.map(({ command }) => command?.title);
}

describe("applications", () => {
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
      "/shop/notes.txt": manifest("Job", "not-read"),
      "/other/own.yaml": manifest("Secret", "own"),
    };
  });
  afterEach(() => editor.quit());

  /** Opens a file of the disk. */
  function open(path: string, text: string = texts[path] ?? ""): string {
    editor.open(`file://${path}`, text);
    return `file://${path}`;
  }

  /** The steps of the application of a file, one line each. */
  async function stepsOf(uri: string): Promise<string[]> {
    const plan = await editor.plan(uri);
    const nameOf = ({ kind, name }: PlanTask): string => `${kind} ${name}`;
    return (plan?.steps ?? []).map(({ title, tasks }) => `${title}: ${tasks.map(nameOf).join(", ")}`);
  }

  it("are the manifests of a folder", async () => {
    await start();
    const plan = await editor.plan(open("/shop/web.yaml"));
    assert.equal(plan?.application.name, "shop");
    assert.deepEqual(
      plan.steps.map(({ title, tasks }) => [title, tasks.map(({ name, location }) => [name, location])]),
      [
        ["PreSync · wave 0", [["migrate", { uri: "file:///shop/db.yaml", line: 0, character: 0 }]]],
        ["Sync · wave 0", [["web", { uri: "file:///shop/web.yaml", line: 0, character: 0 }]]],
      ],
    );
  });

  it("of a chart are its templates and definitions", async () => {
    texts["/chart/Chart.yaml"] = "apiVersion: v2\nname: app\nversion: 1.0.0\n";
    texts["/chart/values.yaml"] = manifest("Secret", "not-read");
    texts["/chart/templates/_helpers.yaml"] = manifest("Secret", "not-read");
    texts["/chart/templates/jobs/job.yaml"] = manifest("Job", "migrate", { "helm.sh/hook": "pre-install" });
    texts["/chart/crds/crd.yaml"] = manifest("ConfigMap", "crd");
    await start();
    const order = await stepsOf(open("/chart/templates/jobs/job.yaml"));
    assert.deepEqual(order, ["PreSync · wave 0: Job migrate", "Sync · wave 0: ConfigMap crd"]);
  });

  it("have the name and the namespace that an Application object says, also while it is written", async () => {
    texts["/apps/shop.yaml"] =
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: my-shop\nspec:\n  source: {path: other}\n  destination: {namespace: prod}\n";
    await start({ workspaceFolders: [{ uri: "file:///apps", name: "apps" }] });
    await editor.next(refresh);
    const own = open("/other/own.yaml");
    assert.equal((await editor.plan(own))?.application.name, "my-shop");
    const hover = await editor.hover(own, 1, 7);
    assert.match(JSON.stringify(hover?.contents), /In application my-shop \(namespace prod\)/);
    assert.deepEqual(titlesOf(await editor.lenses(own)), ["Argo CD: Sync · wave 0"]);
    const uri = open("/apps/shop.yaml");
    editor.change(uri, 2, { text: (texts["/apps/shop.yaml"] ?? "").replace("my-shop", "renamed") });
    assert.equal((await editor.plan(own))?.application.name, "renamed");
  });

  it("of files that are on no disk are those files alone", async () => {
    await start();
    for (const uri of [
      "untitled:Untitled-1",
      "vscode-vfs://github/shop/db.yaml",
      "file://server/share/a.yaml",
      "x:y",
    ]) {
      editor.open(uri, `${manifest("Job", "migrate", hook("Sync"))}---\n${manifest("Secret", "a")}`);
      assert.deepEqual(await stepsOf(uri), ["Sync · wave 0: Secret a, Job migrate"], uri);
      assert.equal((await editor.plan(uri))?.steps[0]?.tasks[0]?.location?.uri, uri);
    }
  });

  it("are none for a file that is not open", async () => {
    await start();
    assert.equal(await editor.hover("file:///shop/web.yaml", 0, 0), null);
    assert.deepEqual(await editor.lenses("file:///shop/web.yaml"), []);
    assert.deepEqual(await editor.complete("file:///shop/web.yaml", 0, 0), []);
    assert.deepEqual(await editor.actions("file:///shop/web.yaml", { start: at(0), end: at(0) }), []);
  });

  describe("in folders that are read slowly", () => {
    it("are those of the text at the time of the answer", async () => {
      const disk = memoryFiles(texts);
      let answer = (): void => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      let asked = (): void => undefined;
      const listing = new Promise<void>((resolve) => (asked = resolve));
      const list = async (folder: string) => {
        asked();
        await held;
        return disk.list(folder);
      };
      await start({ files: { ...disk, list } });
      const web = open("/shop/web.yaml");
      const lenses = editor.lenses(web);
      await listing;
      editor.change(web, 2, { text: `# one more line\n${manifest("Service", "web", wave("3"))}` });
      texts["/shop/db.yaml"] = manifest("Job", "migrate", hook("PostSync"));
      editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: "file:///shop/db.yaml", type: 2 }] });
      await editor.next(refresh);
      answer();
      const [lens] = await lenses;
      assert.equal(lens?.range.start.line, 1);
      assert.match(lens.command?.title ?? "", /wave 3/);
      assert.deepEqual((await stepsOf(web))[1], "PostSync · wave 0: Job migrate");
    });
  });

  it("are read no more than once, and not where they are open", async () => {
    const disk = memoryFiles(texts);
    const read: string[] = [];
    const files = {
      ...disk,
      read: (path: string) => {
        read.push(path);
        return disk.read(path);
      },
    };
    await start({ files, capabilities: vscodeCapabilities });
    const web = open("/shop/web.yaml");
    await Promise.all([editor.lenses(web), editor.lenses(web), stepsOf(web)]);
    for (let version = 2; version < 9; version++) {
      editor.change(web, version, { text: manifest("Service", "web", wave(`${version}`)) });
      assert.match(JSON.stringify(await editor.lenses(web)), new RegExp(`wave ${version}`));
    }
    assert.deepEqual(read, ["/shop/db.yaml", "/shop/values.yaml"]);
  });
});

function at(line: number) {
  return { line, character: 0 };
}
