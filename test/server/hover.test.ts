import assert from "node:assert/strict";
import { CodeLensRefreshRequest, type MarkupContent } from "vscode-languageserver/node";
import { chartOfShop } from "../support/chart-of-shop.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("hover", () => {
  let editor: Editor;
  const uri = "untitled:Untitled-1";
  afterEach(() => editor.quit());

  it("tells the story of a resource, and what an annotation means", async () => {
    editor = await startEditor();
    editor.open(uri, manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }));
    const story = JSON.stringify((await editor.hover(uri, 1, 7))?.contents);
    assert.match(story, /PreSync\*\* hook, \*\*wave -1\*\*, 1st of 1/);
    const value = await editor.hover(uri, 5, 33);
    assert.deepEqual(value?.range, { start: { line: 5, character: 29 }, end: { line: 5, character: 36 } });
    assert.match(JSON.stringify(value.contents), /Runs before the resources/);
    assert.equal(await editor.hover(uri, 0, 0), null);
  });

  it("shows what an action of a template prints, with links to its values", async () => {
    const workspaceFolders = [{ uri: "file:///repo", name: "repo" }];
    editor = await startEditor({ files: memoryFiles({ ...chartOfShop }), workspaceFolders });
    await editor.next(CodeLensRefreshRequest.method);
    const template = "file:///repo/chart/templates/jobs.yaml";
    editor.open(template, chartOfShop["/repo/chart/templates/jobs.yaml"] ?? "");
    const name = await editor.hover(template, 5, 12);
    assert.deepEqual(name?.range, { start: { line: 5, character: 8 }, end: { line: 5, character: 19 } });
    const { value } = name.contents as MarkupContent;
    assert.match(
      value,
      /^For the Applications `?dev, prod`?:\n\nPrints 2 times\n\n```yaml\nmigrate\n```\n\n```yaml\nseed\n```\n\nIt reads\n/,
    );
    assert.match(value, /^- `- name: seed` in \[values\.yaml, line 5\]\(file:\/\/\/repo\/chart\/values\.yaml#L5\)$/m);
    assert.match(value, /#L5\)\n\n---\n\n\*\*2 resources\*\*/);
    const wave = ((await editor.hover(template, 7, 50))?.contents as MarkupContent).value;
    assert.match(
      wave,
      /^For the Application dev:\n\nPrints `"1"` 2 times\.\n\n[^]*\n\n---\n\nFor the Application prod:\n\nPrints `"5"`/,
    );
    assert.match(wave, /`"5"`[^]*\n\nIt reads `wave: 5` in \[values-prod\.yaml, line 1\]/);
    const map = (await editor.hover(template, 0, 12))?.contents as MarkupContent;
    assert.match(map.value, /:\n\nIt reads `jobs:` in \[values\.yaml, line 3\]/);
  });
});
