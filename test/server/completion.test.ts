import assert from "node:assert/strict";
import { type Editor, startEditor } from "../support/editor.ts";
import { manifest } from "../support/manifests.ts";

describe("completion", () => {
  let editor: Editor;
  const uri = "untitled:Untitled-1";
  afterEach(() => editor.quit());

  it("completes keys with the cursor inside the quotes where the editor takes snippets", async () => {
    editor = await startEditor();
    editor.open(uri, `${manifest("ConfigMap", "settings", { "app/owner": "me" })}    \n`);
    const [item] = await editor.complete(uri, 6, 4);
    assert.equal(item?.label, "argocd.argoproj.io/sync-wave");
    assert.equal(item.insertTextFormat, 2);
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 6, character: 4 }, end: { line: 6, character: 4 } },
      newText: 'argocd.argoproj.io/sync-wave: "$0"',
    });
  });

  it("completes keys as mere text where the editor takes none", async () => {
    editor = await startEditor({ capabilities: {} });
    editor.open(uri, `${manifest("ConfigMap", "settings", { "app/owner": "me" })}    \n`);
    const [item] = await editor.complete(uri, 6, 4);
    assert.equal(item?.insertTextFormat, 1);
    assert.match(JSON.stringify(item.textEdit), /sync-wave: \\"\\""/);
  });
});

describe("whole resources in completion", () => {
  it("are snippets", async () => {
    const editor = await startEditor();
    editor.open("untitled:new", "");
    const items = await editor.complete("untitled:new", 0, 0);
    await editor.quit();
    const job = items.find(({ label }) => label === "argocd-migration-job");
    assert.equal(job?.insertTextFormat, 2);
  });
});
