// Editors keep settings in different shapes, and send them at different times.
import assert from "node:assert/strict";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";

const uri = "file:///a/job.yaml";
const misspelt = manifest("Job", "migrate", hook("Presync"));

describe("settings", () => {
  let editor: Editor;

  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });

  const shapes: Readonly<Record<string, (settings: object) => object>> = {
    "by themselves": (settings) => settings,
    "below our name": (argocdAnnotations) => ({ argocdAnnotations }),
    "with dotted names": (settings) =>
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [`argocdAnnotations.${name}`, value])),
    "below settings": (settings) => ({ settings }),
    "below settings and our name": (argocdAnnotations) => ({ settings: { argocdAnnotations } }),
  };
  const level = (severity: string): object => ({ severity: { "hook-never-applied": severity } });
  for (const [name, shaped] of Object.entries(shapes)) {
    it(`are sent by an editor that is not asked: ${name}`, async () => {
      const initializationOptions = { trusted: false, ...shaped({ ...level("information"), codeLens: "off" }) };
      editor = await startEditor({ capabilities: {}, initializationOptions });
      const severities = async (): Promise<readonly unknown[]> =>
        (await editor.published(() => true)).diagnostics.map(({ severity }) => severity);
      editor.open(uri, misspelt);
      assert.deepEqual(await severities(), [3]);
      editor.notify("workspace/didChangeConfiguration", { settings: shaped(level("off")) });
      assert.deepEqual(await severities(), []);
      // What is said later wins, and leaves alone what it does not name.
      assert.deepEqual(await editor.lenses(uri), []);
      for (const none of [null, [], { yaml: { validate: true } }]) {
        editor.notify("workspace/didChangeConfiguration", { settings: none });
        assert.deepEqual(await severities(), [], JSON.stringify(none));
      }
      editor.notify("workspace/didChangeConfiguration", { settings: shaped({}) });
      assert.deepEqual(await severities(), [3]);
    });

    it(`win if the editor answers when it is asked, and stay if it does not: ${name}`, async () => {
      let answer: unknown = null;
      editor = await startEditor({ settings: () => answer, initializationOptions: shaped(level("hint")) });
      editor.open(uri, misspelt);
      const severity = async (): Promise<unknown> => (await editor.pull(uri))[0]?.severity;
      assert.equal(await severity(), 4);
      for (const [answered, settings, expected] of [
        [{}, {}, 4],
        [shaped({ severity: null }), null, 4],
        [null, shaped(level("information")), 3],
        [shaped(level("warning")), shaped(level("information")), 2],
      ]) {
        answer = answered;
        editor.notify("workspace/didChangeConfiguration", { settings });
        await editor.next("workspace/diagnostic/refresh");
        assert.equal(await severity(), expected, JSON.stringify(answered));
      }
    });
  }
});
