import assert from "node:assert/strict";
import fc from "fast-check";
import type { Diagnostic } from "vscode-languageserver/node";
import { openFile, positionAt } from "../../server/core/index.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { editedText, spanIn } from "../support/texts.ts";

const uri = "untitled:Untitled-1";
const misspelt = manifest("Job", "migrate", hook("Presync"));
const right = manifest("Job", "migrate", hook("PreSync"));

function codesOf(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}

describe("diagnostics that an editor asks for", () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor();
  });
  afterEach(() => editor.quit());

  it("are promised only to an editor that asks", () => {
    assert.deepEqual(editor.initialized.capabilities.diagnosticProvider, {
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
  });

  it("say what is wrong, where, and where to read more", async () => {
    editor.open(uri, `# \u{1F680}\r\n${misspelt.replaceAll("\n", "\r\n")}`);
    const [found, ...others] = await editor.pull(uri);
    assert.deepEqual(others, []);
    assert.equal(found?.code, "hook-never-applied");
    assert.equal(found.source, "argocd");
    assert.equal(found.severity, 1);
    assert.deepEqual(found.range, { start: { line: 6, character: 29 }, end: { line: 6, character: 36 } });
    assert.match(found.codeDescription?.href ?? "", /hook-never-applied\.md$/);
  });

  it("follow every edit", async () => {
    editor.open(uri, misspelt);
    editor.change(uri, 2, { range: range(5, 29, 5, 36), text: "PreSync" });
    assert.deepEqual(await editor.pull(uri), []);
    editor.change(
      uri,
      3,
      { range: range(0, 0, 0, 0), text: `${manifest("Job", "report", hook("PreSync"))}---\n` },
      { range: range(12, 32, 12, 33), text: "s" },
    );
    assert.deepEqual(
      (await editor.pull(uri)).map((it) => it.range.start.line),
      [12],
    );
    editor.change(uri, 4, { text: right });
    assert.deepEqual(await editor.pull(uri), []);
  });

  it("are none for a file that is not open", async () => {
    assert.deepEqual(await editor.pull("file:///nowhere.yaml"), []);
    editor.open(uri, misspelt);
    editor.close(uri);
    assert.deepEqual(await editor.pull(uri), []);
  });

  it("are after any edits what they are for the file opened anew", async () => {
    const anew = "untitled:anew";
    let run = 0;
    await fc.assert(
      fc.asyncProperty(editedText, async ({ text, edits }) => {
        run += 1;
        const edited = `untitled:edited-${run}`;
        const start = `${misspelt}---\n${text}\n---\n${misspelt}`;
        editor.open(edited, start);
        let whole = start;
        for (const [index, edit] of edits.entries()) {
          const span = spanIn(whole, edit);
          const file = openFile(whole);
          const place = { start: positionAt(file, span.start), end: positionAt(file, span.end) };
          // A position cannot point between the halves of a line break.
          const cuts = [span.start, span.end].some((at) => whole.startsWith("\r\n", at - 1));
          editor.change(edited, index + 2, cuts ? { text: whole } : { range: place, text: edit.text });
          if (!cuts) whole = whole.slice(0, span.start) + edit.text + whole.slice(span.end);
        }
        editor.open(anew, whole);
        const found = JSON.stringify(await editor.pull(edited)).replaceAll(edited, anew);
        assert.deepEqual(JSON.parse(found), await editor.pull(anew));
        assert.deepEqual(await editor.lenses(edited), await editor.lenses(anew));
        editor.close(edited);
        editor.close(anew);
      }),
      { numRuns: 150 },
    );
    assert.deepEqual(editor.log, []);
  });
});

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

describe("quick fixes", () => {
  const line = range(5, 0, 5, 0);
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({ capabilities: vscodeCapabilities });
    editor.open(uri, misspelt);
  });
  afterEach(() => editor.quit());

  it("repair what is under the cursor, the surest first", async () => {
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
    [["refactor"], ["refactor.rewrite"]],
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

  it("of a whole file are none where nothing can be repaired without asking", async () => {
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
