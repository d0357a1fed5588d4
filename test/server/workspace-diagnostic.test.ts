import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  ProgressType,
  type ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import type { Files } from "../../server/workspace/files.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const misspelt = manifest("Job", "migrate", hook("Presync"));
const innocent = manifest("ConfigMap", "settings");
const workspaceFolders = [{ uri: "file:///repo", name: "repo" }];

describe("findings of the whole workspace", () => {
  let editor: Editor;
  let settings: Record<string, unknown>;
  let files: Record<string, string>;
  let known: Map<string, string>;
  beforeEach(() => {
    settings = { validate: "workspace" };
    files = { "/repo/a/job.yaml": misspelt, "/repo/b/job.yaml": misspelt, "/repo/c.yaml": innocent };
    known = new Map();
  });
  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });

  async function start(from: Files = memoryFiles(files)): Promise<void> {
    editor = await startEditor({ settings: () => settings, files: from, workspaceFolders });
  }

  /** Asks as an editor does: it says what it knows, and keeps what it is told. */
  async function ask(): Promise<readonly string[]> {
    const previousResultIds = [...known].map(([uri, value]) => ({ uri, value }));
    const { items } = await editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds,
    });
    for (const { uri, resultId } of items) known.set(uri, resultId ?? "");
    return items.map(shown).sort();
  }

  function changeOnDisk(uri: string, type: number): void {
    editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });
  }

  it("come for files that nobody opened, and only once", async () => {
    await start();
    assert.deepEqual(await ask(), ["a/job.yaml hook-never-applied", "b/job.yaml hook-never-applied"]);
    assert.deepEqual(await ask(), ["a/job.yaml unchanged", "b/job.yaml unchanged"]);
  });

  it("come step by step, with how far the search is, to an editor that asks for that", async () => {
    files = Object.fromEntries(Array.from({ length: 450 }, (_, index) => [`/repo/${1000 + index}.yaml`, misspelt]));
    await start();
    const told: unknown[] = [];
    const type = new ProgressType<object>();
    editor.connection.onProgress(type, "part", (value) => {
      told.push((value as WorkspaceDiagnosticReport).items.length);
    });
    editor.connection.onProgress(type, "work", (value) => {
      told.push(value);
    });
    const { items } = await editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
      previousResultIds: ["1000", "gone"].map((name) => ({ uri: `file:///repo/${name}.yaml`, value: "old" })),
      ...{ partialResultToken: "part", workDoneToken: "work" },
    });
    const kind = "report";
    assert.deepEqual(told, [
      { kind: "begin", title: "Checking the annotations of the workspace", percentage: 0 },
      ...[{ kind, percentage: 44 }, 199],
      ...[{ kind, percentage: 88 }, 200],
      ...[{ kind, percentage: 100 }, 51],
      { kind: "end" },
    ]);
    assert.deepEqual(items.map(shown), ["gone.yaml nothing"]);
  });

  it("are none unless the settings ask for them, and go when these change back", async () => {
    settings = {};
    await start();
    assert.deepEqual(await ask(), []);
    for (const [validate, expected] of [
      ["workspace", ["a/job.yaml hook-never-applied", "b/job.yaml hook-never-applied"]],
      ["openFiles", ["a/job.yaml nothing", "b/job.yaml nothing"]],
    ] as const) {
      settings = { validate };
      editor.notify("workspace/didChangeConfiguration", { settings: null });
      await editor.next("workspace/diagnostic/refresh");
      assert.deepEqual(await ask(), expected);
    }
  });

  it("leave out what the settings leave out, and what is installed", async () => {
    settings = { validate: "workspace", exclude: ["b/**"] };
    files["/repo/node_modules/tool/job.yaml"] = misspelt;
    await start();
    assert.deepEqual(await ask(), ["a/job.yaml hook-never-applied"]);
  });

  it("follow what is changed, created and deleted on disk", async () => {
    await start();
    await ask();
    files["/repo/a/job.yaml"] = innocent;
    delete files["/repo/b/job.yaml"];
    files["/repo/d/job.yaml"] = misspelt;
    changeOnDisk("file:///repo/a/job.yaml", 2);
    changeOnDisk("file:///repo/b/job.yaml", 3);
    changeOnDisk("file:///repo/d/job.yaml", 1);
    assert.deepEqual(await ask(), ["a/job.yaml nothing", "b/job.yaml nothing", "d/job.yaml hook-never-applied"]);
  });

  it("are known to an editor that spells a file in another way", async () => {
    files["/repo/(d)/job.yaml"] = misspelt;
    await start();
    const all = await ask();
    assert.equal(all.length, 3);
    known = new Map([...known].map(([uri, id]) => [uri.replace("(", "%28").replace(")", "%29"), id]));
    assert.ok((await ask()).every((report) => report.endsWith(" unchanged")));
  });

  it("leave files alone that are open, which the editor asks for by themselves", async () => {
    await start();
    editor.open("file:///repo/a/job.yaml", misspelt);
    assert.deepEqual(await ask(), ["b/job.yaml hook-never-applied"]);
    editor.close("file:///repo/a/job.yaml");
    assert.deepEqual(await ask(), ["a/job.yaml hook-never-applied", "b/job.yaml unchanged"]);
    editor.open("file:///repo/a/job.yaml", misspelt);
    assert.deepEqual(await ask(), ["a/job.yaml unchanged", "b/job.yaml unchanged"]);
  });

  it("include the order of applications and what kustomizations make of files", async () => {
    const needing = `${manifest("Job", "load", { ...hook("PreSync"), ...wave("-1") })}spec:\n  activeDeadlineSeconds: 9\n  template:\n    spec:\n      serviceAccountName: load\n`;
    const number = manifest("ConfigMap", "settings", { "argocd.argoproj.io/sync-wave": "1" });
    for (const path of Object.keys(files)) Reflect.deleteProperty(files, path);
    files["/repo/a/account.yaml"] = manifest("ServiceAccount", "load");
    files["/repo/a/job.yaml"] = needing;
    files["/repo/k/kustomization.yaml"] = "resources: [named.yaml]\n";
    files["/repo/k/named.yaml"] = number;
    files["/repo/plain/other.yaml"] = number;
    await start();
    assert.deepEqual(await ask(), ["a/job.yaml needed-before-applied", "plain/other.yaml value-not-a-string"]);
    files["/repo/k/kustomization.yaml"] = "resources: []\n";
    changeOnDisk("file:///repo/k/kustomization.yaml", 2);
    assert.ok((await ask()).includes("k/named.yaml value-not-a-string"));
  });

  it("let other requests have their turn, and end when they are cancelled", async () => {
    for (let index = 0; index < 1500; index++) files[`/repo/many/${index % 100}/${index}.yaml`] = misspelt;
    const disk = memoryFiles(files);
    let begun = (): void => undefined;
    const reading = new Promise<void>((resolve) => (begun = resolve));
    let count = 0;
    let isCounting = false;
    await start({
      ...disk,
      read: (path) => {
        if (isCounting && ++count === 100) begun();
        return disk.read(path);
      },
    });
    editor.open("file:///repo/a/job.yaml", misspelt);
    await editor.pull("file:///repo/a/job.yaml");
    // Only then the server has searched the workspace for Applications.
    await editor.next("workspace/codeLens/refresh");
    isCounting = true;
    const source = new CancellationTokenSource();
    const all = editor.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] }, source.token);
    const rejected = assert.rejects(all, ({ code }: ResponseError) => code === -32800);
    await reading;
    const whole = [editor.pull("file:///repo/a/job.yaml"), editor.hover("file:///repo/a/job.yaml", 5, 30)];
    assert.ok((await Promise.all(whole)).every(Boolean));
    assert.ok(count < 1500, `${count.toString()} files were read before the answers`);
    source.cancel();
    await rejected;
    assert.ok(count < 1500, `${count.toString()} files were read in spite of the cancellation`);
  });

  describe("for an editor that does not ask", () => {
    async function startPushed(): Promise<void> {
      editor = await startEditor({
        capabilities: { workspace: { configuration: true } },
        settings: () => settings,
        files: memoryFiles(files),
        workspaceFolders,
      });
    }
    const about = (uri: string, count: number) =>
      editor.published((params) => params.uri === uri && params.diagnostics.length === count);

    it("are sent, and taken away with the file or the setting", async () => {
      await startPushed();
      await about("file:///repo/a/job.yaml", 1);
      await about("file:///repo/b/job.yaml", 1);
      delete files["/repo/b/job.yaml"];
      changeOnDisk("file:///repo/b/job.yaml", 3);
      await about("file:///repo/b/job.yaml", 0);
      settings = {};
      editor.notify("workspace/didChangeConfiguration", { settings: null });
      await about("file:///repo/a/job.yaml", 0);
    });

    it("come back when a file is closed", async () => {
      await startPushed();
      const uri = "file:///repo/a/job.yaml";
      await about(uri, 1);
      editor.open(uri, misspelt);
      await editor.published((params) => params.uri === uri && params.version === 1);
      editor.close(uri);
      await about(uri, 0);
      await about(uri, 1);
    });
  });
});

function shown(report: WorkspaceDocumentDiagnosticReport): string {
  const name = report.uri.replace("file:///repo/", "");
  if (report.kind === "unchanged") return `${name} unchanged`;
  return `${name} ${report.items.map(({ code }) => String(code)).join(", ") || "nothing"}`;
}
