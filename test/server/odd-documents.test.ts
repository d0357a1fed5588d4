// Documents with addresses, versions and edits that no editor should send, but may.
import assert from "node:assert/strict";
import { nodeFiles } from "../../server/workspace/files.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const misspelt = manifest("Job", "migrate", hook("Presync"));
const right = manifest("Job", "migrate", hook("PreSync"));
const uri = "file:///a/b.yaml";

describe("a document with the address", () => {
  for (const odd of [
    "untitled:Untitled-1",
    "git:/a/b.yaml?%7B%22ref%22%3A%22HEAD%22%7D",
    "vscode-userdata:/User/settings.json",
    "http://example.invalid/b.yaml",
    "vscode-notebook-cell:/a/b.ipynb#ch0",
    "file://server/share/b.yaml",
    "file:////server/share/b.yaml",
    "file:///c%3A/a/b.yaml",
    "file:///C:/a/b.yaml",
    "file:///a/%zz.yaml",
    "file:///a/%E4.yaml",
    "file:///a%2Fb/c.yaml",
    "file:///a/b.yaml#%zz",
    "file:///a/%00.yaml",
    "file:a.yaml",
    "file:",
    "file://",
    "file:///",
    "FILE:///a/b.yaml",
    `file:///${"a/".repeat(1000)}b.yaml`,
    "C:\\a\\b.yaml",
    "\\\\server\\share\\b.yaml",
    "b.yaml",
    "",
    "__proto__",
    "a:\u0000\u001b[31m\n",
  ]) {
    it(`${JSON.stringify(odd).slice(0, 60)} is answered like any other`, async () => {
      const editor = await startEditor({ files: nodeFiles });
      editor.open(odd, misspelt);
      // A path of a thousand folders is searched for settings longer than an answer waits: the editor is told to ask again.
      if ((await editor.pull(odd)).length === 0) await editor.next("workspace/diagnostic/refresh");
      assert.deepEqual(
        (await editor.pull(odd)).map(({ code }) => code),
        ["hook-never-applied"],
      );
      assert.equal((await editor.lenses(odd)).length, 1);
      assert.notEqual(await editor.hover(odd, 5, 6), undefined);
      assert.notEqual(await editor.plan(odd), undefined);
      editor.change(odd, 2, { text: right });
      assert.deepEqual(await editor.pull(odd), []);
      editor.close(odd);
      assert.deepEqual(await editor.pull(odd), []);
      assert.deepEqual(editor.log, []);
      await editor.quit();
    });
  }
});

describe("a document that", () => {
  let editor: Editor;
  beforeEach(async () => (editor = await startEditor({ files: memoryFiles({ "/a/b.yaml": right }) })));
  afterEach(() => editor.quit());

  const codes = async (of = uri): Promise<unknown[]> => (await editor.pull(of)).map(({ code }) => code);
  const change = (contentChanges: readonly object[], version: number | null = 2): void => {
    editor.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  };

  it("is opened twice has the text that came last, and is closed at once", async () => {
    editor.open(uri, right);
    editor.open(uri, misspelt);
    assert.deepEqual(await codes(), ["hook-never-applied"]);
    editor.close(uri);
    assert.deepEqual(await editor.lenses(uri), []);
  });

  it("is open by two addresses stays open until both are closed", async () => {
    editor.open(uri, misspelt);
    editor.open("file:///a/%62.yaml", manifest("Job", "migrate", wave("1")));
    editor.close("file:///a/%62.yaml");
    assert.deepEqual(await codes(), ["hook-never-applied"]);
    assert.deepEqual((await editor.plan("file:///a"))?.steps, []);
    editor.close(uri);
    assert.equal((await editor.plan("file:///a"))?.steps.length, 1);
  });

  it("is not open is neither changed nor closed, and the log says so", async () => {
    change([{ text: misspelt }]);
    editor.close(uri);
    assert.deepEqual(await codes(), []);
    assert.deepEqual(editor.log, Array(2).fill(`A change of "${uri}" is ignored: it is not open.`));
  });

  for (const version of [1, 0, -5, null]) {
    it(`goes from version 1 to ${String(version)} has the text that came last`, async () => {
      editor.open(uri, right);
      change([{ text: misspelt }], version);
      assert.deepEqual(await codes(), ["hook-never-applied"]);
    });
  }

  it("is changed beyond its end, backwards, or by nothing has the text that editors give it", async () => {
    editor.open(uri, "kind: Job");
    const position = (line: number, character: number): object => ({ line, character });
    change([]);
    change([{ range: { start: position(7, 7), end: position(2147483647, 2147483647) }, text: "s" }]);
    change([{ range: { start: position(0, 9), end: position(0, 8) }, text: "" }]);
    change([{ range: { start: position(0, 1e300), end: position(0, 9007199254740991) }, text: "b" }]);
    const text = misspelt.replace("kind: Job\n", "");
    change([{ range: { start: position(1, 0), end: position(0, 9) }, text: `\n${text}` }]);
    assert.deepEqual(await codes(), ["hook-never-applied"]);
  });

  it("is replaced by a change with the range null has that text", async () => {
    editor.open(uri, right);
    change([{ range: null, text: misspelt }]);
    assert.deepEqual(await codes(), ["hook-never-applied"]);
  });

  it("is asked about beyond its end is answered", async () => {
    editor.open(uri, misspelt);
    for (const [line, character] of [
      [1000, 0],
      [0, 1e9],
      [2147483647, 2147483647],
    ] as const) {
      assert.equal(await editor.hover(uri, line, character), null);
      assert.ok(Array.isArray(await editor.complete(uri, line, character)));
      const range = { start: { line, character }, end: { line: 0, character: 0 } };
      assert.ok(Array.isArray(await editor.actions(uri, range, ["refactor"])));
    }
    assert.deepEqual(editor.log, []);
  });
});
