// What is found in the workspace reaches the user, whenever the editor asks, and whatever it answers to what the server asks.
import assert from "node:assert/strict";
import { CodeLensRefreshRequest, RegistrationRequest } from "vscode-languageserver/node";
import { planChangedNotification, type PlanChangedParams } from "../../server/protocol/index.ts";
import { type Editor, type EditorOptions, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const refresh = CodeLensRefreshRequest.method;

/** It also deploys the folder below its own, so a lens that knows it counts one resource more. */
const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: declared
spec:
  source:
    repoURL: https://git.example.com/shop.git
    path: shop
    directory:
      recurse: true
  destination:
    namespace: shop
`;
const texts = {
  "/repo/.git/HEAD": "",
  "/repo/apps/shop.yaml": application,
  "/repo/shop/web.yaml": manifest("Service", "web", wave("1")),
  "/repo/shop/jobs/migrate.yaml": manifest("Job", "migrate", hook("PreSync")),
};
const web = "file:///repo/shop/web.yaml";

describe("an editor that", () => {
  let editor: Editor;
  const start = async (options: EditorOptions): Promise<void> => {
    editor = await startEditor({
      files: memoryFiles(texts),
      workspaceFolders: [{ uri: "file:///repo", name: "repo" }],
      initializationOptions: { followsPlans: true },
      ...options,
    });
  };
  afterEach(() => editor.quit());

  const title = async (): Promise<string> => (await editor.lenses(web))[0]?.command?.title ?? "";

  it("asks for lenses while the workspace is searched is told to ask again", async () => {
    const disk = memoryFiles(texts);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const walk: typeof disk.walk = async function* (...given) {
      await held;
      yield* disk.walk(...given);
    };
    await start({ files: { ...disk, walk } });
    editor.open(web, texts["/repo/shop/web.yaml"]);
    assert.match(await title(), /wave 1 · 1st of 1/);
    release();
    await editor.next(refresh);
    assert.match(await title(), /wave 1 · 2nd of 2/);
  });

  for (const [what, options] of [
    ["watches no files", { refuses: [RegistrationRequest.method] }],
    ["asks for no lenses again", { refuses: [refresh] }],
    ["never answers when it is to ask for lenses again", { late: [refresh] }],
  ] as const) {
    it(`says that it can, but ${what}, has the workspace searched`, async () => {
      await start(options);
      editor.open(web, texts["/repo/shop/web.yaml"]);
      await editor.next<PlanChangedParams>(planChangedNotification, ({ uris }) => uris.length === 0);
      assert.equal((await editor.plan(web))?.application.name, "declared");
      assert.match(await title(), /wave 1 · 2nd of 2/);
    });
  }
});
