import assert from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsOf, openText, serverProcesses } from "./support.ts";

const mistake = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: first
`;

async function editAndSeeFinding(document: vscode.TextDocument, wave: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, document.lineAt(5).range, `    argocd.argoproj.io/sync-wave: ${wave}`);
  await vscode.workspace.applyEdit(edit);
  await diagnosticsOf(document.uri, (diagnostics) => diagnostics.some(({ message }) => message.includes(`"${wave}"`)));
}

describe("the language server", () => {
  it("is started again when it dies, and goes on where it was", async () => {
    const document = await openText("crash.yaml", mistake);
    await diagnosticsOf(document.uri, ({ length }) => length > 0);
    const [died] = serverProcesses();
    assert.ok(died);
    process.kill(died, "SIGKILL");
    await editAndSeeFinding(document, "second");
    assert.ok(!serverProcesses().includes(died));
  });

  it("is restarted by the command", async () => {
    const document = await openText("restart.yaml", mistake);
    await diagnosticsOf(document.uri, ({ length }) => length > 0);
    const before = serverProcesses();
    await vscode.commands.executeCommand("argocdAnnotations.restartServer");
    await editAndSeeFinding(document, "third");
    assert.ok(!serverProcesses().some((id) => before.includes(id)));
  });

  it("is waited for by a command while it starts", async () => {
    await openText("waited/all.yaml", mistake.replace("settings", "waited-for"));
    await vscode.env.clipboard.writeText("");
    const restarted = vscode.commands.executeCommand("argocdAnnotations.restartServer");
    await vscode.commands.executeCommand("argocdAnnotations.copyPlanAsMarkdown");
    await restarted;
    assert.match(await vscode.env.clipboard.readText(), /\| waited-for \|/);
  });

  it("runs only once for all files", () => {
    assert.equal(serverProcesses().length, 1);
  });
});
