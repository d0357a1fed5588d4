import assert from "node:assert/strict";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";

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
});
