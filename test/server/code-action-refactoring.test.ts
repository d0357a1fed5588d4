import assert from "node:assert/strict";
import type { ClientCapabilities, CodeAction, TextDocumentEdit } from "vscode-languageserver";
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
    codeAction: {
      ...vscodeCapabilities.textDocument?.codeAction,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
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
    editor = await startEditor({ capabilities: modern, files: memoryFiles(files) });
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

  it("are among all actions on the kind, the name and the annotations of Argo CD, and on no other line", async () => {
    const lines = texts["/shop/api.yaml"].split("\n");
    const offered = await Promise.all(
      lines.map(
        async (_, line) =>
          (await editor.actions(api, { start: { line, character: 0 }, end: { line, character: 0 } })).length > 0,
      ),
    );
    assert.deepEqual(
      lines.filter((_, line) => offered[line]).map((text) => text.trim().split(":")[0]),
      ["kind", "name", "argocd.argoproj.io/sync-wave"],
    );
  });
});

describe("refactorings in an editor that asks which hook is meant", () => {
  it("are one action for all types of hooks, and each of them for whoever asks for these alone", async () => {
    const initializationOptions = { chooseHookCommand: "choose" };
    const editor = await startEditor({ files: memoryFiles({ ...texts }), initializationOptions });
    editor.open(web, texts["/shop/web.yaml"]);
    const hooks = async (only: readonly string[]): Promise<readonly CodeAction[]> =>
      (await editor.actions(web, cursor, only)).filter(({ title }) => title.includes("ook"));
    const [only, ...others] = await hooks(["refactor"]);
    assert.deepEqual(others, []);
    assert.deepEqual([only?.title, only?.edit], ["Make This a Hook...", undefined]);
    assert.deepEqual(only?.command, { title: "Make This a Hook...", command: "choose", arguments: [web, cursor] });
    const each = await hooks(["refactor.rewrite.hook"]);
    assert.ok(each.length > 3 && each.every(({ edit, command }) => edit !== undefined && command === undefined));
    await editor.quit();
  });
});

describe("refactorings in an editor that takes edits at once", () => {
  it("come with their edits, by file", async () => {
    const editor = await startEditor({ files: memoryFiles({ ...texts }) });
    editor.open(api, texts["/shop/api.yaml"]);
    const action = await find(editor, api, /^Make room before wave 1/);
    assert.deepEqual(Object.keys(action.edit?.changes ?? {}).sort(), [api, web]);
    await editor.quit();
  });
});
