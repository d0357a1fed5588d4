import assert from "node:assert/strict";
import type { InitializeResult } from "vscode-languageserver/node";
import { hook, manifest } from "../support/manifests.ts";
import { initialize, type RawEditor, startRawEditor } from "../support/raw-editor.ts";

const uri = "untitled:Untitled-1";
const misspelt = manifest("Job", "migrate", hook("Presync"));
const at = { textDocument: { uri }, position: { line: 0, character: 0 } };
const opened = { textDocument: { uri, languageId: "yaml", version: 1, text: misspelt } };

describe("the life of a server", () => {
  let editor: RawEditor;
  beforeEach(() => (editor = startRawEditor()));

  const codeOf = async (method: string, params?: unknown): Promise<unknown> =>
    ((await editor.ask(method, params)).error as { code?: unknown } | undefined)?.code;

  async function start(): Promise<void> {
    const { result } = await editor.ask("initialize", initialize);
    assert.equal((result as InitializeResult).serverInfo?.name, "argocd-annotations");
    editor.send({ method: "initialized", params: {} });
  }

  it("begins with initialize: requests before it are refused, and what is opened before it is not open", async () => {
    editor.send({ method: "textDocument/didOpen", params: opened });
    editor.send({ method: "initialized", params: {} });
    assert.equal(await codeOf("textDocument/hover", at), -32002);
    assert.equal(await codeOf("shutdown"), -32002);
    assert.equal(await codeOf("nothing/known"), -32002);
    await start();
    assert.deepEqual((await editor.ask("textDocument/codeLens", { textDocument: { uri } })).result, []);
    // Nothing was published, and nothing said about the messages that came too early.
    assert.deepEqual(
      editor.received.filter(({ method }) => method !== undefined),
      [],
    );
  });

  for (const params of [
    undefined,
    null,
    [],
    5,
    {},
    { capabilities: null },
    { capabilities: {}, workspaceFolders: [5] },
  ]) {
    it(`begins after an initialize with the parameters ${JSON.stringify(params)} was refused`, async () => {
      assert.equal(await codeOf("initialize", params), -32602);
      assert.equal(await codeOf("textDocument/codeLens", { textDocument: { uri } }), -32002);
      await start();
    });
  }

  for (const nonsense of [null, 5, "x", [], {}, [null]]) {
    it(`begins whatever an editor says that it can do: ${JSON.stringify(nonsense)}`, async () => {
      const some = { configuration: nonsense, workspaceFolders: nonsense, didChangeWatchedFiles: nonsense };
      const textDocument = {
        codeAction: { dataSupport: true, codeActionLiteralSupport: nonsense, resolveSupport: { properties: nonsense } },
        completion: {
          completionItem: { documentationFormat: nonsense, insertTextModeSupport: { valueSet: nonsense } },
        },
        definition: nonsense,
        hover: { contentFormat: nonsense },
        publishDiagnostics: { tagSupport: { valueSet: nonsense } },
      };
      for (const capabilities of [
        { workspace: some, window: nonsense, general: nonsense, textDocument: nonsense, notebookDocument: nonsense },
        { workspace: nonsense, general: { positionEncodings: nonsense }, textDocument },
      ]) {
        editor = startRawEditor();
        const params = { ...initialize, capabilities, initializationOptions: nonsense, trace: nonsense };
        assert.equal(await codeOf("initialize", params), undefined);
        editor.send({ method: "textDocument/didOpen", params: opened });
        assert.equal(await codeOf("textDocument/hover", at), undefined);
        assert.equal(await codeOf("textDocument/completion", at), undefined);
      }
    });
  }

  it("begins once: a second initialize is refused and changes nothing", async () => {
    await start();
    editor.send({ method: "textDocument/didOpen", params: opened });
    assert.equal(await codeOf("initialize", initialize), -32600);
    const { result } = await editor.ask("textDocument/codeLens", { textDocument: { uri } });
    assert.equal((result as unknown[]).length, 1);
  });

  it("goes on when messages come without waiting for the answer to initialize", async () => {
    const answer = editor.ask("initialize", initialize);
    editor.send({ method: "textDocument/didOpen", params: opened });
    const lenses = editor.ask("textDocument/codeLens", { textDocument: { uri } });
    assert.equal((await answer).error, undefined);
    assert.equal(((await lenses).result as unknown[]).length, 1);
  });

  it("ends with shutdown: requests after it are refused, and notifications are ignored", async () => {
    await start();
    assert.equal((await editor.ask("shutdown")).result, null);
    editor.send({ method: "textDocument/didOpen", params: opened });
    for (const method of ["textDocument/codeLens", "shutdown", "initialize", "nothing/known"]) {
      assert.equal(await codeOf(method, { textDocument: { uri } }), -32600, method);
    }
    assert.deepEqual(
      editor.received.filter(({ method }) => method !== undefined),
      [],
    );
  });

  it("answers unknown requests as the protocol says, and ignores unknown notifications", async () => {
    await start();
    assert.equal(await codeOf("nothing/known", {}), -32601);
    assert.equal(await codeOf("$/known", {}), -32601);
    editor.send({ method: "$/known", params: {} });
    editor.send({ method: "nothing/known", params: null });
    assert.equal(await codeOf("textDocument/codeLens", { textDocument: { uri } }), undefined);
  });
});
