import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { DocumentDiagnosticReport } from "vscode-languageserver";
import { openFile, positionAt } from "../../server/core/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";
import { editedText, spanIn } from "../support/texts.ts";

const uri = "untitled:Untitled-1";
const misspelt = manifest("Job", "migrate", hook("Presync"));
const right = manifest("Job", "migrate", hook("PreSync"));

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
      workDoneProgress: true,
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

  it("are not sent again while they stay the same", async () => {
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      editor.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
    editor.open(uri, misspelt);
    const first = await ask();
    assert.ok(first.kind === "full" && first.items.length === 1);
    editor.change(uri, 2, { range: range(0, 0, 0, 0), text: "" });
    assert.deepEqual(await ask(first.resultId), { kind: "unchanged", resultId: first.resultId });
    editor.change(uri, 3, { range: range(0, 0, 0, 0), text: "# one line down\n" });
    const moved = await ask(first.resultId);
    assert.ok(moved.kind === "full" && moved.resultId !== first.resultId);
  });

  it("come first for what the editor shows of a huge file, and soon for the rest", async () => {
    const text = Array.from({ length: 2000 }, () => misspelt).join("---\n");
    const last = text.split("\n").length - 2;
    editor.open(uri, text);
    const shown = range(last - 5, 0, last, 0);
    await editor.connection.sendRequest("textDocument/inlayHint", { textDocument: { uri }, range: shown });
    const first = await editor.pull(uri);
    assert.ok(first.some((it) => it.range.start.line === last));
    if (first.length === 2000) return;
    await editor.next("workspace/diagnostic/refresh");
    assert.equal((await editor.pull(uri)).length, 2000);
  });

  it("are sent to an editor that asks for them but cannot be told to ask again", async () => {
    await editor.quit();
    editor = await startEditor({ capabilities: { textDocument: { diagnostic: {} } } });
    assert.equal(editor.initialized.capabilities.diagnosticProvider, undefined);
    const count = 2000;
    editor.open(uri, Array.from({ length: count }, () => misspelt).join("---\n"));
    await editor.published(({ diagnostics }) => diagnostics.length === count);
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
        const renamed = (found: unknown): unknown => JSON.parse(JSON.stringify(found).replaceAll(edited, anew));
        const areSame = async (): Promise<boolean> =>
          isDeepStrictEqual(renamed(await editor.pull(edited)), await editor.pull(anew));
        // What a busy machine has not searched in time follows, and the editor is told.
        while (!(await areSame())) await editor.next("workspace/diagnostic/refresh");
        assert.deepEqual(renamed(await editor.lenses(edited)), await editor.lenses(anew));
        editor.close(edited);
        editor.close(anew);
      }),
      { numRuns: 150 },
    );
    assert.deepEqual(editor.log, []);
  });
});

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}
