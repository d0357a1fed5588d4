import assert from "node:assert/strict";
import { type Editor, startEditor } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";

const files: Record<string, string> = {
  "/w/.git/HEAD": "ref: refs/heads/main\n",
  "/w/root/Chart.yaml": "apiVersion: v2\nname: root\nversion: 1.0.0\n",
  "/w/root/values.yaml": "env: dev\n",
  "/w/root/templates/shop.yaml": `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: "shop-{{ .Values.env }}" }
spec:
  destination: { namespace: shop }
  source: { repoURL: https://example.com/shop.git, path: "shop/{{ .Values.env }}" }
`,
  "/w/shop/dev/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n",
};

describe("what an Application deploys that a chart prints", () => {
  let editor: Editor;
  const uri = "file:///w/shop/dev/a.yaml";
  const values = "file:///w/root/values.yaml";

  beforeEach(async () => {
    editor = await startEditor({
      files: memoryFiles({ ...files }),
      workspaceFolders: [{ uri: "file:///w", name: "w" }],
    });
    await editor.next("workspace/codeLens/refresh");
    editor.open(uri, files["/w/shop/dev/a.yaml"] ?? "");
  });
  afterEach(() => editor.quit());

  async function title(): Promise<string | undefined> {
    return (await editor.plan(uri))?.application.name;
  }

  it("follows what is typed into the values of the chart, and its lenses are asked for again", async () => {
    assert.equal(await title(), "shop-dev");
    editor.open(values, "env: dev\n");
    editor.change(values, 2, { text: "env: prod\n" });
    await editor.next("workspace/codeLens/refresh");
    assert.equal(await title(), "dev");
    editor.change(values, 3, { text: "env: dev\n" });
    await editor.next("workspace/codeLens/refresh");
    assert.equal(await title(), "shop-dev");
  });
});
