// The answer to a question about a place, when the user types on before the server can answer it.
import assert from "node:assert/strict";
import type { Range, TextEdit } from "vscode-languageserver/node";
import { shiftWavesRequest } from "../../server/protocol/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const policy = '{"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "spec": {"syncPolicy": {""}}}\n';
const behindQuote = { line: 0, character: policy.indexOf('""') + 1 };
const job = manifest("Job", "migrate", { ...hook("Presync"), ...wave("1") });
const uri = "file:///shop/job.yaml";

describe("a question about a place in a text that changes", () => {
  let editor: Editor;
  /** Gives the server its settings, without which it cannot answer. */
  let giveSettings: () => void;

  beforeEach(async () => {
    const given = new Promise<null>((resolve) => {
      giveSettings = () => {
        resolve(null);
      };
    });
    const files = memoryFiles({ "/shop/job.yaml": job, "/shop/policy.json": policy });
    editor = await startEditor({ files, settings: () => given });
    editor.open(uri, job);
  });
  afterEach(() => editor.quit());

  /** Types something, each character in a message of its own, after the question that has been asked, and before its answer. */
  function typeOn(text: string, { line, character }: Range["start"] = { line: 0, character: 0 }, into = uri): void {
    for (let index = 0; index < text.length; index++) {
      const place = { line, character: character + index };
      editor.change(into, index + 2, { range: { start: place, end: place }, text: text.charAt(index) });
    }
    giveSettings();
  }

  for (const into of ["file:///shop/policy.json", "untitled:policy"]) {
    it(`completes the text that it is about, so that nothing behind the cursor is lost: ${into}`, async () => {
      editor.open(into, policy);
      const asked = editor.complete(into, behindQuote.line, behindQuote.character);
      typeOn("auto", behindQuote, into);
      const item = (await asked).find(({ label }) => label === "automated");
      const { start, end } = (item?.textEdit as TextEdit).range;
      assert.deepEqual([start.character, end.character], [behindQuote.character - 1, behindQuote.character + 1]);
    });
  }

  // Its wave, and its hook type once a line of that length has been typed above.
  const line = 6;
  const above = `${"#".repeat(33)}\n`;
  const range: Range = { start: { line, character: 30 }, end: { line, character: 30 } };

  it("shows no hover of what is at that place now", async () => {
    const asked = editor.hover(uri, line, 30);
    typeOn(above);
    assert.equal(await asked, null);
    assert.match(JSON.stringify(await editor.hover(uri, line, 30)), /argoproj.io\/hook/);
  });

  it("offers no fix of what is at that place now", async () => {
    const asked = editor.actions(uri, range, ["quickfix"]);
    typeOn(above);
    assert.deepEqual(await asked, []);
    assert.match(JSON.stringify(await editor.actions(uri, range, ["quickfix"])), /Change to/);
  });

  it("shifts no waves of what is selected now, and says so", async () => {
    const shift = (): Promise<unknown> =>
      editor.connection.sendRequest(shiftWavesRequest, { uri, start: range.start, end: range.end, by: "1" });
    const asked = shift();
    typeOn("---\n");
    assert.deepEqual(await asked, { edits: [], message: "The file has just changed. Try again." });
    assert.doesNotMatch(JSON.stringify(await shift()), /Try again/);
  });
});
