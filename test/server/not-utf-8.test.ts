import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Editor } from "../support/editor.ts";
import { answersOfWorkspace, editorAt } from "../support/ways-to-ask.ts";
import { withFolder } from "../cli/run-cli.ts";
import { hook, manifest } from "../support/manifests.ts";

const latin = Buffer.from(`${manifest("ConfigMap", "a", hook("PreSync"))}# caf\xe9\n`, "latin1");

describe("a file that is not UTF-8", () => {
  let editor: Editor;

  afterEach(() => editor.quit());

  it("is marked where it is not, closed or open as the editor has read it", async () => {
    await withFolder({ "app/a.yaml": latin }, async (folder) => {
      editor = await editorAt(folder);
      const [closed = ""] = (await answersOfWorkspace(editor, folder)).get("app/a.yaml") ?? [];
      assert.match(closed, /The byte 0xE9 is not valid UTF-8\. Argo CD reads "\uFFFD" \(U\+FFFD\) there/);
      const path = join(folder, "app", "a.yaml");
      const uri = pathToFileURL(path).href;
      editor.open(uri, readFileSync(path, "utf8"));
      const [open] = await editor.pull(uri);
      assert.equal(open?.code, "not-utf-8");
      assert.match(JSON.stringify(open.message), /\(U\+FFFD\) stands for a character that was not valid UTF-8/);
      assert.deepEqual(open.range, { start: { line: 6, character: 5 }, end: { line: 6, character: 6 } });
    });
  });
});
