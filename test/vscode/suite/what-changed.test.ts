import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { repositoryOf } from "../../../client/src/git.ts";
import { eventually, extensionExports, openText, positionAfter, uriOf } from "./support.ts";

function configMap(name: string, wave: number): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  annotations:\n    argocd.argoproj.io/sync-wave: "${wave}"\n`;
}

/** Runs Git in the folder of a file of the workspace. */
function git(file: string, ...words: readonly string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...words], { cwd: dirname(uriOf(file).fsPath), stdio: "pipe" });
}

describe("what changed in the plan", () => {
  it("names what moved, appeared and vanished since the last commit, unsaved text included", async () => {
    await openText("what-changed/moved.yaml", configMap("moved", 1));
    await openText("what-changed/vanished.yaml", configMap("vanished", 1));
    await openText("what-changed/same.yaml", configMap("same", 2));
    git("what-changed/moved.yaml", "init", "--quiet");
    git("what-changed/moved.yaml", "add", ".");
    git("what-changed/moved.yaml", "commit", "--quiet", "--message", "Begin");

    await vscode.workspace.fs.delete(uriOf("what-changed/vanished.yaml"));
    await openText("what-changed/new.yaml", configMap("new", 3));
    const document = await openText("what-changed/moved.yaml", configMap("moved", 1));
    const edit = new vscode.WorkspaceEdit();
    const end = positionAfter(document, 'sync-wave: "1');
    edit.replace(document.uri, new vscode.Range(end.translate(0, -1), end), "4");
    await vscode.workspace.applyEdit(edit);
    assert.ok(document.isDirty);

    const { panel, plans } = await extensionExports();
    await eventually("the plan without the file that is gone", [plans.onDidChange], async () => {
      const view = await plans.at(document.uri.toString());
      const names = view?.steps.flatMap(({ tasks }) => tasks.map(({ name }) => name)).join(" ");
      return names === "same new moved" ? true : undefined;
    });
    await vscode.commands.executeCommand("argocdAnnotations.whatChanged");
    const { content, answered } = panel;
    assert.equal(content?.answer?.title, "What changed since HEAD?");
    const marks = Object.fromEntries(Object.entries(content.marks).map(([task, { words }]) => [task, words]));
    assert.deepEqual(marks, { "/ConfigMap:/new Sync": "new", "/ConfigMap:/moved Sync": "moved" });
    assert.equal(content.answer.lists[0]?.items.length, 3);
    assert.equal(content.answer.lists[0].items.at(-1)?.about, "ConfigMap vanished");
    assert.match(answered?.markdown ?? "", /ConfigMap moved/);
  });

  it("has a reason where there is no repository", async () => {
    const { uri } = await openText("no-repository/all.yaml", configMap("alone", 0));
    assert.equal(
      await repositoryOf(uri),
      "This file is not in a Git repository that is open in VS Code, so there is nothing to compare with.",
    );
  });

  it("is shown as a Markdown document", async () => {
    await vscode.commands.executeCommand("argocdAnnotations.openAnswer");
    const shown = vscode.workspace.textDocuments.find(({ uri }) => uri.path.includes("What changed since"));
    assert.match(shown?.getText() ?? "", /ConfigMap vanished/);
    assert.equal(shown?.languageId, "markdown");
    await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
  });
});
