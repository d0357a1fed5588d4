import assert from "node:assert/strict";
import {
  moveToWaveRequest,
  renumberWavesRequest,
  type ShiftWavesParams,
  shiftWavesRequest,
  type WaveEdits,
} from "../../server/protocol/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const texts = {
  "/shop/api.yaml": manifest("Deployment", "api", wave("1")),
  "/shop/web.yaml": `${manifest("Deployment", "web", wave("2"))}---\n${manifest("Job", "test", hook("PostSync"))}`,
  "/shop/config.yaml": manifest("ConfigMap", "config"),
};
const api = "file:///shop/api.yaml";
const web = "file:///shop/web.yaml";

const cursor = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };

describe("waves for a number that the user was asked for", () => {
  let editor: Editor;

  beforeEach(async () => {
    editor = await startEditor({ files: memoryFiles(texts) });
    editor.open(api, texts["/shop/api.yaml"]);
  });
  afterEach(() => editor.quit());

  it("shift the waves of a selection by a number that the user gave, and say why where they cannot", async () => {
    const { start, end } = cursor;
    const shift = async (params: Partial<ShiftWavesParams>): Promise<WaveEdits | null> =>
      editor.connection.sendRequest(shiftWavesRequest, { uri: api, start, end, ...params });
    const shifted = await shift({ by: "-3" });
    assert.deepEqual(
      shifted?.edits.map(({ uri, text }) => [uri, text]),
      [[api, "-2"]],
    );
    assert.match((await shift({ by: "many" }))?.message ?? "", /"many" is not a whole number/);
    assert.match((await shift({ by: "9999999999999999999" }))?.message ?? "", /is out of range: .* 64-bit integer/);
    assert.equal(await shift({ uri: "file:///shop/closed.yaml", by: "1" }), null);
  });

  it("renumber the waves of the application", async () => {
    const renumbered = await editor.connection.sendRequest<WaveEdits>(renumberWavesRequest, { uri: api, step: "5" });
    assert.deepEqual(renumbered.edits.map(({ uri, text }) => [uri, text]).sort(), [
      [api, "5"],
      [web, "10"],
    ]);
    // A client sees by them whether the file is still the one that the edit is for.
    assert.deepEqual(renumbered.edits.flatMap(({ lines }) => lines).sort(), [
      '    argocd.argoproj.io/sync-wave: "1"',
      '    argocd.argoproj.io/sync-wave: "2"',
    ]);
    const none = await editor.connection.sendRequest<WaveEdits>(renumberWavesRequest, { uri: api, step: "0" });
    assert.match(none.message ?? "", /above 0/);
  });

  it("move a resource to a wave that is written as Argo CD reads integers", async () => {
    const move = async (number: string): Promise<WaveEdits> =>
      editor.connection.sendRequest(moveToWaveRequest, { uri: api, task: "/Deployment:/api Sync", wave: number });
    for (const [written, read] of [
      ["7", "7"],
      ["+5", "5"],
      ["0000000000000000000007", "7"],
      ["9223372036854775807", "9223372036854775807"],
    ] as const) {
      assert.deepEqual(
        (await move(written)).edits.map(({ uri, text }) => [uri, text]),
        [[api, read]],
      );
    }
    const { edits, message } = await move("9999999999999999999");
    assert.deepEqual(edits, []);
    assert.match(message ?? "", /^9999999999999999999 is out of range: Argo CD reads a wave as a 64-bit integer/);
    assert.match((await move("1.5")).message ?? "", /^"1\.5" is not a whole number\./);
  });
});
