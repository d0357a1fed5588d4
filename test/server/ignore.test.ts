import assert from "node:assert/strict";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";

const uri = "untitled:Untitled-1";
const misspelt = manifest("Job", "migrate", hook("Presync"));

/** Where the cursor is on the misspelt type. */
const there = { start: { line: 5, character: 30 }, end: { line: 5, character: 30 } };

describe("an editor that lets the user ignore findings", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  for (const title of ['Ignore "hook-never-applied" on this line', 'Ignore "hook-never-applied" in this file']) {
    it(`offers "${title}" behind the fixes`, async () => {
      editor = await startEditor();
      editor.open(uri, misspelt);
      const actions = await editor.actions(uri, there, ["quickfix"]);
      assert.equal(actions[0]?.isPreferred, true);
      const action = actions.find((it) => it.title === title);
      const [change] = action?.edit?.changes?.[uri] ?? [];
      assert.ok(action !== undefined && change !== undefined);
      assert.notEqual(action.isPreferred, true);
      editor.change(uri, 2, { range: change.range, text: change.newText });
      assert.deepEqual(await editor.pull(uri), []);
    });
  }

  it("hears of a comment that is no longer of use, under the severity that is set", async () => {
    editor = await startEditor({ settings: () => ({ severity: { "unused-suppression": "warning" } }) });
    editor.open(uri, `# argocd-annotations-ignore-file\n${misspelt}`);
    assert.deepEqual(await editor.pull(uri), []);
    editor.change(uri, 2, { range: { start: { line: 6, character: 32 }, end: { line: 6, character: 33 } }, text: "S" });
    const found = await editor.pull(uri);
    assert.deepEqual(
      found.map(({ code, severity, tags }) => [code, severity, tags]),
      [["unused-suppression", 2, [1]]],
    );
  });

  it("looks into ConfigMaps only when that is set", async () => {
    const inside = misspelt.replaceAll(/^/gm, "    ").trimEnd();
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  job.yaml: |\n${inside}\n`;
    editor = await startEditor({ settings: (of) => ({ embeddedInConfigMaps: of === uri }) });
    editor.open(uri, text);
    editor.open("untitled:other", text);
    assert.deepEqual(
      (await editor.pull(uri)).map(({ code, range }) => [code, range.start.line]),
      [["hook-never-applied", 11]],
    );
    assert.deepEqual(await editor.pull("untitled:other"), []);
  });
});
