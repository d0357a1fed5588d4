import assert from "node:assert/strict";
import type { InlayHint, MarkupContent } from "vscode-languageserver/node";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const uri = "file:///repo/.argocd-annotations.yaml";
const job = "file:///repo/apps/job.yaml";
const misspelt = manifest("Job", "migrate", hook("Presync"));
const workspaceFolders = [{ uri: "file:///repo", name: "repo" }];

describe("a configuration in an editor", () => {
  let editor: Editor;
  let settings: Record<string, unknown>;
  let files: Record<string, string>;
  beforeEach(async () => {
    settings = {};
    files = { "/repo/.git/HEAD": "", "/repo/apps/job.yaml": misspelt };
    editor = await startEditor({ settings: () => settings, files: memoryFiles(files), workspaceFolders });
    await editor.next("workspace/codeLens/refresh");
    editor.open(job, misspelt);
  });
  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });

  async function severities(): Promise<readonly unknown[]> {
    return (await editor.pull(job)).map(({ severity }) => severity);
  }

  it("holds while it is typed, saved or not, unless the user has set something else", async () => {
    assert.deepEqual(await severities(), [1]);
    editor.open(uri, "rules:\n  hook-never-applied: hint\n");
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await severities(), [4]);
    editor.change(uri, 2, { text: "rules:\n  hook-never-applied: warning\nexclude: [other/]\n" });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await severities(), [2]);
    settings = { severity: { "hook-never-applied": "information" } };
    editor.notify("workspace/didChangeConfiguration", { settings: null });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await severities(), [3]);
    editor.change(uri, 3, { text: "exclude: [apps/]\n" });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual([await severities(), await editor.lenses(job)], [[], []]);
    editor.close(uri);
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await severities(), [3]);
  });

  it("holds when it changes on disk, in the findings of the whole workspace too", async () => {
    settings = { validate: "workspace" };
    editor.notify("workspace/didChangeConfiguration", { settings: null });
    await editor.next("workspace/diagnostic/refresh");
    files["/repo/apps/other.yaml"] = misspelt;
    files["/repo/.argocd-annotations.yaml"] =
      "rules: { hook-never-applied: hint }\noverrides: [{ paths: [other.yaml], rules: { hook-never-applied: off } }]\nruls: 1\n";
    const changes = ["apps/other.yaml", ".argocd-annotations.yaml"].map((path) => ({
      uri: `file:///repo/${path}`,
      type: 1,
    }));
    editor.notify("workspace/didChangeWatchedFiles", { changes });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await severities(), [4]);
    const report = await editor.connection.sendRequest<{ items: { uri: string; items: { code: string }[] }[] }>(
      "workspace/diagnostic",
      { previousResultIds: [] },
    );
    assert.deepEqual(
      report.items.map((it) => [it.uri, it.items.map(({ code }) => code)]),
      [[uri, ["configuration-mistake"]]],
    );
  });

  it("is completed, explained and mended where it is written", async () => {
    editor.open(uri, "ruls:\n  unknown-option: off\n\n");
    const [problem] = await editor.pull(uri);
    assert.equal(problem?.message, 'There is no key "ruls" here, so it is ignored. Did you mean "rules"?');
    assert.equal(problem.source, "argocd");
    const fixes = await editor.actions(uri, problem.range, ["quickfix"]);
    assert.equal(fixes[0]?.title, 'Change to "rules"');
    editor.change(uri, 2, { text: "rules:\n  unknown-option: \n" });
    const labels = (await editor.complete(uri, 1, 18)).map(({ label }) => label);
    assert.deepEqual(labels, ["error", "warning", "information", "hint", "off"]);
    assert.ok((await editor.complete(uri, 2, 0)).some(({ label }) => label === "overrides"));
    const hover = await editor.hover(uri, 1, 5);
    assert.match((hover?.contents as MarkupContent).value, /^`unknown-option`: .*\n\nIf absent: /s);
    assert.deepEqual(await editor.lenses(uri), []);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const hints = await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri },
      range,
    });
    assert.deepEqual(hints, []);
  });
});

describe("a configuration in an editor that is sent its diagnostics", () => {
  it("has them sent again for every open file when it changes", async () => {
    const capabilities = { workspace: vscodeCapabilities.workspace ?? {} };
    const texts = { "/repo/.git/HEAD": "", "/repo/apps/job.yaml": misspelt };
    const editor = await startEditor({ capabilities, files: memoryFiles(texts), workspaceFolders });
    editor.open(job, misspelt);
    await editor.published(({ diagnostics }) => diagnostics.length === 1);
    editor.open(uri, "rules: { hook-never-applied: off }\n");
    await editor.published((params) => params.uri === job && params.diagnostics.length === 0);
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });
});
