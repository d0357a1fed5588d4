import assert from "node:assert/strict";
import { CodeLensRefreshRequest, DiagnosticRefreshRequest } from "vscode-languageserver/node";
import { type Editor, startEditor } from "../support/editor.ts";
import { manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const argocdCm = "file:///w/ops/argocd-cm.yaml";
const shop = "file:///w/apps/shop.yaml";

/** The ConfigMap, with a health check for a kind or without any. */
function configMap(kind?: string): string {
  const key = kind === undefined ? "timeout.reconciliation" : `resource.customizations.health.example.com_${kind}`;
  return `${manifest("ConfigMap", "argocd-cm")}data:\n  ${key}: return {}\n`;
}

describe("the health checks that a workspace adds to Argo CD", () => {
  let editor: Editor;
  const widget = manifest("Widget", "one", wave("-1")).replace("v1", "example.com/v1");

  async function start(text: string): Promise<void> {
    const texts = {
      "/w/.git/HEAD": "ref: refs/heads/main\n",
      "/w/ops/argocd-cm.yaml": text,
      "/w/apps/shop.yaml": `${widget}---\n${manifest("ConfigMap", "late")}`,
    };
    const workspaceFolders = [{ uri: "file:///w", name: "w" }];
    editor = await startEditor({ files: memoryFiles(texts), workspaceFolders });
    await editor.next(CodeLensRefreshRequest.method);
    editor.open(shop, texts["/w/apps/shop.yaml"]);
    editor.open(argocdCm, text);
  }

  afterEach(() => editor.quit());

  /** What the code lens, the hover and the plan say of the waiting. */
  async function said(): Promise<readonly unknown[]> {
    const [lens] = await editor.lenses(shop);
    const hover = await editor.hover(shop, 1, 8);
    const text =
      hover !== null && typeof hover.contents === "object" && "value" in hover.contents ? hover.contents.value : "";
    const plan = await editor.plan(shop);
    return [
      lens?.command?.title.split(" · ").at(-1),
      text.split("\n").find((line) => line.includes("Argo CD waits")),
      plan?.steps[0]?.waitsFor,
    ];
  }

  const unknown = [
    "awaited if it has a health check",
    "- Argo CD waits for it only if somebody has added a health check for Widget.",
    "Argo CD waits for Widget one if it has a health check for Widget.",
  ];
  const known = [
    "awaited as ops/argocd-cm.yaml says",
    "- Argo CD waits until it is healthy, as the check in ops/argocd-cm.yaml says.",
    "Argo CD continues when Widget one is healthy. The health of Widget is checked as ops/argocd-cm.yaml says.",
  ];

  it("are found in files that nobody has opened", async () => {
    await start(configMap("Widget"));
    editor.close(argocdCm);
    assert.deepEqual(await said(), known);
  });

  it("change the answers for other files as soon as they are edited, and only then their lenses", async () => {
    await start(configMap());
    assert.deepEqual(await said(), unknown);
    editor.change(argocdCm, 2, { text: configMap("Widget") });
    assert.deepEqual(await said(), known);
    await editor.next(CodeLensRefreshRequest.method);
    editor.change(argocdCm, 3, { text: configMap("Gadget") });
    assert.deepEqual(await said(), unknown);
    await editor.next(CodeLensRefreshRequest.method);
  });

  it("make the hint wrong that waves do not wait for Applications", async () => {
    await start(configMap());
    const child = manifest("Application", "child", wave("2")).replace("v1", "argoproj.io/v1alpha1");
    editor.open("file:///w/apps/child.yaml", child);
    const rules = async (): Promise<readonly unknown[]> =>
      (await editor.pull("file:///w/apps/child.yaml")).map(({ code }) => code);
    assert.deepEqual(await rules(), ["wave-of-child-application"]);
    editor.change(argocdCm, 2, { text: configMap("Widget").replace("example.com_Widget", "argoproj.io_Application") });
    await editor.next(DiagnosticRefreshRequest.method);
    assert.deepEqual(await rules(), []);
  });

  it("are those on disk again once the file is closed without saving", async () => {
    await start(configMap("Widget"));
    editor.change(argocdCm, 2, { text: configMap() });
    assert.deepEqual(await said(), unknown);
    editor.close(argocdCm);
    assert.deepEqual(await said(), known);
  });
});
