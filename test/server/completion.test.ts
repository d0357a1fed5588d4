import assert from "node:assert/strict";
import type { CompletionItem } from "vscode-languageserver";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import { plainSnippet, snippets } from "../../server/core/catalogue/snippets.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { manifest } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("completion", () => {
  let editor: Editor;
  const uri = "untitled:Untitled-1";
  afterEach(() => editor.quit());

  it("completes keys with the cursor inside the quotes where the editor takes snippets", async () => {
    editor = await startEditor();
    editor.open(uri, `${manifest("ConfigMap", "settings", { "app/owner": "me" })}    \n`);
    const [item] = await editor.complete(uri, 6, 4);
    assert.equal(item?.label, "argocd.argoproj.io/sync-wave");
    assert.equal(item.insertTextFormat, 2);
    assert.deepEqual(item.textEdit, {
      range: { start: { line: 6, character: 4 }, end: { line: 6, character: 4 } },
      newText: 'argocd.argoproj.io/sync-wave: "$0"',
    });
  });

  it("completes keys as mere text where the editor takes none", async () => {
    editor = await startEditor({ capabilities: {} });
    editor.open(uri, `${manifest("ConfigMap", "settings", { "app/owner": "me" })}    \n`);
    const [item] = await editor.complete(uri, 6, 4);
    assert.equal(item?.insertTextFormat, 1);
    assert.match(JSON.stringify(item.textEdit), /sync-wave: \\"\\""/);
  });
});

describe("whole resources in completion", () => {
  const migration = snippets.find(({ prefix }) => prefix === "argocd-migration-job");
  let editor: Editor;
  afterEach(() => editor.quit());

  /** The migration as it is offered at the start of an empty file. */
  async function offered(uri: string): Promise<CompletionItem | undefined> {
    editor.open(uri, "");
    const items = await editor.complete(uri, 0, 0);
    return items.find(({ label }) => label === migration?.prefix);
  }

  it("are snippets, and say what they write", async () => {
    editor = await startEditor();
    const job = await offered("untitled:new");
    assert.ok(migration && job);
    assert.equal(job.insertTextFormat, 2);
    assert.equal(job.detail, migration.title);
    assert.ok(JSON.stringify(job.documentation).includes(JSON.stringify(plainSnippet(migration)).slice(1, -1)));
  });

  it("are mere text where the editor takes no snippets", async () => {
    editor = await startEditor({ capabilities: {} });
    const job = await offered("untitled:new");
    assert.ok(migration && job);
    assert.equal(job.insertTextFormat, 1);
    assert.ok(job.textEdit && "newText" in job.textEdit);
    assert.equal(job.textEdit.newText, plainSnippet(migration));
  });

  it("are not offered in a file that a kustomization uses as a patch", async () => {
    const kustomization = "resources:\n  - job.yaml\npatches:\n  - path: limits.yaml\n";
    const files = memoryFiles({
      "/shop/kustomization.yaml": kustomization,
      "/shop/job.yaml": manifest("Job", "a"),
      "/shop/limits.yaml": "",
      "/shop/new.yaml": "",
    });
    editor = await startEditor({ files });
    assert.equal(await offered("file:///shop/limits.yaml"), undefined);
    assert.ok(await offered("file:///shop/new.yaml"));
  });

  it("bind rights in the namespace that the Application of a new file deploys to", async () => {
    const app = [
      "apiVersion: argoproj.io/v1alpha1",
      "kind: Application",
      "metadata: { name: shop }",
      "spec:",
      "  source: { repoURL: https://git.example.com/a.git, path: deploy }",
      "  destination: { namespace: prod }",
      "",
    ].join("\n");
    const files = memoryFiles({
      "/shop/.git/HEAD": "ref: refs/heads/main\n",
      "/shop/argocd/app.yaml": app,
      "/shop/deploy/job.yaml": manifest("Job", "a"),
      "/shop/deploy/new.yaml": "",
      "/shop/other/new.yaml": "",
    });
    editor = await startEditor({ files, workspaceFolders: [{ uri: "file:///shop", name: "shop" }] });
    await editor.next(CodeLensRefreshRequest.method);
    const bound = async (uri: string): Promise<string | undefined> => {
      editor.open(uri, "");
      const items = await editor.complete(uri, 0, 0);
      const access = JSON.stringify(items.find(({ label }) => label === "argocd-hook-access")?.textEdit);
      return /namespace: \$\{\d+:([^}]*)\}/.exec(access)?.[1];
    };
    assert.equal(await bound("file:///shop/deploy/new.yaml"), "prod");
    assert.equal(await bound("file:///shop/other/new.yaml"), "namespace-of-the-application");
  });
});
