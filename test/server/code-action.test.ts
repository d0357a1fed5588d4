import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver/node";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";

const uri = "untitled:Untitled-1";
const misspelt = manifest("Job", "migrate", hook("Presync"));
const right = manifest("Job", "migrate", hook("PreSync"));

function codesOf(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

describe("quick fixes", () => {
  const line = range(5, 0, 5, 0);
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ capabilities: vscodeCapabilities });
    editor.open(uri, misspelt);
  });
  afterEach(() => editor.quit());

  it("fix what is under the cursor, the surest first", async () => {
    const [fix] = await editor.actions(uri, range(5, 30, 5, 30));
    assert.equal(fix?.title, 'Change to "PreSync"');
    assert.equal(fix.kind, "quickfix");
    assert.equal(fix.isPreferred, true);
    assert.deepEqual(codesOf(fix.diagnostics ?? []), ["hook-never-applied"]);
    const edits = fix.edit?.changes?.[uri] ?? [];
    assert.equal(edits.length, 1);
    assert.match(edits[0]?.newText ?? "", /PreSync/);
  });

  it("are none where nothing is wrong", async () => {
    assert.deepEqual(await editor.actions(uri, range(1, 0, 1, 3), ["quickfix"]), []);
  });

  const filters: readonly (readonly [only: readonly string[] | undefined, kinds: readonly string[]])[] = [
    [["quickfix"], ["quickfix"]],
    [["source.fixAll"], ["source.fixAll.argocdAnnotations"]],
    [["source.fixAll.argocdAnnotations"], ["source.fixAll.argocdAnnotations"]],
    [["source"], ["source.fixAll.argocdAnnotations"]],
    [["source.fixAll.eslint"], []],
    [["source.organizeImports"], []],
    [["refactor"], ["refactor.rewrite", "refactor.rewrite.hook"]],
    [["refactor.rewrite.hook"], ["refactor.rewrite.hook"]],
    [["refactor.move"], []],
    [["refactor.extract"], []],
    [["quickfix.other"], []],
  ];
  for (const [only, kinds] of filters) {
    it(`of the kinds ${JSON.stringify(only)} are of the kinds ${JSON.stringify(kinds)}`, async () => {
      const actions = await editor.actions(uri, range(5, 30, 5, 30), only);
      assert.deepEqual([...new Set(actions.map(({ kind }) => kind))], kinds);
    });
  }

  it("of a whole file are made by few edits", async () => {
    editor.change(uri, 2, { text: `${misspelt}---\n${right}---\n${misspelt.replaceAll("\n", "\r\n")}` });
    const [fixAll] = await editor.actions(uri, line, ["source.fixAll"]);
    assert.deepEqual(fixAll?.edit?.changes?.[uri], [
      { range: range(5, 32, 5, 33), newText: "S" },
      { range: range(19, 32, 19, 33), newText: "S" },
    ]);
  });

  it("of a whole file are none where nothing can be fixed without asking", async () => {
    editor.change(uri, 2, { text: right });
    assert.deepEqual(await editor.actions(uri, line, ["source.fixAll"]), []);
  });
});

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}
