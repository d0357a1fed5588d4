import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, extensionExports, openFile } from "./support.ts";

/** Runs a command that asks the user something, and takes the first answer. */
async function runAndAccept(command: string, isDone: () => boolean): Promise<void> {
  const { panel } = await extensionExports();
  const run = vscode.commands.executeCommand(command);
  await eventually(`an end of ${command}`, [panel.onDidShow], async () => {
    // What is not asked yet cannot be answered.
    for (; !isDone(); await new Promise((resolve) => setTimeout(resolve, 100)))
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return true;
  });
  await run;
}

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
      await runAndAccept("argocdAnnotations.whatIf", () => panel.answered !== undefined);
      assert.match(panel.content?.answer?.title ?? "", /^What if /);
      await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
    });
  }
});
