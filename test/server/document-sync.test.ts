import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver/node";
import type { PlanTask } from "../../server/protocol/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const uri = "untitled:Untitled-1";
const misspelt = manifest("Job", "migrate", hook("Presync"));
const right = manifest("Job", "migrate", hook("PreSync"));

function codesOf(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

describe("diagnostics that are sent", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ capabilities: {} });
  });
  afterEach(() => editor.quit());

  it("come with the version of the text that they are about", async () => {
    editor.open(uri, misspelt);
    const first = await editor.published(({ version }) => version === 1);
    assert.deepEqual(codesOf(first.diagnostics), ["hook-never-applied"]);
    editor.change(uri, 2, { text: right });
    const second = await editor.published(({ version }) => version === 2);
    assert.deepEqual(second.diagnostics, []);
    assert.equal(editor.initialized.capabilities.diagnosticProvider, undefined);
  });

  it("of a burst of edits end with those of the last text", async () => {
    editor.open(uri, right);
    for (let version = 2; version <= 50; version++) {
      editor.change(uri, version, { text: version % 2 === 0 ? misspelt : right });
    }
    editor.change(uri, 51, { text: manifest("ConfigMap", "a", wave("first")) });
    const last = await editor.published(({ version }) => version === 51);
    assert.deepEqual(codesOf(last.diagnostics), ["wave-not-an-integer"]);
    const sent = editor.received.filter((method) => method === "textDocument/publishDiagnostics");
    assert.ok(sent.length < 25, `${sent.length} answers to 51 texts`);
  });

  it("are taken away when the file is closed", async () => {
    editor.open(uri, misspelt);
    await editor.published(({ version }) => version === 1);
    editor.close(uri);
    const last = await editor.published(({ version }) => version === undefined);
    assert.deepEqual(last, { uri, diagnostics: [] });
  });
});

describe("texts that are not saved", () => {
  let editor: Editor;
  const texts = {
    "/shop/db.yaml": manifest("Job", "migrate", hook("PreSync")),
    "/shop/web.yaml": manifest("Service", "web"),
  };
  afterEach(() => editor.quit());

  /** Opens a file of the disk. */
  function open(path: keyof typeof texts): string {
    editor.open(`file://${path}`, texts[path]);
    return `file://${path}`;
  }

  /** The steps of the application of a file, one line each. */
  async function stepsOf(of: string): Promise<string[]> {
    const plan = await editor.plan(of);
    const nameOf = ({ kind, name }: PlanTask): string => `${kind} ${name}`;
    return (plan?.steps ?? []).map(({ title, tasks }) => `${title}: ${tasks.map(nameOf).join(", ")}`);
  }

  it("count what is not saved, here and in other open files", async () => {
    editor = await startEditor({ files: memoryFiles(texts) });
    const web = open("/shop/web.yaml");
    const db = open("/shop/db.yaml");
    editor.change(db, 2, { text: manifest("Job", "migrate", wave("5")) });
    assert.deepEqual(await stepsOf(web), ["Sync · wave 0: Service web", "Sync · wave 5: Job migrate"]);
    editor.close(db);
    assert.deepEqual(await stepsOf(web), ["PreSync · wave 0: Job migrate", "Sync · wave 0: Service web"]);
  });
});
