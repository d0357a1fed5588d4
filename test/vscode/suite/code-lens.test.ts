import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeLensesOf, extensionExports, openFile, openText, runCommand, withSettings } from "./support.ts";

async function titlesOf(uri: vscode.Uri): Promise<string[]> {
  return (await codeLensesOf(uri)).map((lens) => lens.command?.title ?? "");
}

describe("code lens", () => {
  it("shows phase, wave, place in the order and deletion above each resource of the example", async () => {
    const { uri } = await openFile("migration-job.yaml");
    const [title] = await titlesOf(uri);
    assert.equal(
      title,
      "Argo CD: PreSync hook · wave -1 · 4th of 10 · deleted before its next run and after a successful sync",
    );
  });

  it("says that a hook without a valid hook type is never applied", async () => {
    const { uri } = await openText(
      "never-applied.yaml",
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: lost\n  annotations:\n    argocd.argoproj.io/hook: test\n",
    );
    assert.deepEqual(await titlesOf(uri), ['Argo CD: never applied: "test" is not a hook type']);
  });

  it("is off where the settings say so", async () => {
    const { uri } = await openFile("agent-api.yaml");
    assert.equal((await titlesOf(uri)).length, 2);
    await withSettings({ "argocdAnnotations.codeLens": "off" }, async () => {
      assert.deepEqual(await titlesOf(uri), []);
    });
  });

  it("opens the sync plan at its resource when it is clicked", async () => {
    const { uri } = await openFile("agent-api.yaml");
    const [, lens] = await codeLensesOf(uri);
    assert.ok(lens?.command);
    await runCommand(lens.command);
    const { panel } = await extensionExports();
    assert.equal(panel.content?.plan.application.name, "agent-platform");
    assert.match(panel.selected ?? "", /^\/Service:agents\/agent-api Sync$/);
  });
});

describe("the list of the sync order", () => {
  it("goes to the chosen manifest", async () => {
    await openFile("agent-api.yaml");
    const shown = vscode.commands.executeCommand("argocdAnnotations.showSyncOrder");
    await vscode.commands.executeCommand("workbench.action.quickOpenSelectNext");
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await shown;
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.uri.path ?? "", /migration-access\.yaml$/);
    assert.match(editor?.document.lineAt(editor.selection.active).text ?? "", /^apiVersion:/);
  });
});
