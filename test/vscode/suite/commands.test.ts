import assert from "node:assert/strict";
import * as vscode from "vscode";
import { acceptUntil, extensionExports, openFile } from "./support.ts";

describe("commands without a manifest in the editor", () => {
  beforeEach(async () => {
    await openFile("migration-job.yaml");
    const { tree } = await extensionExports();
    await tree.refresh();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  const states: readonly (readonly [name: string, enter: () => Promise<void>])[] = [
    ["with no editor", () => Promise.resolve()],
    [
      "with another file",
      async () => {
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "notes" }));
      },
    ],
  ];
  for (const [name, enter] of states) {
    it(`show the plan that the tree shows ${name}`, async () => {
      await enter();
      await vscode.commands.executeCommand("argocdAnnotations.showSyncPlan");
      const { panel } = await extensionExports();
      assert.match(panel.content?.plan.uri ?? "", /agent-platform/);
    });

    it(`copy the plan that the tree shows ${name}`, async () => {
      await enter();
      await vscode.env.clipboard.writeText("");
      await vscode.commands.executeCommand("argocdAnnotations.copyPlanAsMarkdown");
      assert.match(await vscode.env.clipboard.readText(), /db-migration/);
    });

    it(`ask which resource is meant ${name}`, async () => {
      await enter();
      const { panel } = await extensionExports();
      const asked = vscode.commands.executeCommand("argocdAnnotations.whatIf");
      await acceptUntil(() => panel.answered !== undefined);
      await asked;
      assert.match(panel.content?.answer?.title ?? "", /^What if /);
      await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
    });
  }
});
