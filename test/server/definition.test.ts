import assert from "node:assert/strict";
import { CodeLensRefreshRequest, type Location, type LocationLink } from "vscode-languageserver/node";
import { chartOfShop } from "../support/chart-of-shop.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("going to a definition", () => {
  const path = "/repo/chart/templates/jobs.yaml";
  const uri = `file://${path}`;
  const text = chartOfShop[path] ?? "";
  let editor: Editor;

  async function start(definition: { readonly linkSupport: boolean }): Promise<void> {
    const { textDocument } = vscodeCapabilities;
    editor = await startEditor({
      files: memoryFiles({ ...chartOfShop }),
      workspaceFolders: [{ uri: "file:///repo", name: "repo" }],
      capabilities: { ...vscodeCapabilities, textDocument: { ...textDocument, definition } },
    });
    await editor.next(CodeLensRefreshRequest.method);
    editor.open(uri, text);
  }
  afterEach(() => editor.quit());

  /** Where the middle of a text in the template leads to. */
  function ask(words: string): Promise<Location[] | LocationLink[] | null> {
    const before = text.slice(0, text.indexOf(words) + Math.floor(words.length / 2)).split("\n");
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return editor.connection.sendRequest("textDocument/definition", { textDocument: { uri }, position });
  }

  it("leads from a template to the values that count and to what it includes", async () => {
    await start({ linkSupport: true });
    assert.equal(editor.initialized.capabilities.definitionProvider, true);
    const range = (line: number, start: number, end: number): LocationLink["targetRange"] => ({
      start: { line, character: start },
      end: { line, character: end },
    });
    const links = ((await ask(".Values.image")) ?? []) as LocationLink[];
    assert.deepEqual(links[0], {
      originSelectionRange: range(10, 13, 26),
      targetUri: "file:///repo/chart/values.yaml",
      targetRange: range(0, 0, 13),
      targetSelectionRange: range(0, 0, 13),
    });
    assert.deepEqual(
      links.slice(1).map(({ targetUri, targetRange }) => [targetUri, targetRange]),
      [["file:///repo/apps/prod.yaml", range(12, 8, 21)]],
    );
    const same = ((await ask(".Values.jobs")) ?? []) as LocationLink[];
    assert.deepEqual(
      same.map(({ targetUri }) => targetUri),
      ["file:///repo/chart/values.yaml"],
    );
    const [helper] = ((await ask('"shop.labels"')) ?? []) as LocationLink[];
    assert.equal(helper?.targetUri, "file:///repo/chart/templates/_helpers.tpl");
    assert.deepEqual(helper.targetRange, range(0, 12, 23));
    assert.equal(await ask(".Values.pull"), null);
    assert.equal(await ask("apiVersion"), null);
  });

  it("leads there also in an editor that takes no links", async () => {
    await start({ linkSupport: false });
    const [found] = ((await ask(".Values.image")) ?? []) as Location[];
    assert.equal(found?.uri, "file:///repo/chart/values.yaml");
    assert.equal(found.range.start.line, 0);
  });
});
