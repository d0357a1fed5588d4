import assert from "node:assert/strict";
import { planChangedNotification, type PlanChangedParams } from "../../server/protocol/index.ts";
import { type Editor, type EditorOptions, startEditor } from "../support/editor.ts";
import { manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("plans that change", () => {
  const texts = { "/shop/web.yaml": manifest("Service", "web") };
  let editor: Editor;

  async function start(options: EditorOptions = {}): Promise<void> {
    editor = await startEditor({ files: memoryFiles(texts), ...options });
  }
  afterEach(() => editor.quit());

  it("are told to a client that follows them, once for a burst", async () => {
    await start({ initializationOptions: { followsPlans: true } });
    // The first message says that the workspace has been read.
    await editor.next<PlanChangedParams>(planChangedNotification, ({ uris }) => uris.length === 0);
    editor.open("file:///shop/web.yaml", texts["/shop/web.yaml"]);
    editor.change("file:///shop/web.yaml", 2, { text: manifest("Service", "web", wave("1")) });
    const { uris } = await editor.next<PlanChangedParams>(planChangedNotification);
    assert.deepEqual(uris, ["file:///shop/web.yaml"]);
  });

  it("are not told to any other", async () => {
    await start();
    editor.open("file:///shop/web.yaml", texts["/shop/web.yaml"]);
    await editor.pull("file:///shop/web.yaml");
    assert.ok(!editor.received.includes(planChangedNotification));
  });
});
