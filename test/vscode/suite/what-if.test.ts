import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionExports, openText, positionAfter } from "./support.ts";

const application = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookFailed
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
---
apiVersion: batch/v1
kind: Job
metadata:
  name: alert
  annotations:
    argocd.argoproj.io/hook: SyncFail
`;

describe("what if it fails?", () => {
  it("shows what has run, what never runs, what runs after the failure, and what becomes of the hooks", async () => {
    const document = await openText("what-if/all.yaml", application);
    const editor = await vscode.window.showTextDocument(document);
    const at = positionAfter(document, "name: migrate");
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand("argocdAnnotations.whatIf");
    const { panel } = await extensionExports();
    const { answer, marks } = panel.content ?? {};
    assert.equal(answer?.title, "What if Job migrate fails?");
    assert.equal(answer.outcome, "The sync fails.");
    const kinds = Object.entries(marks ?? {}).map(([task, { kind }]) => [task, kind]);
    assert.deepEqual(Object.fromEntries(kinds), {
      "batch/Job:/migrate PreSync": "failed",
      "apps/Deployment:/web Sync": "never",
      "batch/Job:/alert SyncFail": "ran",
    });
    assert.deepEqual(
      answer.lists.map(({ title }) => title),
      ["Hooks that are deleted", "Hooks that stay in the cluster"],
    );
    const [deleted] = answer.lists[0]?.items ?? [];
    assert.equal(deleted?.about, "Job migrate");
    assert.match(deleted.words, /HookFailed/);
  });

  it("can ask for another kind of failure, and is closed again", async () => {
    const { panel } = await extensionExports();
    const { answer, plan } = panel.content ?? {};
    assert.ok(plan && answer);
    assert.deepEqual(answer.choices.map(({ mode }) => mode).sort(), ["fails", "hangs", "immutable", "refused"]);
    await panel.askWhatIf(plan, "batch/Job:/migrate PreSync", "hangs");
    assert.equal(panel.content?.answer?.outcome, "The sync waits forever.");
    assert.equal(panel.content.marks["batch/Job:/migrate PreSync"]?.kind, "running");
    await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
    assert.equal(panel.content.answer, undefined);
    assert.deepEqual(panel.content.marks, {});
  });

  it("marks the rows of the tree as well, and is kept up to date", async () => {
    const document = await openText("what-if/all.yaml", application);
    const { panel, tree, plans } = await extensionExports();
    const view = await plans.at(document.uri.toString());
    const task = view?.steps[0]?.tasks[0];
    assert.ok(view && task);
    await panel.show(view);
    await panel.askWhatIf(view, task.id, undefined);
    const step = view.steps[0];
    assert.ok(step);
    const { description } = tree.getTreeItem({ type: "task", view, step, task });
    assert.match(String(description), /^failed/);
    await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
    assert.equal(tree.getTreeItem({ type: "task", view, step, task }).description, "hook");
  });
});
