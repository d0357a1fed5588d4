import assert from "node:assert/strict";
import type { InlayHint } from "vscode-languageserver";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const texts = {
  "/shop/api.yaml": manifest("Deployment", "api", wave("1")),
  "/shop/web.yaml": `${manifest("Deployment", "web", wave("2"))}---\n${manifest("Job", "test", hook("PostSync"))}`,
  "/shop/config.yaml": manifest("ConfigMap", "config"),
};
const api = "file:///shop/api.yaml";
const web = "file:///shop/web.yaml";

describe("inlay hints", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  it("say what is implied, where the settings ask for them", async () => {
    editor = await startEditor({ files: memoryFiles(texts), settings: () => ({ inlayHints: true }) });
    editor.open(web, texts["/shop/web.yaml"]);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri: web },
      range,
    });
    assert.deepEqual(
      hints.map(({ label, position: { line } }) => [label, line]),
      [
        ["wave 0", 10],
        ["BeforeHookCreation", 12],
      ],
    );
  });

  it("are off by default", async () => {
    editor = await startEditor({ files: memoryFiles(texts) });
    editor.open(api, texts["/shop/api.yaml"]);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await editor.connection.sendRequest("textDocument/inlayHint", { textDocument: { uri: api }, range });
    assert.deepEqual(hints, [], "hints are off by default");
  });
});
