import assert from "node:assert/strict";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import { type RenderedManifest, renderedManifestRequest } from "../../server/protocol/index.ts";
import { chartOfShop } from "../support/chart-of-shop.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("what a template prints", () => {
  const uri = "file:///repo/chart/templates/jobs.yaml";
  const workspaceFolders = [{ uri: "file:///repo", name: "repo" }];
  let texts: Record<string, string>;
  let editor: Editor;

  beforeEach(async () => {
    texts = { ...chartOfShop };
    editor = await startEditor({ files: memoryFiles(texts), workspaceFolders });
    await editor.next(CodeLensRefreshRequest.method);
  });
  afterEach(() => editor.quit());

  function ask(at: string, application?: string): Promise<RenderedManifest | null> {
    return editor.connection.sendRequest(renderedManifestRequest, { uri: at, ...(application && { application }) });
  }

  it("x", async () => {
    const answer = await ask(uri);
    console.log(answer?.text, answer?.lines, answer?.applications, answer?.application);
    const dev = answer?.applications.find(({ name }) => name === "dev") ?? assert.fail();
    console.log((await ask(uri, dev.id))?.text);
    editor.open(uri, texts["/repo/chart/templates/jobs.yaml"] ?? "");
    for (const [l, c] of [[0,10],[5,12],[7,50],[8, 30],[10, 15],[11, 15],[12,15],[14,20],[13,4]] as const) {
      const h = await editor.hover(uri, l, c);
      console.log("-----", l, c, (h?.contents as {value:string})?.value);
      console.log(JSON.stringify(await editor.connection.sendRequest("textDocument/definition", { textDocument: { uri }, position: { line: l, character: c } })));
    }
    console.log(editor.log);
    const h = "file:///repo/chart/templates/_helpers.tpl";
    console.log((await ask(h))?.text);
    editor.open(h, texts["/repo/chart/templates/_helpers.tpl"] ?? "");
    for (const [l, c] of [[1,10],[2,20]] as const) {
      const x = await editor.hover(h, l, c);
      console.log("-----", l, c, (x?.contents as {value:string})?.value);
      console.log(JSON.stringify(await editor.connection.sendRequest("textDocument/definition", { textDocument: { uri: h }, position: { line: l, character: c } })));
    }
  });
});
