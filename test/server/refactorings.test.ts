import assert from "node:assert/strict";
import type { ClientCapabilities, CodeAction, InlayHint, TextDocumentEdit } from "vscode-languageserver";
import {
  moveToWaveRequest,
  renumberWavesRequest,
  type ShiftWavesParams,
  shiftWavesRequest,
  type WaveEdits,
} from "../../server/protocol/index.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const texts = {
  "/shop/api.yaml": manifest("Deployment", "api", wave("1")),
  "/shop/web.yaml": `${manifest("Deployment", "web", wave("2"))}---\n${manifest("Job", "test", hook("PostSync"))}`,
  "/shop/config.yaml": manifest("ConfigMap", "config"),
};
const api = "file:///shop/api.yaml";
const web = "file:///shop/web.yaml";

const modern: ClientCapabilities = {
  ...vscodeCapabilities,
  workspace: { ...vscodeCapabilities.workspace, workspaceEdit: { documentChanges: true } },
  textDocument: {
    ...vscodeCapabilities.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
};

const cursor = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };

async function find(editor: Editor, uri: string, title: RegExp): Promise<CodeAction> {
  const actions = await editor.actions(uri, cursor, ["refactor"]);
  return actions.find((action) => title.test(action.title)) ?? assert.fail(actions.map((it) => it.title).join("\n"));
}

describe("refactorings in an editor that asks for an edit once it is chosen", () => {
  let editor: Editor;
  let files: Record<string, string>;

  beforeEach(async () => {
    files = { ...texts };
    editor = await startEditor({
      capabilities: modern,
      files: memoryFiles(files),
      settings: () => ({ inlayHints: true }),
    });
    editor.open(api, texts["/shop/api.yaml"]);
  });

  afterEach(() => editor.quit());

  it("change all files of the application, with the versions of those that are open", async () => {
    editor.change(api, 7, { text: texts["/shop/api.yaml"].replace('"1"', "'1'") });
    const action = await find(editor, api, /^Make room before wave 1/);
    assert.equal(action.edit, undefined);
    const resolved = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action);
    const changes = (resolved.edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(
      changes.map(({ textDocument, edits }) => [textDocument, edits.map((it) => "newText" in it && it.newText)]),
      [
        [{ uri: api, version: 7 }, ["2"]],
        [{ uri: web, version: null }, ["3"]],
      ],
    );
  });

  it("know a file that was made a moment ago", async () => {
    await find(editor, api, /^Make room before wave 1 \(2 resources/);
    const uri = "file:///shop/new.yaml";
    files["/shop/new.yaml"] = manifest("ConfigMap", "new", wave("5"));
    editor.open(uri, files["/shop/new.yaml"]);
    await find(editor, uri, /^Make room before wave 5 \(1 resource in Sync/);
    await find(editor, api, /^Make room before wave 1 \(3 resources/);
  });

  it("change nothing once the document is another one", async () => {
    const action = await find(editor, api, /^Make this Deployment a PreSync hook/);
    editor.change(api, 2, { text: `# note\n${texts["/shop/api.yaml"]}` });
    const resolved = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", action);
    assert.equal(resolved.edit, undefined);
  });

  it("are not offered at every move of the cursor, but for a selection", async () => {
    const ask = async (end: number): Promise<readonly CodeAction[]> =>
      editor.connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: api },
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: end } },
        context: { diagnostics: [], triggerKind: 2 },
      });
    assert.deepEqual(await ask(0), []);
    assert.ok((await ask(4)).length > 0);
  });

  it("shift the waves of a selection by a number that the user gave, and say why where they cannot", async () => {
    const { start, end } = cursor;
    const shift = async (params: Partial<ShiftWavesParams>): Promise<WaveEdits | null> =>
      editor.connection.sendRequest(shiftWavesRequest, { uri: api, start, end, ...params });
    const shifted = await shift({ by: "-3" });
    assert.deepEqual(
      shifted?.edits.map(({ uri, text }) => [uri, text]),
      [[api, "-2"]],
    );
    assert.match((await shift({ by: "many" }))?.message ?? "", /"many" is not a whole number/);
    assert.match((await shift({ by: "9999999999999999999" }))?.message ?? "", /is out of range: .* 64-bit integer/);
    assert.equal(await shift({ uri: "file:///shop/closed.yaml", by: "1" }), null);
  });

  it("renumber the waves of the application", async () => {
    const renumbered = await editor.connection.sendRequest<WaveEdits>(renumberWavesRequest, { uri: api, step: "5" });
    assert.deepEqual(renumbered.edits.map(({ uri, text }) => [uri, text]).sort(), [
      [api, "5"],
      [web, "10"],
    ]);
    const none = await editor.connection.sendRequest<WaveEdits>(renumberWavesRequest, { uri: api, step: "0" });
    assert.match(none.message ?? "", /above 0/);
  });

  it("move a resource to a wave that is written as Argo CD reads integers", async () => {
    const move = async (number: string): Promise<WaveEdits> =>
      editor.connection.sendRequest(moveToWaveRequest, { uri: api, task: "/Deployment:/api Sync", wave: number });
    for (const [written, read] of [
      ["7", "7"],
      ["+5", "5"],
      ["0000000000000000000007", "7"],
      ["9223372036854775807", "9223372036854775807"],
    ] as const) {
      assert.deepEqual(
        (await move(written)).edits.map(({ uri, text }) => [uri, text]),
        [[api, read]],
      );
    }
    const { edits, message } = await move("9999999999999999999");
    assert.deepEqual(edits, []);
    assert.match(message ?? "", /^9999999999999999999 is out of range: Argo CD reads a wave as a 64-bit integer/);
    assert.match((await move("1.5")).message ?? "", /^"1\.5" is not a whole number\./);
  });

  it("go along with hints of what is implied, where the settings ask for them", async () => {
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
});

describe("refactorings in an editor that takes edits at once", () => {
  it("come with their edits, by file", async () => {
    const editor = await startEditor({ files: memoryFiles({ ...texts }) });
    editor.open(api, texts["/shop/api.yaml"]);
    const action = await find(editor, api, /^Make room before wave 1/);
    assert.deepEqual(Object.keys(action.edit?.changes ?? {}).sort(), [api, web]);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await editor.connection.sendRequest("textDocument/inlayHint", { textDocument: { uri: api }, range });
    assert.deepEqual(hints, [], "hints are off by default");
    await editor.quit();
  });
});

describe("whole resources in completion", () => {
  const complete = async (initializationOptions: object): Promise<readonly string[]> => {
    const editor = await startEditor({ initializationOptions });
    editor.open("untitled:new", "");
    const items = await editor.complete("untitled:new", 0, 0);
    await editor.quit();
    return items.map(({ label, insertTextFormat }) => `${label} ${String(insertTextFormat)}`);
  };

  it("are snippets, unless the editor has them already", async () => {
    assert.ok((await complete({})).includes("argocd-migration-job 2"));
    assert.deepEqual(await complete({ offersSnippets: true }), []);
  });
});
